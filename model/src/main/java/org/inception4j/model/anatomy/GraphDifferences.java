package org.inception4j.model.anatomy;

import static org.inception4j.model.anatomy.Effect.FORM;
import static org.inception4j.model.anatomy.Effect.RESULT;
import static org.inception4j.model.anatomy.Effect.TRAINING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Reshape;
import org.inception4j.model.anatomy.Pairs.Single;
import org.inception4j.model.anatomy.Pairs.Splits;
import org.inception4j.model.anatomy.Place.Part;
import org.inception4j.model.anatomy.Structure.Head;

/** What the graphs around the layers have otherwise: inputs, outputs, heads, branches, layers that stand alone. */
final class GraphDifferences {
    private static final int MOST_NAMES = 4;

    private final Structure first;
    private final Structure second;
    private final Pairs pairs;
    private final List<Difference> differences = new ArrayList<>();

    private GraphDifferences(Structure first, Structure second, Pairs pairs) {
        this.first = first;
        this.second = second;
        this.pairs = pairs;
    }

    /** What goes in, and layers that only one has. */
    static List<Difference> inputs(Structure first, Structure second, Pairs pairs) {
        GraphDifferences found = new GraphDifferences(first, second, pairs);
        found.inputs();
        found.singles();
        return found.differences;
    }

    /** How branches are joined, what comes out, and where heads are. */
    static List<Difference> connections(Structure first, Structure second, Pairs pairs) {
        GraphDifferences found = new GraphDifferences(first, second, pairs);
        found.branches();
        found.outputs();
        found.heads();
        return found.differences;
    }

    private void add(Effect effect, String sentence, List<String> layers) {
        differences.add(new Difference(effect, sentence, layers));
    }

    private void inputs() {
        List<Node> one = first.model().inputs();
        List<Node> other = second.model().inputs();
        if (one.size() != other.size()) {
            add(RESULT, "There are %d inputs instead of %d.".formatted(other.size(), one.size()), names(first, one));
            return;
        }
        for (int i = 0; i < one.size(); i++) {
            String name = first.model().name(one.get(i));
            String twin = second.model().name(other.get(i));
            if (!one.get(i).shape().equals(other.get(i).shape())) {
                add(
                        RESULT,
                        "The input is %s instead of %s."
                                .formatted(
                                        Notation.of(other.get(i).shape()),
                                        Notation.of(one.get(i).shape())),
                        List.of(name));
            }
            if (!name.equals(twin)) {
                add(FORM, "The input is named %s instead of %s.".formatted(twin, name), List.of(name));
            }
        }
    }

    private void outputs() {
        List<Output> one = first.model().outputs();
        List<Output> other = second.model().outputs();
        int both = Math.min(one.size(), other.size());
        record Kind(Effect effect, String predicate) {}
        Map<Kind, List<Integer>> kinds = new LinkedHashMap<>();
        for (int i = 0; i < both; i++) {
            Output output = one.get(i);
            Output twin = other.get(i);
            if (output.lossWeight() != twin.lossWeight()) {
                String weight = Notation.number(twin.lossWeight());
                String old = Notation.number(output.lossWeight());
                Kind kind = new Kind(TRAINING, "{weighs} %s instead of %s in the loss".formatted(weight, old));
                kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(i);
            }
            if (output.auxiliary() != twin.auxiliary()) {
                String is = twin.auxiliary() ? "{is} for training only" : "{is} there at inference too";
                kinds.computeIfAbsent(new Kind(RESULT, is), _ -> new ArrayList<>())
                        .add(i);
            }
        }
        kinds.forEach((kind, outputs) -> {
            List<String> names =
                    outputs.stream().map(one::get).map(Output::name).toList();
            boolean many = names.size() > 1;
            String subject = "The %s %s".formatted(many ? "outputs" : "output", Words.list(names));
            add(kind.effect, "%s %s.".formatted(subject, Change.conjugated(kind.predicate, many)), names);
        });
        outputNames(
                one.subList(0, both).stream().map(Output::name).toList(),
                other.subList(0, both).stream().map(Output::name).toList());
        if (first.model().sequential() != second.model().sequential()) {
            boolean row = second.model().sequential();
            add(
                    FORM,
                    "The model is %s."
                            .formatted(row ? "a Sequential instead of a graph" : "a graph instead of a Sequential"),
                    List.of());
        }
    }

    private void outputNames(List<String> names, List<String> others) {
        if (!names.equals(others)) {
            String outputs = names.size() == 1 ? "output is" : "outputs are";
            add(
                    FORM,
                    "The %s named %s instead of %s.".formatted(outputs, Words.list(others), Words.list(names)),
                    names);
        }
    }

    /** Stages that only one has, those of one type together. */
    private void singles() {
        record Kind(boolean inFirst, Effect effect, String type) {}
        Map<Kind, List<Single>> kinds = new LinkedHashMap<>();
        for (Single single : pairs.singles) {
            kinds.computeIfAbsent(new Kind(single.inFirst(), effect(single), type(single)), _ -> new ArrayList<>())
                    .add(single);
        }
        kinds.forEach((kind, singles) -> {
            Structure owner = kind.inFirst ? first : second;
            List<String> layers = singles.stream()
                    .map(single -> name(owner, single.stage()))
                    .distinct()
                    .toList();
            String names = Words.some(layers, MOST_NAMES);
            boolean one = singles.size() == 1;
            String sentence = kind.inFirst
                    ? "There is no %s where the first has %s.".formatted(kind.type, names)
                    : one
                            ? "There is one more %s: %s.".formatted(kind.type, names)
                            : "There are %d more %s: %s.".formatted(singles.size(), Words.plural(kind.type), names);
            add(kind.effect, sentence, layers);
        });
    }

