package org.inception4j.classifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.Quantization.Range;
import org.inception4j.engine.calibration.CalibrationMethod;
import org.inception4j.formats.FormatException;
import org.inception4j.random.CounterRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with ranges for 8 bits. */
class QuantizedFileTest {
    private static final String ENTRY = "quantization.json";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("X.inception");
        sample().write(file);
    }

    private static Classifier sample() {
        Map<String, Range> ranges = new LinkedHashMap<>();
        ranges.put("data", new Range(-2.1f, 2.64f));
        ranges.put("global_average_pooling2d", new Range(0, 1.5f));
        return Samples.classifier(1).withQuantization(new Quantization(ranges, "mse", 100));
    }

    @Test
    void givesTheRangesBack() throws IOException {
        assertThat(Classifier.open(file).quantization())
                .isEqualTo(sample().quantization())
                .isPresent();
        assertThat(new String(Packed.entries(file).get(ENTRY), UTF_8)).isEqualTo("""
                {
                  "method": "mse",
                  "pictures": 100,
                  "ranges": {
                    "data": [-2.1, 2.64],
                    "global_average_pooling2d": [0.0, 1.5]
                  }
                }
                """);
        assertThat(Packed.entries(file).keySet())
                .containsExactly(
                        "model.json",
                        "preprocessing.json",
                        "labels.txt",
                        "card.json",
                        ENTRY,
                        "weights.safetensors",
                        "hashes.json");
    }

    @Test
    void givesTheSameBytesAgain() throws IOException {
        byte[] before = Files.readAllBytes(file);
        Classifier.open(file).write(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void leavesFilesWithoutRangesAsTheyWere() throws IOException {
        Samples.classifier(1).write(file);
        assertThat(Packed.entries(file)).doesNotContainKey(ENTRY);
        assertThat(Classifier.open(file).quantization()).isEmpty();
    }

    @Test
    void namesDamagedRanges() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[Packed.offset(bytes, Packed.entries(file).get(ENTRY)) + 20] ^= 1;
        Files.write(file, bytes);
        refuses(": entry quantization.json is damaged (its CRC-32 differs); copy it again from where it was made");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\": [1]} | , ranges.data: has 1 numbers; give the smallest and the largest",
                "{\"data\": [2, 1]} | : range: goes from 2.0 to 1.0; give finite numbers, the smaller first",
                "{\"data\": \"wide\"} | , ranges.data: is \"wide\"; give a list",
                "{} | : quantisation: has no ranges; calibrate the model with pictures",
                "{\"elsewhere\": [0, 1]} | : small: the quantisation has ranges for layers that it does not have: elsewhere; calibrate this model"
            })
    void refusesRangesThatAreNone(String ranges, String problem) throws IOException {
        pack("{\"method\": \"mse\", \"pictures\": 100, \"ranges\": %s}".formatted(ranges));
        refuses(", quantization.json" + problem);
    }

    /** With hashes that are right, so that nothing but the entry's own reader stands between it and the plan. */
    @Test
    void answersAnyRangesWithAClassifierOrARefusal() throws IOException {
        String good = new String(Packed.entries(file).get(ENTRY), UTF_8);
        CounterRandom random = CounterRandom.of(7);
        int opened = 0;
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            pack(damaged(good, random));
            try {
                Classifier.open(file);
                opened++;
            } catch (FormatException expected) {
                assertThat(expected).hasMessageStartingWith(file.toString()).hasMessageContaining("; ");
                refused++;
            }
        }
        assertThat(opened).isPositive();
        assertThat(refused).isPositive();
    }

    private static String damaged(String text, CounterRandom random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, damaged.charAt(random.nextInt(damaged.length())));
                default -> damaged.setCharAt(at, (char) (' ' + random.nextInt(95)));
            }
        }
        return damaged.toString();
    }

    @Test
    void computesInEightBitsWhatItWasQuantizedFor() throws IOException {
        Units.need(Precision.INT8);
        List<Path> pictures = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            pictures.add(folder.resolve(i + ".png"));
            Samples.image(i).writePng(pictures.getLast());
        }
        try (Classifier whole = Samples.classifier(1);
                Classifier quantized = Quantizer.quantize(whole, pictures, CalibrationMethod.MINMAX)
                        .withOptions(whole.options().withPrecision(Precision.INT8))) {
            assertThat(quantized.plan(1).precision()).isEqualTo(Precision.INT8);
            assertThat(quantized.quantization().orElseThrow().pictures()).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                float[] expected = whole.predict(Samples.image(i)).probabilities();
                float[] actual = quantized.predict(Samples.image(i)).probabilities();
                assertThat(actual).isNotEqualTo(expected);
                for (int label = 0; label < expected.length; label++) {
                    assertThat(Math.abs(actual[label] - expected[label])).isLessThan(0.02f);
                }
            }
        }
    }

    @Test
    void refusesEightBitsWithoutRanges() {
        try (Classifier whole = Samples.classifier(1)) {
            Classifier bytes = whole.withOptions(whole.options().withPrecision(Precision.INT8));
            assertThatThrownBy(() -> bytes.predict(Samples.image(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "precision: INT8, and nothing says what range the model's values have; calibrate it first (inception quantize), or give AUTO");
        }
    }

    private void pack(String ranges) throws IOException {
        Map<String, byte[]> entries = Packed.entries(file);
        entries.put(ENTRY, ranges.getBytes(UTF_8));
        Packed.writeWithHashes(entries, file);
    }

    private void refuses(String problem) {
        assertThatThrownBy(() -> Classifier.open(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + problem);
    }
}
