package org.inception4j.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Add;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.Initializer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Padding;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.junit.jupiter.api.Test;

class ModelConfigTest {
    private static final String INPUT = layer("InputLayer", "in", "\"batch_input_shape\": [null, 8, 8, 2]", "");

    @Test
    void readsTheWordsOfKeras1() throws IOException {
        Model model = graph(
                "out",
                INPUT,
                layer(
                        "Convolution2D",
                        "conv",
                        "\"nb_filter\": 4, \"nb_row\": 3, \"nb_col\": 1, \"subsample\": [2, 1], \"border_mode\": \"same\","
                                + " \"dim_ordering\": \"tf\", \"bias\": false, \"init\": \"he_normal\","
                                + " \"activation\": \"relu\", \"W_regularizer\": null, \"input_dtype\": \"float32\"",
                        "in"),
                layer(
                        "BatchNormalization",
                        "bn",
                        "\"mode\": 0, \"axis\": 3, \"epsilon\": 0.002, \"momentum\": 0.9, \"gamma_regularizer\": null",
                        "conv"),
                layer("Merge", "sum", "\"mode\": \"sum\", \"concat_axis\": -1, \"dot_axes\": -1", "conv", "bn"),
                layer("Merge", "join", "\"mode\": \"concat\", \"concat_axis\": 3", "conv", "sum"),
                layer("MaxPooling2D", "pool", "\"pool_size\": [2, 2], \"strides\": null", "join"),
                layer("Dropout", "drop", "\"p\": 0.5", "pool"),
                layer("Flatten", "flat", "\"trainable\": true", "drop"),
                layer("Dense", "out", "\"output_dim\": 3, \"bias\": true, \"activation\": \"softmax\"", "flat"));
        assertThat(model.node("conv").layer())
                .isEqualTo(Conv2D.of(4, Size.of(3, 1))
                        .withStrides(Size.of(2, 1))
                        .withPadding(Padding.SAME)
                        .withBias(false)
                        .withActivation(ActivationFunction.RELU)
                        .withInitializers(Initializer.HE_NORMAL, Initializer.ZEROS));
        assertThat(model.node("bn").layer())
                .isEqualTo(BatchNormalization.of().withMomentum(0.9f).withEpsilon(0.002f));
        assertThat(model.node("sum").layer()).isEqualTo(Add.of());
        assertThat(model.node("join").layer()).isEqualTo(Concatenate.of());
        assertThat(model.node("pool").layer()).isEqualTo(MaxPooling2D.of(2));
        assertThat(model.node("drop").layer()).isEqualTo(Dropout.of(0.5));
        assertThat(model.node("flat").layer()).isEqualTo(Flatten.of());
        assertThat(model.node("out").layer()).isEqualTo(Dense.of(3, ActivationFunction.SOFTMAX));
    }

    @Test
    void readsASequentialThatIsAListOfLayers() throws IOException {
        Model model = read("""
                {"class_name": "Sequential", "config": [
                  {"class_name": "Dense", "config": {"name": "dense_1", "output_dim": 4, "batch_input_shape": [null, 3]}},
                  {"class_name": "LeakyReLU", "config": {"name": "leaky", "alpha": 0.1}}]}""");
        assertThat(model.sequential()).isTrue();
        assertThat(model.input().shape()).isEqualTo(Shape.of(3));
        assertThat(model.node("leaky").layer()).isEqualTo(new Activation(ActivationFunction.leakyRelu(0.1f)));
    }

