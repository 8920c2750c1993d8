package org.inception4j.model.anatomy;

import static org.inception4j.model.anatomy.Effect.FORM;
import static org.inception4j.model.anatomy.Effect.RESULT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Node;

/** What layers in each other's place are called, the order they are listed in, and which of them share weights. */
final class NameDifferences {
    private static final int EXAMPLES = 3;

    /** Two nodes in each other's place. */
    private record Twins(Node first, Node second) {}

    private final Structure first;
    private final Structure second;
    private final List<Twins> twins = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();

    private NameDifferences(Structure first, Structure second, Pairs pairs) {
        this.first = first;
        this.second = second;
        for (Pair pair : pairs.units) {
            addFolded(pair);
        }
        pairs.splits.forEach(splits ->
                twins.add(new Twins(splits.first().join(), splits.second().join())));
        twins.sort(Comparator.comparing(twin -> Parameters.of(twin.first) == 0));
    }

    private void addFolded(Pair pair) {
        twins.add(new Twins(pair.first().main(), pair.second().main()));
        both(
                pair.first().normalization().orElse(null),
                pair.second().normalization().orElse(null));
        both(
                pair.first().separateActivation().orElse(null),
                pair.second().separateActivation().orElse(null));
    }

    private void both(Node one, Node other) {
        if (one != null && other != null) {
            twins.add(new Twins(one, other));
        }
    }

    static List<Difference> of(Structure first, Structure second, Pairs pairs) {
        NameDifferences found = new NameDifferences(first, second, pairs);
        found.sharing();
        found.names();
        found.order();
        return found.differences;
    }

    private void names() {
        List<Twins> renamed = twins.stream()
                .filter(twin -> !name(twin.first).equals(twinName(twin)))
                .toList();
        if (renamed.isEmpty()) {
            return;
        }
        String examples = Words.some(
                renamed.stream()
                        .map(twin -> "%s instead of %s".formatted(twinName(twin), name(twin.first)))
                        .toList(),
                EXAMPLES);
        boolean all = renamed.size() == twins.size();
        String sentence = renamed.size() == 1
                ? "One layer has another name: %s.".formatted(examples)
                : "%s %d layers have other names: %s."
                        .formatted(all ? "All" : renamed.size() + " of", twins.size(), examples);
        differences.add(new Difference(
                FORM, sentence, renamed.stream().map(twin -> name(twin.first)).toList()));
    }

    private String name(Node node) {
        return first.model().name(node);
    }

    private String twinName(Twins twin) {
        return second.model().name(twin.second);
    }

    /** Weight files that go by order care for it. */
    private void order() {
        Map<Node, Integer> positions = new HashMap<>();
        List<Node> listed = second.model().nodes();
        IntStream.range(0, listed.size()).forEach(i -> positions.put(listed.get(i), i));
        Map<Node, Node> weighted = new HashMap<>();
        twins.stream()
                .filter(twin -> Parameters.of(twin.first) > 0)
                .forEach(twin -> weighted.put(twin.first, twin.second));
        List<Node> order =
                first.model().nodes().stream().filter(weighted::containsKey).toList();
        List<Integer> there =
                order.stream().map(weighted::get).map(positions::get).toList();
        List<String> moved = IntStream.range(1, there.size())
                .filter(i -> there.get(i) < there.get(i - 1))
                .mapToObj(i -> name(order.get(i)))
                .toList();
        if (!moved.isEmpty()) {
            differences.add(new Difference(
                    FORM,
                    "Layers with weights are listed in another order, first at %s: it matters to weight files that go by order."
                            .formatted(moved.getFirst()),
                    moved));
        }
    }

    /** Whether another use of the node's layer came before. */
    private static boolean isShared(Map<LayerInstance, Node> seen, Node node) {
        Node before = seen.putIfAbsent(node.instance(), node);
        return before != null && before != node;
    }

    private void sharing() {
        Map<LayerInstance, Node> one = new HashMap<>();
        Map<LayerInstance, Node> other = new HashMap<>();
        for (Twins twin : twins) {
            boolean shared = isShared(one, twin.first);
            boolean sharedThere = isShared(other, twin.second);
            if (shared != sharedThere) {
                String predicate =
                        sharedThere ? "shares its weights with %s" : "has weights of its own, not those of %s";
                Node with = sharedThere ? other.get(twin.second.instance()) : one.get(twin.first.instance());
                String sentence = "%s %s."
                        .formatted(
                                name(twin.first),
                                predicate.formatted(sharedThere ? second.model().name(with) : name(with)));
                differences.add(new Difference(RESULT, sentence, List.of(name(twin.first))));
            }
        }
    }
}
