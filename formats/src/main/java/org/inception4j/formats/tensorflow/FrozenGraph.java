package org.inception4j.formats.tensorflow;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.inception4j.formats.OwnNames;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.protobuf.ProtoReader;
import org.inception4j.tensor.Tensor;

/** The message {@code GraphDef} with the variables frozen into constants: those, by their nodes' names. */
final class FrozenGraph implements Source {
    private static final int NODE = 1;

    /** In the last module of the graph of 2015, where every later Inception-v3 has a mean. */
    private static final String LAST_POOL = "mixed_10/tower_2/pool";

    private final String place;
    private final Map<String, TensorMessage> constants = new LinkedHashMap<>();
    private final Map<String, Integer> operations = new TreeMap<>();
    private final Set<String> withoutEffect = new LinkedHashSet<>();
    private boolean lastIsMaximum;

    private FrozenGraph(String place) {
        this.place = place;
    }

    /** What is wrong ends in an {@link IllegalArgumentException}. */
    static FrozenGraph read(MemorySegment file, String place) throws IOException {
        FrozenGraph graph = new FrozenGraph(place);
        ProtoReader in = new ProtoReader(file);
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == NODE) {
                graph.add(GraphNode.read(in.message()), file.byteSize());
            } else {
                in.skip();
            }
        }
        if (graph.constants.isEmpty()) {
            throw new WeightsException(
                    place,
                    "is a graph of %d nodes without constants"
                            .formatted(graph.operations.values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum()),
                    "give a frozen graph, or the folder of the SavedModel");
        }
        return graph;
    }

    private void add(GraphNode node, long fileBytes) {
        operations.merge(node.operation(), 1, Integer::sum);
        if (node.isConstant() && constants.put(node.name(), TensorMessage.of(node.value(), fileBytes)) != null) {
            throw new IllegalArgumentException("two nodes are called " + node.name());
        }
        node.unusedFactor().ifPresent(withoutEffect::add);
        lastIsMaximum |= node.name().endsWith(LAST_POOL) && node.operation().equals("MaxPool");
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String format() {
        return "TensorFlow graph with frozen variables (GraphDef)";
    }

    @Override
    public List<TensorEntry> entries() {
        return constants.entrySet().stream()
                .map(constant -> constant.getValue().entry(constant.getKey()))
                .toList();
    }

    @Override
    public Map<String, String> metadata() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "operations",
                operations.entrySet().stream()
                        .map(operation -> operation.getKey() + " " + operation.getValue())
                        .collect(Collectors.joining(", ")));
        if (lastIsMaximum) {
            facts.put(
                    "difference",
                    "%s takes the maximum, where TF-slim's and Keras' Inception-v3 take the mean".formatted(LAST_POOL));
        }
        return facts;
    }

    @Override
    public Set<String> withoutEffect() {
        return withoutEffect;
    }

    @Override
    public Tensor read(String name) throws IOException {
        TensorMessage constant = constants.get(name);
        if (constant == null) {
            throw OwnNames.unknown(place, name, constants.keySet());
        }
        return constant.read(place + ", " + name);
    }
}
