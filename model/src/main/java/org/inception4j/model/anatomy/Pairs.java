package org.inception4j.model.anatomy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Node;
import org.inception4j.model.anatomy.Alignment.Match;
import org.inception4j.model.anatomy.Place.Part;

/** Two structures laid upon each other: which units stand in each other's place, and which stand alone. */
final class Pairs {
    /** A stage that only one of the two has. */
    record Single(Stage stage, boolean inFirst, Place place) {}

    /** Two splits in each other's place, and which branch of the second stands for each of the first. */
    record Splits(Split first, Split second, List<Integer> branches) {}

    final List<Pair> units = new ArrayList<>();
    final List<Single> singles = new ArrayList<>();
    final List<Splits> splits = new ArrayList<>();
    /** Of the trunk; its place in the list is the block's number. */
    final List<Splits> blocks = new ArrayList<>();

    /** The second's node for what a stage of the first gives. */
    final Map<Node, Node> ends = new HashMap<>();

    static Pairs of(Structure first, Structure second) {
        Pairs pairs = new Pairs();
        pairs.ends.put(input(first), input(second));
        pairs.chain(first.trunk(), second.trunk(), new Place(Part.TRUNK, -1, List.of(), 0));
        int heads = Math.min(first.heads().size(), second.heads().size());
        for (int i = 0; i < heads; i++) {
            pairs.chain(
                    first.heads().get(i).stages(),
                    second.heads().get(i).stages(),
                    new Place(Part.HEAD, i, List.of(), 0));
        }
        return pairs;
    }

    private static Node input(Structure structure) {
        return structure.model().inputs().getFirst();
    }

    private void chain(List<Stage> first, List<Stage> second, Place place) {
        Map<Category, Integer> steps = new EnumMap<>(Category.class);
        for (Match match : Alignment.of(first, second)) {
            if (!match.both()) {
                boolean inFirst = match.second() == null;
                singles.add(new Single(inFirst ? match.first() : match.second(), inFirst, place));
                continue;
            }
            ends.put(match.first().end(), match.second().end());
            if (match.first() instanceof Unit one && match.second() instanceof Unit other) {
                int step = steps.merge(one.category(), 1, Integer::sum) - 1;
                add(new Pair(one, other, new Place(place.part(), place.block(), place.branches(), step)));
            } else if (match.first() instanceof Split one && match.second() instanceof Split other) {
                split(one, other, place);
            }
        }
    }

    /** Branches may share what they begin with. */
    private void add(Pair pair) {
        boolean known = units.stream()
                .anyMatch(other -> other.first().main() == pair.first().main()
                        && other.second().main() == pair.second().main());
        if (!known) {
            units.add(pair);
        }
    }

    private void split(Split first, Split second, Place outer) {
        Splits both = new Splits(first, second, Alignment.branches(first, second));
        splits.add(both);
        boolean block = outer.part() == Part.TRUNK;
        if (block) {
            blocks.add(both);
        }
        Part part = block ? Part.BLOCK : outer.part();
        int number = block ? blocks.size() - 1 : outer.block();
        for (int i = 0; i < first.branches().size(); i++) {
            List<Integer> path = new ArrayList<>(outer.branches());
            path.add(i);
            int twin = both.branches.get(i);
            if (twin >= 0) {
                chain(
                        first.branches().get(i),
                        second.branches().get(twin),
                        new Place(part, number, List.copyOf(path), 0));
            }
        }
    }
}
