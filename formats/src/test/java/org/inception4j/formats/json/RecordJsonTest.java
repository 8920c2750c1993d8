package org.inception4j.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inception4j.formats.FormatException;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Layer;
import org.inception4j.model.Padding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordJsonTest {
    @Test
    void hasASampleOfEachLayer() {
        Set<Class<?>> sampled =
                SampleLayers.all().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(sampled).containsExactlyInAnyOrder(Layer.class.getPermittedSubclasses());
    }

    static Stream<Layer> layers() {
        return SampleLayers.all().stream();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void givesEachLayerBack(Layer layer) throws IOException {
        String text = text(layer);
        Layer back = RecordJson.read(JsonValue.parse(text, "test").field("layer"), Layer.class);
        // records compare floats by their bits
        assertThat(back).isEqualTo(layer);
        assertThat(text(back)).isEqualTo(text);
    }

    @Test
    void isReadable() {
        assertThat(text(Conv2D.of(64, 7).withStrides(2).withPadding(Padding.of(3))))
                .isEqualTo("""
                {
                  "layer": {
                    "type": "Conv2D",
                    "filters": 64,
                    "kernelSize": [7, 7],
                    "strides": [2, 2],
                    "padding": {"type": "explicit", "top": 3, "bottom": 3, "left": 3, "right": 3},
                    "dilation": [1, 1],
                    "groups": 1,
                    "activation": "linear",
                    "useBias": true,
                    "kernelInitializer": {"type": "variance_scaling", "scale": 1.0, "fan": "average", "distribution": "uniform"},
                    "biasInitializer": {"type": "constant", "value": 0.0}
                  }
                }
                """);
    }

    /** Public because JSON is read and written by reflection. */
    public record Sums(Map<String, Map<String, Double>> byName, List<List<Integer>> rows) {}

    @Test
    void givesMapsAndListsOfThemBackInOrder() throws IOException {
        Map<String, Map<String, Double>> byName = new LinkedHashMap<>();
        byName.put("second", Map.of("loss", Double.NaN));
        byName.put("first", Map.of());
        Sums sums = new Sums(byName, List.of(List.of(1, 2), List.of()));

        String text = JsonText.writeLine(RecordJson.writeRecord(sums));

        assertThat(text)
                .isEqualTo("{\"byName\": {\"second\": {\"loss\": \"NaN\"}, \"first\": {}}, \"rows\": [[1, 2], []]}");
        Sums back = RecordJson.read(JsonValue.parse(text, "test"), Sums.class);
        assertThat(back).isEqualTo(sums);
        assertThat(back.byName().keySet()).containsExactly("second", "first");
        assertThatThrownBy(() -> RecordJson.read(
                        JsonValue.parse("{\"byName\": {\"a\": {\"loss\": true}}, \"rows\": []}", "test"), Sums.class))
                .isInstanceOf(FormatException.class)
                .hasMessage("test, byName.a.loss: is true; give a number");
    }

    @Test
    void refusesWhatIsNoLayer() {
        assertRefusal("{\"layer\": 7}", "test, layer: is 7; give an object");
        assertRefusal("{\"layer\": {}}", "test, layer: the field type is missing; give a file that was written whole");
        assertRefusal("{\"layer\": {\"type\": 3}}", "test, layer.type: is 3; give a string");
        assertRefusal(
                "{\"layer\": {\"type\": \"Runtime\"}}",
                "test, layer.type: there is no layer of the type Runtime; known are "
                        + Arrays.stream(Layer.class.getPermittedSubclasses())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(", ")));
        assertRefusal(
                "{\"layer\": \"Flatten\", \"layer\": 1}",
                "test, line 1, column 29: is no valid JSON (Duplicate field 'layer'); give a file that was written whole");
    }

    @Test
    void saysInItsOwnWordsWhereATextIsDamaged() {
        assertRefusal(
                "{\n \"layer\": {\"type\": \"Drop",
                "test, line 2, column 25: is no valid JSON (it ends before it is complete); give a file that was written whole");
        assertRefusal(
                "{\n \"layer\": [1, 2}",
                "test, line 2, column 16: is no valid JSON (Unexpected close marker '}': expected ']' (for Array starting at line 2, column 11)); give a file that was written whole");
    }

    @Test
    void refusesWhatTheLayerRefuses() {
        assertRefusal(
                "{\"layer\": {\"type\": \"Dropout\", \"rate\": 1.5}}",
                "test, layer: Dropout: rate is 1.5; give 0 or more and less than 1");
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        assertRefusal(
                "{\"layer\": {\"type\": \"Dropout\", \"rate\": 1e999}}",
                "test, layer.rate: is 1e999, more than float32 holds; give a smaller number");
        assertRefusal(
                "{\"layer\": {\"type\": \"GlobalMaxPooling2D\", \"keepDimensions\": 1}}",
                "test, layer.keepDimensions: is 1; give a boolean");
        assertRefusal(
                "{\"layer\": {\"type\": \"ZeroPadding2D\", \"top\": 4294967297}}",
                "test, layer.top: is 4294967297; give a whole number from -2147483648 to 2147483647");
        assertRefusal(
                "{\"layer\": {\"type\": \"ZeroPadding2D\", \"top\": 1.0}}",
                "test, layer.top: is 1.0; give a whole number from -2147483648 to 2147483647");
    }

    @Test
    void refusesMissingAndUnknownFields() {
        assertRefusal(
                "{\"layer\": {\"type\": \"Dropout\"}}",
                "test, layer: the field rate is missing; give a file that was written whole");
        assertRefusal(
                "{\"layer\": {\"type\": \"Dropout\", \"rate\": 0.5, \"seed\": 1}}",
                "test, layer: has the unknown field seed; known are rate, type; a newer version may read it");
    }

    @Test
    void namesTheFieldThatAMisspeltOneWasMeantToBe() {
        assertRefusal(
                "{\"layer\": {\"type\": \"MaxPooling2D\", \"pool_szie\": [2, 2], \"strides\": [2, 2]}}",
                "test, layer: has the unknown field pool_szie; did you mean poolSize?");
    }

    @Test
    void refusesUnknownConstants() {
        assertRefusal(
                "{\"layer\": {\"type\": \"Activation\", \"function\": \"swish\"}}",
                "test, layer.function: is \"swish\"; give one of linear, relu, relu6, leaky_relu, elu, selu, gelu, silu, sigmoid, tanh, softmax");
        assertRefusal(
                "{\"layer\": {\"type\": \"MaxPooling2D\", \"poolSize\": [2], \"strides\": [2, 2]}}",
                "test, layer.poolSize: has 1 numbers; give a height and a width");
        assertRefusal(
                "{\"layer\": {\"type\": \"MaxPooling2D\", \"poolSize\": [2, 2], \"strides\": [2, 2], \"padding\": \"explicit\"}}",
                "test, layer.padding: is \"explicit\"; give an object");
    }

    private static void assertRefusal(String json, String message) {
        assertThatThrownBy(() -> RecordJson.read(JsonValue.parse(json, "test").field("layer"), Layer.class))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }

    private static String text(Layer layer) {
        return JsonText.write(Map.of("layer", RecordJson.write(layer, Layer.class)));
    }
}