    @Test
    void sharesLayersWhoseUsesStandInAnyOrder() throws IOException {
        Model model = read("""
                {"class_name": "Model", "config": {"name": "m", "layers": [
                  {"class_name": "Add", "name": "sum", "config": {"name": "sum"},
                   "inbound_nodes": [[["dense", 1, 0, {}], ["dense", 0, 0, {}]]]},
                  {"class_name": "Dense", "name": "dense", "config": {"name": "dense", "units": 3},
                   "inbound_nodes": [[["in", 0, 0, {}]], [["dense", 0, 0, {"training": false}]]]},
                  {"class_name": "InputLayer", "name": "in", "config": {"name": "in", "batch_input_shape": [null, 3]},
                   "inbound_nodes": []}],
                  "input_layers": [["in", 0, 0]], "output_layers": ["sum", 0, 0]}}""");
        assertThat(model.nodes()).hasSize(4);
        assertThat(model.weights().keySet()).containsExactly("dense/kernel", "dense/bias");
    }

    @Test
    void givesANestedSequentialTheShapeThatComesIn() throws IOException {
        Model model = read("""
                {"class_name": "Sequential", "config": {"name": "outer", "layers": [
                  {"class_name": "InputLayer", "config": {"name": "in", "batch_shape": [null, 3]}},
                  {"class_name": "Sequential", "config": {"name": "inner", "trainable": false, "layers": [
                    {"class_name": "Dense", "config": {"name": "dense", "units": 2}}]}}]}}""");
        assertThat(model.node("inner").layer()).isInstanceOf(NestedModel.class);
        assertThat(model.weights().keySet()).containsExactly("inner/dense/kernel", "inner/dense/bias");
        assertThat(model.trainableParameters()).isZero();
    }

    @Test
    void readsTheScaleOfInceptionResNetsLambdaWithoutItsCode() throws IOException {
        String config =
                "\"function\": [\"4wAAAA\", null, null], \"function_type\": \"lambda\", \"arguments\": {\"scale\": 0.17}";
        Model model = graph(
                "block35_1",
                INPUT,
                layer("Activation", "up", "\"activation\": \"tanh\"", "in"),
                layer("Lambda", "block35_1", config, "in", "up"));
        assertThat(model.node("block35_1/scale").layer()).isEqualTo(Rescaling.of(0.17, 0));
        assertThat(model.node("block35_1").layer()).isEqualTo(Add.of());
        assertThat(model.node("block35_1").inputs()).containsExactly(model.node("in"), model.node("block35_1/scale"));
    }

    /** As tf.keras writes {@code x / 127.5 - 1} in the middle of a graph. */
    @Test
    void readsArithmeticOfTensorFlow() throws IOException {
        Model model = graph(
                "out",
                INPUT,
                layer("TFOpLambda", "tf.math.truediv", "\"function\": \"math.truediv\"", "in")
                        .replace("[[[\"in\", 0, 0, {}]]]", "[[\"in\", 0, 0, {\"y\": 127.5, \"name\": null}]]"),
                layer("TFOpLambda", "tf.math.subtract", "\"function\": \"math.subtract\"", "tf.math.truediv")
                        .replace("{}", "{\"y\": 1.0, \"name\": null}"),
                layer("Flatten", "out", "\"trainable\": true", "tf.math.subtract"));
        assertThat(model.node("tf.math.truediv").layer()).isEqualTo(Rescaling.of(1 / 127.5, 0));
        assertThat(model.node("tf.math.subtract").layer()).isEqualTo(Rescaling.of(1, -1));
    }

    @Test
    void readsArithmeticOfKeras3() throws IOException {
        Model model = graph(
                "out",
                INPUT,
                operation("TrueDivide", "a", "%s, 4.0", "in"),
                operation("Subtract", "b", "2.0, %s", "a"),
                operation("Multiply", "c", "%s, 3", "b"),
                operation("Add", "d", "%s, 0.5", "c"),
                operation("Add", "out", "%s, %1$s", "d"));
        assertThat(model.node("a").layer()).isEqualTo(Rescaling.of(0.25, 0));
        assertThat(model.node("b").layer()).isEqualTo(Rescaling.of(-1, 2));
        assertThat(model.node("c").layer()).isEqualTo(Rescaling.of(3, 0));
        assertThat(model.node("d").layer()).isEqualTo(Rescaling.of(1, 0.5));
        assertThat(model.node("out").layer()).isEqualTo(Add.of());
        refuses(
                graphText("out", INPUT, operation("Power", "out", "%s, 2", "in")),
                "m, config.layers[1].inbound_nodes[0].args[1]: Power of this number is not known; known are sums, differences and products with a number, and quotients by one");
    }

