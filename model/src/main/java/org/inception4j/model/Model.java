package org.inception4j.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.inception4j.model.spelling.Spelling;

/**
 * A finished graph with named inputs and outputs: immutable, without weights, shared freely between threads. Layers' names
 * are unique and follow Keras' rules where none was given; a weight's name is {@code layer/weight}.
 */
public final class Model {
    private final String name;
    private final boolean sequential;
    private final Graph graph;
    private final Map<LayerInstance, String> names;
    private final BlockMap blocks;
    private final Map<String, Node> byName = new LinkedHashMap<>();
    private final Map<String, WeightSpec> weights;

    /** What is computed from what; {@code nodes} in Keras' order. */
    private record Graph(List<Node> inputs, List<Output> outputs, List<Node> nodes) {}

    private Model(String name, boolean sequential, Graph graph, Map<LayerInstance, String> names, BlockMap blocks) {
        this.name = name;
        this.sequential = sequential;
        this.names = names;
        this.blocks = blocks;
        this.graph = new Graph(
                List.copyOf(graph.inputs),
                graph.outputs.stream().map(output -> named(output, names)).toList(),
                graph.nodes);
        GraphCheck.of(name, this.graph.inputs, this.graph.outputs, graph.nodes);
        graph.nodes.forEach(node -> byName.putIfAbsent(name(node), node));
        this.weights = collectWeights();
    }

    /** A model of one input and one output, which takes its layer's name. */
    public static Model of(String name, Node input, Node output) {
        return of(name, List.of(input), List.of(Output.of("", output)));
    }

    public static Model of(String name, Node input, Output... outputs) {
        return of(name, List.of(input), Arrays.asList(outputs));
    }

    /** An output with a blank name takes its layer's. */
    public static Model of(String name, List<Node> inputs, List<Output> outputs) {
        List<Node> nodes = order(name, outputs);
        Map<LayerInstance, String> names = Names.of(nodes, NameScope.keras2(), false);
        return new Model(name, false, new Graph(inputs, outputs, nodes), names, BlockMap.NONE);
    }

    public String name() {
        return name;
    }

    /** True for what {@link Sequential} made: Keras does not count the input among the layers of such a model. */
    public boolean sequential() {
        return sequential;
    }

    /** This model as {@link Sequential} would have made it; one that is no {@link #chain} is refused. */
    public Model asSequential() {
        if (!chain()) {
            throw new IllegalArgumentException(
                    "%s: is no chain of layers from one input to one output; leave it a graph".formatted(name));
        }
        return new Model(name, true, graph, Names.of(graph.nodes, NameScope.keras2(), true), blocks);
    }

    /** True if there is one output and each node takes only what the node before gives. */
    public boolean chain() {
        List<Node> nodes = graph.nodes;
        return graph.outputs.size() == 1
                && IntStream.range(0, nodes.size())
                        .allMatch(i -> nodes.get(i).inputs().equals(nodes.subList(Math.max(0, i - 1), i)));
    }

    public List<Node> inputs() {
        return graph.inputs;
    }

    public List<Output> outputs() {
        return graph.outputs;
    }

    /** The only input; a model with several is refused. */
    public Node input() {
        if (graph.inputs.size() != 1) {
            throw new IllegalStateException(
                    "%s: has %d inputs; ask for them by inputs()".formatted(name, graph.inputs.size()));
        }
        return graph.inputs.getFirst();
    }

    /** The first output: the main one where there are auxiliary heads. */
    public Output output() {
        return graph.outputs.getFirst();
    }

    public Output output(String outputName) {
        return graph.outputs.stream()
                .filter(output -> output.name().equals(outputName))
                .findFirst()
                .orElseThrow(() -> noSuch(
                        "output",
                        outputName,
                        graph.outputs.stream().map(Output::name).toList()));
    }

    /** Every node that the outputs need, each after its inputs, in the order in which Keras lists layers. */
    public List<Node> nodes() {
        return graph.nodes;
    }

    /** The name of the node's layer; nodes that share a layer share the name. */
    public String name(Node node) {
        String layerName = names.get(node.instance());
        if (layerName == null) {
            throw new IllegalArgumentException(
                    "%s: has no layer %s; ask the model that was built from this node".formatted(name, node));
        }
        return layerName;
    }

    /** The first use of the layer of this name. */
    public Node node(String layerName) {
        Node node = byName.get(layerName);
        if (node == null) {
            throw noSuch("layer", layerName, byName.keySet());
        }
        return node;
    }

    /** All weights by full name, {@code layer/weight}, in the order of the layers; shared ones once. */
    public Map<String, WeightSpec> weights() {
        return weights;
    }