    private static Effect effect(Single single) {
        if (single.place().part() == Part.HEAD) {
            return TRAINING;
        }
        return switch (single.stage()) {
            case Unit unit when unit.layer() instanceof Dropout -> TRAINING;
            case Unit unit
            when unit.layer() instanceof Flatten || unit.layer() instanceof Reshape ->
                unit.shape().elements() == unit.shape().channels() ? FORM : RESULT;
            default -> RESULT;
        };
    }

    private static String type(Single single) {
        return switch (single.stage()) {
            case Unit unit -> Notation.word(unit);
            case Split _ when single.place().part() != Part.TRUNK -> "fork within a branch";
            case Split split -> split.residual() ? "residual block" : "inception block";
        };
    }

    private static String name(Structure owner, Stage stage) {
        return switch (stage) {
            case Unit unit -> owner.model().name(unit.main());
            case Split split -> owner.name(split);
        };
    }

    /** What is the same in several blocks is said once. */
    private void branches() {
        record Kind(Effect effect, String predicate) {}
        Map<Kind, List<String>> blocks = new LinkedHashMap<>();
        for (Splits splits : pairs.splits) {
            List<Difference> here = new ArrayList<>();
            join(splits, here);
            order(splits, here);
            here.forEach(difference -> blocks.computeIfAbsent(
                            new Kind(difference.effect(), difference.sentence()), _ -> new ArrayList<>())
                    .add(first.name(splits.first())));
        }
        blocks.forEach((kind, names) -> {
            boolean all = names.size() > 1 && names.size() == pairs.splits.size();
            String where = all ? "all %d blocks".formatted(names.size()) : Words.some(names, MOST_NAMES);
            add(kind.effect, "In %s %s.".formatted(where, kind.predicate), names);
        });
    }

    private static void join(Splits splits, List<Difference> found) {
        List<String> none = List.of();
        if (splits.first().join().layer().getClass()
                != splits.second().join().layer().getClass()) {
            String how =
                    "branches are joined by %s instead of %s".formatted(join(splits.second()), join(splits.first()));
            found.add(new Difference(RESULT, how, none));
        }
        for (int i = 0; i < splits.first().branches().size(); i++) {
            if (splits.branches().get(i) < 0) {
                String branch = Notation.branch(splits.first().branches().get(i));
                found.add(new Difference(RESULT, "there is no branch of %s".formatted(branch), none));
            }
        }
        for (int i = 0; i < splits.second().branches().size(); i++) {
            if (!splits.branches().contains(i)) {
                String branch = Notation.branch(splits.second().branches().get(i));
                found.add(new Difference(RESULT, "there is one more branch, of %s".formatted(branch), none));
            }
        }
    }

    private static void order(Splits splits, List<Difference> found) {
        List<Integer> order =
                splits.branches().stream().filter(branch -> branch >= 0).toList();
        List<Integer> sorted = order.stream().sorted().toList();
        if (!order.equals(sorted)) {
            String how = order.equals(sorted.reversed())
                    ? "in reverse order"
                    : "in another order: they are the %s there"
                            .formatted(Words.list(
                                    order.stream().map(Scopes::ordinal).toList()));
            Effect effect = splits.first().residual() ? FORM : RESULT;
            found.add(new Difference(effect, "the branches are joined " + how, List.of()));
        }
    }

    private static String join(Split split) {
        return Notation.words(split.join().layer().getClass().getSimpleName());
    }

    private void heads() {
        List<Head> one = first.heads();
        List<Head> other = second.heads();
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            Node root = one.get(i).root();
            Node twin = other.get(i).root();
            if (!Objects.equals(pairs.ends.get(root), twin)) {
                add(
                        TRAINING,
                        "Head %s looks at %s instead of %s."
                                .formatted(one.get(i).output().name(), name(second, twin), name(first, root)),
                        List.of(one.get(i).output().name()));
            }
        }
        if (one.size() > other.size()) {
            List<Head> gone = one.subList(other.size(), one.size());
            String heads = gone.size() == 1 ? "is no head" : "are no heads";
            add(TRAINING, "There %s %s.".formatted(heads, roots(first, gone)), outputs(gone));
        }
        if (other.size() > one.size()) {
            List<Head> more = other.subList(one.size(), other.size());
            String heads = more.size() == 1 ? "is one more head" : "are %d more heads".formatted(more.size());
            add(TRAINING, "There %s: %s.".formatted(heads, roots(second, more)), outputs(more));
        }
    }

    private static List<String> outputs(List<Head> heads) {
        return heads.stream().map(head -> head.output().name()).toList();
    }

    private static String roots(Structure owner, List<Head> heads) {
        return Words.list(heads.stream()
                .map(head -> "%s on %s".formatted(head.output().name(), name(owner, head.root())))
                .toList());
    }

    private static String name(Structure owner, Node node) {
        return owner.splits().stream()
                .filter(split -> split.join().equals(node))
                .map(owner::name)
                .findFirst()
                .orElseGet(() -> node == null ? "the inputs" : owner.model().name(node));
    }

    private static List<String> names(Structure owner, List<Node> nodes) {
        return nodes.stream().map(owner.model()::name).toList();
    }
}
