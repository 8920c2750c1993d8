package org.inception4j.model.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.inception4j.model.NameScope;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole networks against what Keras' own recipes print in each style; {@code scripts/goldens/applications.py} has the texts. */
class ApplicationSummaryTest {
    static Stream<Arguments> everyApplicationInEveryStyle() throws IOException {
        try (InputStream lines = ApplicationSummaryTest.class.getResourceAsStream("applications.sha256")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arguments.of((Object[]) line.split(" ")));
        }
    }

    @ParameterizedTest
    @MethodSource("everyApplicationInEveryStyle")
    void printsWhatKerasPrintsOfItsApplication(String hash, String label, String network)
            throws NoSuchAlgorithmException {
        SummaryStyle style = Arrays.stream(SummaryStyle.values())
                .filter(candidate -> candidate.label().equals(label))
                .findFirst()
                .orElseThrow();
        NameScope scope = style == SummaryStyle.KERAS_3 ? NameScope.keras3() : NameScope.keras2();
        String text = Summary.text(Networks.named(network).build().withNames(scope), style);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(digest)).as(text).isEqualTo(hash);
    }
}
