package org.inception4j.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    /** The example worked by hand in docs/evaluation.md. */
    private static ConfusionMatrix example() {
        return new ConfusionMatrix(List.of("cat", "dog", "owl"), new int[][] {{8, 2, 0}, {1, 4, 0}, {3, 0, 2}});
    }

    @Test
    void countsPairs() {
        ConfusionMatrix matrix =
                ConfusionMatrix.of(List.of("cat", "dog"), new int[] {0, 0, 1, 1, 1}, new int[] {0, 1, 1, 1, 0});

        assertThat(matrix).isEqualTo(new ConfusionMatrix(List.of("cat", "dog"), new int[][] {{1, 1}, {1, 2}}));
    }

    @Test
    void agreesWithAnExampleWorkedByHand() {
        ConfusionMatrix matrix = example();

        assertThat(matrix.total()).isEqualTo(20);
        assertThat(matrix.accuracy()).isEqualTo(14.0 / 20, ROUNDING);
        assertThat(matrix.precision(0)).isEqualTo(8.0 / 12, ROUNDING);
        assertThat(matrix.recall(0)).isEqualTo(8.0 / 10, ROUNDING);
        assertThat(matrix.f1(0)).isEqualTo(16.0 / 22, ROUNDING);
        assertThat(matrix.precision(2)).isEqualTo(1, ROUNDING);
        assertThat(matrix.recall(2)).isEqualTo(0.4, ROUNDING);
        assertThat(matrix.macroPrecision()).isEqualTo((2.0 / 3 + 2.0 / 3 + 1) / 3, ROUNDING);
        assertThat(matrix.macroRecall()).isEqualTo((0.8 + 0.8 + 0.4) / 3, ROUNDING);
        assertThat(matrix.macroF1()).isEqualTo((8.0 / 11 + 8.0 / 11 + 4.0 / 7) / 3, ROUNDING);
    }

    @Test
    void givesF1AsHarmonicMean() {
        ConfusionMatrix matrix = example();
        for (int i = 0; i < 3; i++) {
            double precision = matrix.precision(i);
            double recall = matrix.recall(i);
            assertThat(matrix.f1(i)).isEqualTo(2 * precision * recall / (precision + recall), ROUNDING);
        }
    }

    @Test
    void givesZeroForNothingByNothing() {
        ConfusionMatrix neverPredicted = new ConfusionMatrix(List.of("cat", "dog"), new int[][] {{0, 3}, {0, 2}});
        ConfusionMatrix noExamples = new ConfusionMatrix(List.of("cat", "dog"), new int[][] {{0, 0}, {3, 2}});

        assertThat(neverPredicted.precision(0)).isZero();
        assertThat(neverPredicted.recall(0)).isZero();
        assertThat(neverPredicted.f1(0)).isZero();
        assertThat(noExamples.recall(0)).isZero();
        assertThat(noExamples.precision(0)).isZero();
        assertThat(new ConfusionMatrix(List.of("cat"), new int[][] {{0}}).accuracy())
                .isZero();
        assertThat(new ConfusionMatrix(List.of("cat"), new int[][] {{0}}).macroF1())
                .isZero();
    }

    @Test
    void takesMacroAveragesOverClassesWithExamplesOnly() {
        ConfusionMatrix matrix =
                new ConfusionMatrix(List.of("cat", "dog", "owl"), new int[][] {{3, 0, 1}, {0, 4, 0}, {0, 0, 0}});

        assertThat(matrix.macroRecall()).isEqualTo((0.75 + 1) / 2, ROUNDING);
        assertThat(matrix.macroPrecision()).isEqualTo(1, ROUNDING);
    }

    @Test
    void dropsClassesThatNeitherAppearNorArePredicted() {
        ConfusionMatrix matrix = new ConfusionMatrix(
                List.of("ant", "cat", "dog", "owl"),
                new int[][] {{0, 0, 0, 0}, {0, 3, 0, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}});

        assertThat(matrix.withoutUnseenClasses())
                .isEqualTo(new ConfusionMatrix(List.of("cat", "owl"), new int[][] {{3, 1}, {0, 0}}));
    }

    @Test
    void keepsItsCountsToItself() {
        int[][] counts = {{1, 0}, {0, 1}};
        ConfusionMatrix matrix = new ConfusionMatrix(List.of("cat", "dog"), counts);
        counts[0][0] = 9;
        matrix.counts()[1][1] = 9;

        assertThat(matrix).isEqualTo(new ConfusionMatrix(List.of("cat", "dog"), new int[][] {{1, 0}, {0, 1}}));
    }

    @Test
    void refusesCountsThatDoNotFitTheLabels() {
        assertThatThrownBy(() -> new ConfusionMatrix(List.of("cat", "dog"), new int[][] {{1, 0}, {0}}))
                .hasMessage(
                        "ConfusionMatrix: 2 labels and counts of 2 by 1; give one row and one column for each label");
        assertThatThrownBy(() -> new ConfusionMatrix(List.of("cat"), new int[][] {}))
                .hasMessage("ConfusionMatrix: 1 labels and no counts; give one row and one column for each label");
    }

    @Test
    void refusesNegativeCounts() {
        assertThatThrownBy(() -> new ConfusionMatrix(List.of("cat", "dog"), new int[][] {{1, 0}, {-2, 1}}))
                .hasMessage("ConfusionMatrix: the count at (1, 0) is -2; give at least 0");
    }

    @Test
    void refusesPairsThatDoNotMatch() {
        assertThatThrownBy(() -> ConfusionMatrix.of(List.of("cat"), new int[] {0, 0}, new int[] {0}))
                .hasMessage("ConfusionMatrix: 2 true classes and 1 predicted; give as many of each");
    }
}