    private static String operation(String className, String name, String arguments, String input) {
        String tensor = "{\"class_name\": \"__keras_tensor__\", \"config\": {\"keras_history\": [\"%s\", 0, 0]}}"
                .formatted(input);
        return "{\"module\": \"keras.src.ops.numpy\", \"class_name\": \"%s\", \"config\": {\"name\": \"%s\"}, \"name\": \"%s\", \"inbound_nodes\": [{\"args\": [%s], \"kwargs\": {}}]}"
                .formatted(className, name, name, arguments.formatted(tensor));
    }

    @Test
    void leavesOutWhatOnlyTrainingDoes() throws IOException {
        Model model =
                graph("flip", INPUT, layer("RandomFlip", "flip", "\"mode\": \"horizontal\", \"seed\": null", "in"));
        assertThat(model.node("flip").layer()).isEqualTo(Activation.of(ActivationFunction.LINEAR));
    }

    @Test
    void takesOpenSizesFromTheShapeThatComesIn() throws IOException {
        String open = graphText(
                "c",
                INPUT.replace("8, 8", "null, null"),
                layer("Conv2D", "c", "\"filters\": 1, \"kernel_size\": 3", "in"));
        Model model = config(open).model(List.of(Shape.of(6, 5, 9)));
        assertThat(model.input().shape()).isEqualTo(Shape.of(6, 5, 2));
        assertThat(model.output().node().shape()).isEqualTo(Shape.of(4, 3, 1));
    }

    @Test
    void neverRunsALambda() {
        refuses(
                graphText(
                        "l",
                        INPUT,
                        layer("Lambda", "l", "\"function\": [\"4wAAAA\", null, null], \"arguments\": {}", "in")),
                "m, config.layers[1]: l is a Lambda, which holds Python code, and that is never run; put a layer of Keras in its place and save the model again");
    }

    @Test
    void namesTheFieldThatIsMisspelt() {
        refuses(
                graphText("c", INPUT, layer("Conv2D", "c", "\"filters\": 2, \"kernel_size\": 3, \"stides\": 2", "in")),
                "m, config.layers[1].config: has the unknown field stides; did you mean strides?");
        refuses(
                graphText("d", INPUT, layer("Dense", "d", "\"units\": 2, \"quantum\": 2", "in")),
                "m, config.layers[1].config: has the unknown field quantum; it may change what the layer computes");
    }

    @Test
    void refusesChannelsFirst() {
        String problem = "build the network with channels_last and copy the weights, which are the same";
        refuses(
                graphText("f", INPUT, layer("Flatten", "f", "\"data_format\": \"channels_first\"", "in")),
                "m, config.layers[1].config.data_format: is \"channels_first\"; " + problem);
        refuses(
                graphText("f", INPUT, layer("MaxPooling2D", "f", "\"dim_ordering\": \"th\"", "in")),
                "m, config.layers[1].config.dim_ordering: is \"th\"; " + problem);
        refuses(
                graphText("b", INPUT, layer("BatchNormalization", "b", "\"axis\": [1]", "in")),
                "m, config.layers[1].config.axis: is 1; only the last axis, -1 or 3, is known");
    }

