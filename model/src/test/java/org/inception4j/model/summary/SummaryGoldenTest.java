package org.inception4j.model.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.inception4j.model.Model;
import org.inception4j.model.NameScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what the code of Keras 2.9, tf-keras 2.21 and Keras 3.15 prints; see the README beside the texts. */
class SummaryGoldenTest {
    private static final Map<SummaryStyle, String> FOLDERS =
            Map.of(SummaryStyle.KERAS_2, "keras2", SummaryStyle.TF_KERAS, "tf-keras", SummaryStyle.KERAS_3, "keras3");

    /** How many layers of a kind had been made in the notebooks whose summaries are known. */
    private static final Map<String, Map<String, Integer>> NOTEBOOKS = Map.of(
            "inception_v3_stem",
            Map.of("conv2d", 95, "batch_normalization", 94),
            "three_outputs",
            Map.of(
                    "conv2d", 90,
                    "max_pooling2d", 25,
                    "layer_normalization", 11,
                    "activation", 48,
                    "concatenate", 12,
                    "average_pooling2d", 2,
                    "flatten", 2,
                    "dense", 5,
                    "dropout", 3,
                    "global_average_pooling2d", 1));

    private static final Map<String, Integer> INPUTS = Map.of("inception_v3_stem", 1, "three_outputs", 6);

    static Stream<Arguments> everyModelInEveryStyle() {
        return Stream.of(SummaryStyle.values())
                .flatMap(style -> SummaryModels.names().stream().map(model -> Arguments.of(style, model)));
    }

    @ParameterizedTest
    @MethodSource("everyModelInEveryStyle")
    void printsWhatKerasPrints(SummaryStyle style, String model) {
        String text = Summary.text(renamed(style, model), style);
        assertThat(text).isEqualTo(golden(FOLDERS.get(style) + "/" + model + ".txt"));
    }

    /** With the names that its own Python process, or its notebook, gave it. */
    static Model renamed(SummaryStyle style, String model) {
        return SummaryModels.named(model).withNames(scope(style, model));
    }

    private static NameScope scope(SummaryStyle style, String model) {
        int inputs = INPUTS.getOrDefault(model, 0);
        NameScope scope = style == SummaryStyle.KERAS_3
                ? NameScope.keras3().startingAt("input_layer", inputs)
                : NameScope.keras2().startingAt("input", inputs + 1);
        NOTEBOOKS.getOrDefault(model, Map.of()).forEach(scope::startingAt);
        return scope;
    }

    private static String golden(String name) {
        try (InputStream in = SummaryGoldenTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
