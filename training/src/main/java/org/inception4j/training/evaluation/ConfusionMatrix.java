package org.inception4j.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often each class was taken for which. A quotient of 0 by 0 counts as 0: the precision of a class that was never
 * predicted, the recall of a class without examples, the F1 of a class for which both are 0.
 *
 * @param labels name of each class
 * @param counts of examples, [true class][predicted class]
 */
public record ConfusionMatrix(List<String> labels, int[][] counts) {
    public ConfusionMatrix {
        labels = List.copyOf(labels);
        counts = copy(counts);
        checkSquare(labels.size(), counts);
        checkNoneNegative(counts);
    }

    /** Counts pairs: {@code truth[i]} was predicted as {@code predicted[i]}, both indices into the labels. */
    public static ConfusionMatrix of(List<String> labels, int[] truth, int[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException("ConfusionMatrix: %d true classes and %d predicted; give as many of each"
                    .formatted(truth.length, predicted.length));
        }
        int[][] counts = new int[labels.size()][labels.size()];
        for (int i = 0; i < truth.length; i++) {
            counts[truth[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(labels, counts);
    }

    /** A copy. */
    @Override
    public int[][] counts() {
        return copy(counts);
    }

    public int classes() {
        return labels.size();
    }

    /** How many examples of the class {@code truth} were taken for {@code predicted}. */
    public int count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /** Examples of all classes. */
    public long total() {
        return IntStream.range(0, classes()).mapToLong(this::support).sum();
    }

    /** Examples of this class. */
    public long support(int label) {
        return Arrays.stream(counts[label]).asLongStream().sum();
    }

    /** Examples that were taken for this class. */
    public long predicted(int label) {
        return Arrays.stream(counts).mapToLong(row -> row[label]).sum();
    }

    /** The part of all examples that was predicted rightly. */
    public double accuracy() {
        long right = IntStream.range(0, classes()).mapToLong(i -> counts[i][i]).sum();
        return quotient(right, total());
    }

    /** Of what was taken for this class, the part that is of it. */
    public double precision(int label) {
        return quotient(counts[label][label], predicted(label));
    }

    /** Of the examples of this class, the part that was found. */
    public double recall(int label) {
        return quotient(counts[label][label], support(label));
    }

    /** The harmonic mean of precision and recall. */
    public double f1(int label) {
        return quotient(2.0 * counts[label][label], predicted(label) + support(label));
    }

    /** The plain mean of the precisions of the classes that have examples; 0 if none has. */
    public double macroPrecision() {
        return macro(this::precision);
    }

    /** The plain mean of the recalls of the classes that have examples; 0 if none has. */
    public double macroRecall() {
        return macro(this::recall);
    }

    /** The plain mean of the F1 of the classes that have examples; 0 if none has. */
    public double macroF1() {
        return macro(this::f1);
    }

    /** The same numbers for the classes alone that have examples or were predicted, in their order. */
    public ConfusionMatrix withoutUnseenClasses() {
        int[] seen = IntStream.range(0, classes())
                .filter(i -> support(i) + predicted(i) > 0)
                .toArray();
        int[][] kept = new int[seen.length][];
        for (int row = 0; row < seen.length; row++) {
            int[] from = counts[seen[row]];
            kept[row] = Arrays.stream(seen).map(column -> from[column]).toArray();
        }
        return new ConfusionMatrix(Arrays.stream(seen).mapToObj(labels::get).toList(), kept);
    }

    private double macro(IntToDoubleFunction metric) {
        return IntStream.range(0, classes())
                .filter(i -> support(i) > 0)
                .mapToDouble(metric)
                .average()
                .orElse(0);
    }

    private static double quotient(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    private static int[][] copy(int[][] counts) {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    private static void checkSquare(int classes, int[][] counts) {
        for (int[] row : counts) {
            if (row.length != classes || counts.length != classes) {
                throw new IllegalArgumentException(
                        "ConfusionMatrix: %d labels and counts of %d by %d; give one row and one column for each label"
                                .formatted(classes, counts.length, row.length));
            }
        }
        if (counts.length != classes) {
            throw new IllegalArgumentException(
                    "ConfusionMatrix: %d labels and no counts; give one row and one column for each label"
                            .formatted(classes));
        }
    }

    private static void checkNoneNegative(int[][] counts) {
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts.length; column++) {
                if (counts[row][column] < 0) {
                    throw new IllegalArgumentException("ConfusionMatrix: the count at (%d, %d) is %d; give at least 0"
                            .formatted(row, column, counts[row][column]));
                }
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix
                && labels.equals(matrix.labels)
                && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return 31 * labels.hashCode() + Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return "ConfusionMatrix[%d classes, %d examples, accuracy %.4f]".formatted(classes(), total(), accuracy());
    }
}
