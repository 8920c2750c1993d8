package org.inception4j.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.inception4j.formats.FormatException;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Add;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;

class ModelJsonTest {
    /** Two inputs, a layer used three times, an input used under several names, three outputs. */
    private static Model twoTowers() {
        Node left = Input.of(8, 9, 3).named("left \"picture\"/ä\u0001").on();
        Node right = Input.of(8, 9, 3).on();
        LayerInstance shared = Conv2D.of(4, 3)
                .withPadding(Padding.SAME)
                .withActivation(ActivationFunction.RELU)
                .named("shared/3x3");
        LayerInstance narrow = Conv2D.of(3, 1).shared();
        Node one = shared.on(left);
        Node two = shared.on(right);
        Node three = shared.on(narrow.on(two));
        Node joined = Concatenate.of().on(one, two, three, one);
        Node head = Dense.of(5, ActivationFunction.SOFTMAX)
                .on(GlobalAveragePooling2D.of().on(joined));
        Node auxiliary =
                Dense.of(2).named("auxiliary").on(Flatten.of().on(Add.of().on(two, three)));
        return Model.of(
                "two towers",
                List.of(right, left),
                List.of(
                        Output.of("main", head),
                        Output.auxiliary("", auxiliary, 0.3f),
                        new Output("features", three, 0, false)));
    }

    @Test
    void givesAModelBack() throws IOException {
        Model model = twoTowers();
        String text = ModelJson.write(model);
        Model back = ModelJson.read(text, "model.json");
        assertThat(ModelJson.write(back)).isEqualTo(text);
        assertThat(back.name()).isEqualTo(model.name());
        assertThat(described(back)).isEqualTo(described(model));
        assertThat(back.weights()).isEqualTo(model.weights());
        assertThat(back.weights().keySet())
                .containsExactlyElementsOf(model.weights().keySet());
        assertThat(back.outputs().get(1).auxiliary()).isTrue();
        assertThat(back.outputs().get(1).lossWeight()).isEqualTo(0.3f);
        assertThat(back.inference().outputs()).hasSize(2);
    }

    @Test
    void keepsSharedLayersShared() throws IOException {
        Model back = ModelJson.read(ModelJson.write(twoTowers()), "model.json");
        List<LayerInstance> shared = back.nodes().stream()
                .filter(node -> back.name(node).equals("shared/3x3"))
                .map(Node::instance)
                .toList();
        assertThat(shared).hasSize(3);
        assertThat(shared.stream().distinct()).hasSize(1);
    }

    @Test
    void givesTheSameTextForTheSameModel() {
        assertThat(ModelJson.write(twoTowers())).isEqualTo(ModelJson.write(twoTowers()));
    }

    @Test
    void givesAPartOfAModelBackUnderItsNames() throws IOException {
        Model part = twoTowers().withLayersAsOutputs(List.of("auxiliary", "concatenate"));
        Model back = ModelJson.read(ModelJson.write(part), "model.json");
        assertThat(described(back)).isEqualTo(described(part));
    }

    @Test
    void isReadable() {
        assertThat(ModelJson.write(
                        Sequential.of("tiny", Shape.of(2, 2, 1), Flatten.of(), Activation.of(ActivationFunction.TANH))))
                .isEqualTo("""
                        {
                          "format": "inception4j model",
                          "version": 1,
                          "name": "tiny",
                          "sequential": true,
                          "nodes": [
                            {"name": "flatten_input", "inputs": [], "layer": {"type": "Input", "shape": [2, 2, 1]}},
                            {"name": "flatten", "inputs": ["flatten_input"], "layer": {"type": "Flatten"}},
                            {"name": "activation", "inputs": ["flatten"], "layer": {"type": "Activation", "function": "tanh"}}
                          ],
                          "inputs": ["flatten_input"],
                          "outputs": [
                            {"name": "activation", "node": "activation", "lossWeight": 1.0, "auxiliary": false}
                          ]
                        }
                        """);
    }

    @Test
    void remembersWhetherAModelWasMadeAsASequence() throws IOException {
        Model sequence = Sequential.of("m", Shape.of(2, 2, 1), Flatten.of());
        Model graph = sequence.withLayersAsOutputs(List.of("flatten"));
        assertThat(ModelJson.read(ModelJson.write(sequence), "model.json").sequential())
                .isTrue();
        assertThat(ModelJson.read(ModelJson.write(graph), "model.json").sequential())
                .isFalse();
        assertRefusal(
                json(IN + "," + FLAT, OUT + "," + OUT.replace("\"out\"", "\"again\""))
                        .replace("\"sequential\": false", "\"sequential\": true"),
                "model.json: m: is no chain of layers from one input to one output; leave it a graph");
    }

    @Test
    void readsAChainAsLongAsIsAllowed() throws IOException {
        Node last = Input.of(3).named("in").on();
        Node first = last;
        for (int i = 0; i < 19_999; i++) {
            last = Activation.of(ActivationFunction.RELU).on(last);
        }
        String text = ModelJson.write(Model.of("long", first, last));
        assertThat(ModelJson.read(text, "model.json").nodes()).hasSize(20_000);
    }

