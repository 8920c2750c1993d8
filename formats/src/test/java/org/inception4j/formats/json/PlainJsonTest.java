package org.inception4j.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.inception4j.formats.FormatException;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
    private static final long SEED = 42;
    private static final int DAMAGED = 20_000;
    private static final String SAMPLE = """
            {"a": [1, -2.5, 0, -0.0, 1e-7, 12E+3, 6.25e2], "b": {}, "c": [],
            "d": {"e": true, "f": false, "g": null, "h": "Müller \u00a0☃"}, "i": [[["j"]], {"k": ""}]}
            """;
    /** What damage is made of: characters that mean something to JSON, and some that it has no use for. */
    private static final String CHARACTERS = "{}[]\",:.-+eE0123456789tfn \\\n\r\t\u0000\u0001\ufeffä/'u";

    @Test
    void readsAsTheLibraryDoes() throws FormatException {
        assertThat(PlainJson.parse(SAMPLE)).contains(JsonParsing.parse(SAMPLE, "sample"));
    }

    @Test
    void readsModelsWithoutTheLibrary() throws FormatException {
        String model = ModelJson.write(Networks.named("googlenet:paper")
                .build(Networks.named("googlenet:paper").defaults()));

        assertThat(PlainJson.parse(model)).contains(JsonParsing.parse(model, "model.json"));
    }

    @Test
    void readsNothingThatTheLibraryReadsOtherwiseOrRefuses() {
        Random random = new Random(SEED);
        int read = 0;
        for (int i = 0; i < DAMAGED; i++) {
            String damaged = damaged(random);
            Optional<Object> plain = PlainJson.parse(damaged);
            if (plain.isPresent()) {
                read++;
                assertThat(plain).as("of %s", damaged).isEqualTo(byTheLibrary(damaged));
            }
        }
        assertThat(read).isBetween(DAMAGED / 50, DAMAGED / 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1} 2",
                "{\"a\": 1}\u0000",
                "[1,]",
                "[,1]",
                "[01]",
                "[1.]",
                "[.5]",
                "[+1]",
                "[NaN]",
                "[truer]",
                "[\"\\n\"]",
                "[\"\t\"]",
                "['a']",
                "[1",
                "[\"a"
            })
    void leavesToTheLibraryWhatIsUnusual(String text) {
        assertThat(PlainJson.parse(text)).isEmpty();
    }

    @Test
    void leavesToTheLibraryWhatIsDeepOrLong() {
        assertThat(PlainJson.parse("[".repeat(17) + "]".repeat(17))).isPresent();
        assertThat(PlainJson.parse("[".repeat(18) + "]".repeat(18))).isEmpty();
        assertThat(PlainJson.parse("[" + "1".repeat(101) + "]")).isEmpty();
        assertThat(PlainJson.parse("[\"" + "a".repeat(10_001) + "\"]")).isEmpty();
    }

    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(SAMPLE);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(text.length());
            char character = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, character);
                case 1 -> text.insert(at, character);
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    private static Optional<Object> byTheLibrary(String text) {
        try {
            return Optional.ofNullable(JsonParsing.parse(text, "text"));
        } catch (FormatException refused) {
            return Optional.empty();
        }
    }
}
