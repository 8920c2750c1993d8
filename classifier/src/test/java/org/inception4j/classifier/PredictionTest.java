package org.inception4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {
    private static final Prediction PREDICTION =
            Prediction.of(new float[] {0.1f, 0.4f, 0.1f, 0.4f}, List.of("a", "b", "c", "d"));

    @Test
    void ordersByProbabilityAndThenByIndex() {
        assertThat(PREDICTION.scores())
                .containsExactly(
                        new Score(1, "b", 0.4f),
                        new Score(3, "d", 0.4f),
                        new Score(0, "a", 0.1f),
                        new Score(2, "c", 0.1f));
        assertThat(PREDICTION.best()).isEqualTo(new Score(1, "b", 0.4f));
        assertThat(PREDICTION.probabilities()).containsExactly(0.1f, 0.4f, 0.1f, 0.4f);
    }

    @Test
    void putsNotANumberLast() {
        Prediction prediction =
                Prediction.of(new float[] {Float.NaN, 0.2f, Float.NaN, 0.3f}, List.of("a", "b", "c", "d"));
        assertThat(prediction.scores()).extracting(Score::label).containsExactly("d", "b", "a", "c");
    }

    @Test
    void givesAtMostAllOfTheTop() {
        assertThat(PREDICTION.top(2)).extracting(Score::label).containsExactly("b", "d");
        assertThat(PREDICTION.top(9)).hasSize(4);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> PREDICTION.top(0)).hasMessage("top: is 0; give at least 1");
        assertThatThrownBy(() -> Prediction.of(new float[2], List.of("a")))
                .hasMessage("prediction: has 2 probabilities and 1 labels; give one of each for a class");
        assertThatThrownBy(() -> new Prediction(List.of()))
                .hasMessage("prediction: has no score; give one for each class");
    }
}
