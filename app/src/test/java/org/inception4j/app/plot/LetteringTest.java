package org.inception4j.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetteringTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 999",
        "1000, 1.00k",
        "9994, 9.99k",
        "9996, 10.0k",
        "99960, 100k",
        "999499, 999k",
        "999500, 1.00M",
        "23851784, 23.9M",
        "5713232480, 5.71G"
    })
    void roundsToThreeDigits(long number, String text) {
        assertThat(Lettering.rounded(number)).isEqualTo(text);
    }

    @Test
    void leavesOutTheMiddleOfALongName() {
        assertThat(Lettering.shortened("a".repeat(34))).isEqualTo("a".repeat(34));
        assertThat(Lettering.shortened("a".repeat(30) + "b".repeat(30)))
                .isEqualTo("a".repeat(16) + "…" + "b".repeat(17))
                .hasSize(34);
    }

    @Test
    void givesWideLettersTwiceTheWidth() {
        assertThat(Lettering.codeWidth("層", 10)).isEqualTo(2 * Lettering.codeWidth("x", 10));
    }
}
