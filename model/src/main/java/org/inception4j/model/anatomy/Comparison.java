package org.inception4j.model.anatomy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.summary.Cost;

/**
 * Every way in which a second network is not as a first, in words. The graphs are laid upon each other by their form, whatever
 * their layers are called: stage by stage, branch by branch.
 *
 * @param differences those that are felt in the answers first
 * @param blocks those that stand in each other's place
 */
public record Comparison(Model first, Model second, List<Difference> differences, List<Blocks> blocks) {
    /** What a block costs and gives. */
    public record Block(String name, Shape output, long parameters, long multiplyAdds) {
        static Block of(Structure structure, Split split, Predicate<WeightSpec> counted) {
            return new Block(
                    structure.name(split),
                    split.shape(),
                    Parameters.of(split.nodes(), counted),
                    split.nodes().stream().mapToLong(Cost::multiplyAdds).sum());
        }

        /** Whether both cost and give the same. */
        public boolean costsAndGives(Block other) {
            return output.equals(other.output) && parameters == other.parameters && multiplyAdds == other.multiplyAdds;
        }
    }

    /** Two blocks in each other's place. */
    public record Blocks(Block first, Block second) {
        /** Whether they differ in what they cost or give. */
        public boolean differ() {
            return !first.costsAndGives(second);
        }
    }

    /** Models with auxiliary heads are compared with them. */
    public static Comparison of(Model first, Model second) {
        return of(first, Parameters.ALL, second, Parameters.ALL);
    }

    /** As {@link #of(Model, Model)}, with those weights only of each that count as parameters of its blocks. */
    public static Comparison of(
            Model first, Predicate<WeightSpec> countedInFirst, Model second, Predicate<WeightSpec> countedInSecond) {
        Structure one = Structure.of(first);
        Structure other = Structure.of(second);
        Pairs pairs = Pairs.of(one, other);
        List<Difference> differences = new ArrayList<>(GraphDifferences.inputs(one, other, pairs));
        differences.addAll(UnitDifferences.of(one, pairs));
        differences.addAll(GraphDifferences.connections(one, other, pairs));
        differences.addAll(NameDifferences.of(one, other, pairs));
        differences.sort(Comparator.comparing(Difference::effect));
        List<Blocks> blocks = pairs.blocks.stream()
                .map(splits -> new Blocks(
                        Block.of(one, splits.first(), countedInFirst),
                        Block.of(other, splits.second(), countedInSecond)))
                .toList();
        return new Comparison(first, second, List.copyOf(differences), blocks);
    }

    /** Whether both give the same answers with the same weights. */
    public boolean sameResult() {
        return differences.stream().noneMatch(difference -> difference.effect() == Effect.RESULT);
    }

    /** Whether nothing differs at all, names and form among it; the name of the whole model is not looked at. */
    public boolean identical() {
        return differences.isEmpty();
    }
}