    private static final String IN =
            "{\"name\": \"in\", \"inputs\": [], \"layer\": {\"type\": \"Input\", \"shape\": [4, 4, 2]}}";
    private static final String FLAT = "{\"name\": \"flat\", \"inputs\": [\"in\"], \"layer\": {\"type\": \"Flatten\"}}";
    private static final String OUT =
            "{\"name\": \"out\", \"node\": \"flat\", \"lossWeight\": 1, \"auxiliary\": false}";

    private static String json(String nodes, String outputs) {
        return "{\"format\": \"inception4j model\", \"version\": 1, \"name\": \"m\", \"sequential\": false, \"nodes\": [%s], \"inputs\": [\"in\"], \"outputs\": [%s]}"
                .formatted(nodes, outputs);
    }

    private static void assertRefusal(String json, String message) {
        assertThatThrownBy(() -> ModelJson.read(json, "model.json"))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }

    @Test
    void refusesWhatIsNoModel() {
        assertRefusal("", "model.json: is empty; give a file that was written whole");
        assertRefusal("[]", "model.json: is a list; give an object");
        assertRefusal(
                "{\"format\": \"keras\"}",
                "model.json, format: is \"keras\" and not \"inception4j model\"; give the JSON of a model");
        assertRefusal(
                json(IN + "," + FLAT, OUT).replace("\"version\": 1", "\"version\": 2"),
                "model.json, version: is 2 and this library reads 1; use the library's version that wrote it");
        assertRefusal(
                json(IN + "," + FLAT, OUT) + " x",
                "model.json, line 1, column 336: is no valid JSON (Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')); give a file that was written whole");
        assertRefusal(
                json(IN + "," + FLAT, OUT) + " {}",
                "model.json, line 1, column 336: goes on after its end; give a file that holds one JSON value");
    }

    @Test
    void refusesReferencesForwardAndToItself() {
        assertRefusal(
                json(FLAT + "," + IN, OUT),
                "model.json, nodes[0].inputs[0]: refers to use 0 of in, which is not among the nodes before; list each node after its inputs");
        assertRefusal(
                json(IN + "," + FLAT.replace("[\"in\"]", "[\"flat\"]"), OUT),
                "model.json, nodes[1].inputs[0]: refers to use 0 of flat, which is not among the nodes before; list each node after its inputs");
        assertRefusal(
                json(IN + "," + FLAT.replace("[\"in\"]", "[{\"name\": \"in\", \"use\": 1}]"), OUT),
                "model.json, nodes[1].inputs[0]: refers to use 1 of in, which is not among the nodes before; list each node after its inputs");
        assertRefusal(
                json(IN + "," + FLAT, OUT.replace("\"flat\"", "{\"name\": \"flat\", \"use\": -1}")),
                "model.json, outputs[0].node: refers to use -1 of flat, which is not among the nodes before; list each node after its inputs");
    }

    @Test
    void refusesLayersThatAreDefinedTwiceOrNever() {
        assertRefusal(
                json(IN + "," + FLAT + "," + FLAT, OUT),
                "model.json, nodes[2]: a second layer is named flat; give each layer its own name, or leave out the field layer to share the first");
        assertRefusal(
                json(IN + ", {\"name\": \"flat\", \"inputs\": [\"in\"]}", OUT),
                "model.json, nodes[1]: the field layer is missing and no node before is named flat; give the layer at its first use");
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertRefusal(
                json(IN + ", {\"name\": \"flat\", \"inputs\": [\"in\"], \"layer\": {\"type\": \"Add\"}}", OUT),
                "model.json, nodes[1]: flat: joins inputs and got 1; give at least 2");
        assertRefusal(
                json(IN + "," + FLAT + ", " + FLAT.replace("flat", "lost"), OUT),
                "model.json, nodes: has 3 nodes and the outputs need 2 of them; leave the others out");
        assertRefusal(json(IN + "," + FLAT, ""), "model.json: m: has no output; give at least one");
        assertRefusal(
                json(IN + "," + FLAT, OUT + "," + OUT),
                "model.json: m: two outputs are named out; give each its own name");
    }

    @Test
    void refusesShapesBeyondCounting() {
        String huge = IN.replace("[4, 4, 2]", "[2147483647, 2147483647, 2147483647]");
        assertRefusal(
                json(huge + "," + FLAT, OUT),
                "model.json, nodes[1]: flat: has more numbers than can be counted; give smaller shapes");
    }

    @Test
    void refusesDeepNesting() {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> ModelJson.read("{\"a\": " + deep, "model.json"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(
                        "model.json, line 1, column 39: is no valid JSON (Document nesting depth (33) exceeds");
    }

    @Test
    void refusesMoreNodesThanAnyNetworkHas() {
        String many = "null,".repeat(20_000) + "null";
        assertRefusal(json(many, OUT), "model.json, nodes: has 20001 nodes; give at most 20000");
    }

    private static List<String> described(Model model) {
        List<String> lines = new ArrayList<>();
        for (Node node : model.nodes()) {
            List<Integer> inputs =
                    node.inputs().stream().map(model.nodes()::indexOf).toList();
            lines.add("%s %s %s %s".formatted(model.name(node), inputs, node.layer(), node.shape()));
        }
        for (Node input : model.inputs()) {
            lines.add("input " + model.nodes().indexOf(input));
        }
        for (Output output : model.outputs()) {
            lines.add("output %s %d %s %s"
                    .formatted(
                            output.name(),
                            model.nodes().indexOf(output.node()),
                            output.lossWeight(),
                            output.auxiliary()));
        }
        return lines;
    }
}