    /** The weights of one node's layer under their full names, in Keras' order. */
    public List<WeightSpec> weights(Node node) {
        boolean learns = node.instance().trainable();
        return node.layer().weights(node.inputShapes()).stream()
                .map(spec -> spec.withName(name(node) + "/" + spec.name()).withTrainable(learns && spec.trainable()))
                .toList();
    }

    /** How many numbers all weights hold together. */
    public long parameters() {
        return count(weights.values());
    }

    public long trainableParameters() {
        return count(weights.values().stream().filter(WeightSpec::trainable).toList());
    }

    /** The same graph with these outputs only; layers that nothing needs any more fall away, the rest keep their names. */
    public Model withOutputs(List<Output> changed) {
        List<Node> needed = order(name, changed);
        Set<Node> kept = new HashSet<>(needed);
        List<Node> left = graph.inputs.stream().filter(kept::contains).toList();
        return new Model(name, false, new Graph(left, changed, needed), names, blocks.within(kept));
    }

    /** The same graph that gives out what these layers compute, each under the layer's name. */
    public Model withLayersAsOutputs(List<String> layerNames) {
        return withOutputs(
                layerNames.stream().map(layer -> Output.of(layer, node(layer))).toList());
    }

    /** The same graph without its auxiliary heads. */
    public Model inference() {
        List<Output> main =
                graph.outputs.stream().filter(output -> !output.auxiliary()).toList();
        return main.size() == graph.outputs.size() ? this : withOutputs(main);
    }

    /**
     * The same graph with the layers that were given no name named from this scope, which counts on; names that were given
     * stay.
     */
    public Model withNames(NameScope scope) {
        return new Model(name, sequential, unnamed(), Names.of(graph.nodes, scope, sequential), blocks);
    }

    /**
     * The same graph in named parts.
     *
     * @param ends the node that ends each part, in order; a part is what its end needs and no earlier part has, without inputs
     */
    public Model withBlocks(Map<String, Node> ends) {
        ends.values().forEach(this::name); // refuses the nodes of another model
        return new Model(name, sequential, graph, names, BlockMap.of(ends));
    }

    /** The named parts that this model is made of, {@code inception_3a} or {@code mixed0}, with the node that ends each; often none. */
    public Map<String, Node> blocks() {
        return blocks.ends();
    }

    /** The part that this node belongs to. */
    public Optional<String> block(Node node) {
        return blocks.of(node);
    }

    /** The same computation without {@link NestedModel}s: their layers stand in their place, each named {@code outer/inner}. */
    public Model flattened() {
        return Flattening.of(this);
    }

    /** True for a model of the same name, layers, names, connections, outputs and parts. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Model model && Structure.of(this).equals(Structure.of(model));
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, weights);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Outputs that took their layer's name, which may change now, are blank again. */
    private Graph unnamed() {
        List<Output> blank = graph.outputs.stream()
                .map(output -> output.name().equals(name(output.node())) ? output.withName("") : output)
                .toList();
        return new Graph(graph.inputs, blank, graph.nodes);
    }

    private Map<String, WeightSpec> collectWeights() {
        Map<String, WeightSpec> all = new LinkedHashMap<>();
        for (Node node : graph.nodes) {
            for (WeightSpec spec : weights(node)) {
                WeightSpec before = all.putIfAbsent(spec.name(), spec);
                if (before != null && !before.shape().equals(spec.shape())) {
                    throw new IllegalArgumentException(
                            "%s: is shared by inputs that need the shapes %s and %s; share it only between inputs of one width"
                                    .formatted(spec.name(), before.shape(), spec.shape()));
                }
            }
        }
        return Collections.unmodifiableMap(all);
    }

    private static List<Node> order(String name, List<Output> outputs) {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("%s: has no output; give at least one".formatted(name));
        }
        return KerasOrder.of(outputs.stream().map(Output::node).toList());
    }

    private static Output named(Output output, Map<LayerInstance, String> names) {
        return output.name().isBlank() ? output.withName(names.get(output.node().instance())) : output;
    }

    private static long count(Collection<WeightSpec> specs) {
        return specs.stream().mapToLong(spec -> spec.shape().elements()).sum();
    }

    private IllegalArgumentException noSuch(String what, String wanted, Collection<String> known) {
        String advice = Spelling.nearest(wanted, known)
                .map("did you mean %s?"::formatted)
                .orElseGet(() -> "it has " + Names.shortened(known));
        return new IllegalArgumentException("%s: has no %s named %s; %s".formatted(name, what, wanted, advice));
    }
}