    @Test
    void refusesClassesThatAreNotKerasOwn() {
        String known =
                "known are the layers of the Inception family and their like; build the network by hand and load the weights alone";
        refuses(
                graphText("l", INPUT, layer("LSTM", "l", "\"units\": 2", "in")),
                "m, config.layers[1]: l is of the class LSTM, which is not known; " + known);
        refuses(
                graphText("c", INPUT, layer("Mine>Dense", "c", "\"units\": 2", "in")),
                "m, config.layers[1]: c is of the class Mine>Dense, which is not known; " + known);
        refuses(
                graphText(
                        "c",
                        INPUT,
                        layer("Dense", "c", "\"units\": 2", "in")
                                .replace("\"name\"", "\"registered_name\": \"Mine>Dense\", \"name\"")),
                "m, config.layers[1]: c is of the class Mine>Dense, which is not known; " + known);
    }

    @Test
    void refusesSizesThatAreOpen() {
        refuses(
                graphText("in", INPUT.replace("8, 8", "null, null")),
                "m, config.layers[0].config.batch_input_shape: leaves sizes of in open; ask for the model with the shape that comes in");
    }

    @Test
    void refusesGraphsThatDoNotHoldTogether() {
        refuses(
                graphText(
                        "b",
                        INPUT,
                        layer("Flatten", "a", "\"trainable\": true", "b"),
                        layer("Flatten", "b", "\"trainable\": true", "a")),
                "m, config.output_layers: b waits for itself, or for a use of a layer that is not there; save the model again");
        refuses(
                graphText(
                        "flat",
                        INPUT.replace("\"in\"", "\"input_1\""),
                        layer("Flatten", "flat", "\"trainable\": true", "input_2")),
                "m, config.input_layers: there is no layer input_2; did you mean input_1?");
        refuses(
                graphText("flat", INPUT, INPUT),
                "m, config.layers[1]: is a second layer named in; give each its own name");
        refuses(
                graphText(
                        "flat",
                        INPUT,
                        layer("Flatten", "flat", "\"trainable\": true", "in").replace("{}", "{\"axis\": 2}")),
                "m, config.layers[1].inbound_nodes[0][0][3].axis: the layer is called with axis, which is not known; known are mask, name, training");
    }

    @Test
    void saysWhichLayerRefusesItsInput() {
        refuses(
                graphText("c", INPUT, layer("Conv2D", "c", "\"filters\": 0, \"kernel_size\": 3", "in")),
                "m, config.layers[1]: Conv2D: filters is 0; give at least 1");
    }

    @Test
    void refusesActivationsThatAreNotKnown() {
        refuses(
                graphText("a", INPUT, layer("Activation", "a", "\"activation\": \"softplus\"", "in")),
                "m, config.layers[1].config.activation: there is no activation softplus; known are elu, gelu, leaky_relu, linear, relu, relu6, selu, sigmoid, silu, softmax, swish, tanh");
    }

    private static void refuses(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(FormatException.class).hasMessage(message);
    }

    private static Model graph(String output, String... layers) throws IOException {
        return read(graphText(output, layers));
    }

    private static String graphText(String output, String... layers) {
        return "{\"class_name\": \"Model\", \"config\": {\"name\": \"m\", \"layers\": [%s], \"input_layers\": [[\"in\", 0, 0]], \"output_layers\": [[\"%s\", 0, 0]]}}"
                .formatted(String.join(",", layers), output);
    }

    private static String layer(String className, String name, String config, String... inputs) {
        String calls = String.join(
                ",",
                List.of(inputs).stream()
                        .filter(input -> !input.isEmpty())
                        .map("[\"%s\", 0, 0, {}]"::formatted)
                        .toList());
        return "{\"class_name\": \"%s\", \"name\": \"%s\", \"config\": {\"name\": \"%s\", %s}, \"inbound_nodes\": [%s]}"
                .formatted(className, name, name, config, calls.isEmpty() ? "" : "[" + calls + "]");
    }

    private static Model read(String json) throws IOException {
        return config(json).model(List.of());
    }

    private static ModelConfig config(String json) throws IOException {
        return new ModelConfig(JsonValue.parse(json, "m"), "", (_, _) -> Optional.empty());
    }
}
