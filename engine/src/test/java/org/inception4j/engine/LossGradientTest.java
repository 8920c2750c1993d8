package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.engine.Loss.BinaryCrossEntropy;
import org.inception4j.engine.Loss.MeanSquaredError;
import org.inception4j.engine.Loss.SoftmaxCrossEntropy;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Dense;
import org.inception4j.model.Input;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossGradientTest {
    private static final SoftmaxCrossEntropy SOFTMAX = SoftmaxCrossEntropy.of();
    private static final Targets YES_AND_NO = Targets.values(Tensor.of(Shape.of(2, 2), 0, 1, 0, 0));

    @Test
    void equalsKerasDocumentation() {
        assertThat(gradient(SOFTMAX, softmax(3), Targets.classes(1, 2), 0.05f, 0.95f, 0, 0.1f, 0.8f, 0.1f)
                        .value())
                .isCloseTo(1.177, within(5e-4));
        assertThat(gradient(new BinaryCrossEntropy(), sigmoid(2), YES_AND_NO, 0.6f, 0.4f, 0.4f, 0.6f)
                        .value())
                .isCloseTo(0.815, within(5e-4));
        Targets second = Targets.values(Tensor.of(Shape.of(1, 4), 0, 1, 0, 0));
        assertThat(gradient(new BinaryCrossEntropy(), plain(4), second, -18.6f, 0.51f, 2.94f, -12.8f)
                        .value())
                .isCloseTo(0.865, within(5e-4));
        assertThat(gradient(new MeanSquaredError(), plain(2), YES_AND_NO, 1, 1, 1, 0)
                        .value())
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void takesProbabilitiesAfterSoftmaxAndNumbersElsewhere() {
        LossGradient after = gradient(SOFTMAX, softmax(2), Targets.classes(1), 0.25f, 0.75f);
        LossGradient before = gradient(SOFTMAX, plain(2), Targets.classes(1), 0, (float) Math.log(3));
        assertThat(after.beforeActivation()).isTrue();
        assertThat(before.beforeActivation()).isFalse();
        assertThat(after.value()).isCloseTo(-Math.log(0.75), within(1e-7));
        assertThat(before.value()).isCloseTo(-Math.log(0.75), within(1e-7));
        assertThat(after.gradient()).containsExactly(new float[] {0.25f, -0.25f}, within(1e-7f));
        assertThat(before.gradient()).containsExactly(new float[] {0.25f, -0.25f}, within(1e-7f));
    }

    @Test
    void spreadsSmoothedLabelsOverAllClasses() {
        LossGradient smooth =
                gradient(SOFTMAX.withLabelSmoothing(0.2), softmax(4), Targets.classes(0), 0.4f, 0.3f, 0.2f, 0.1f);
        double expected = -0.85 * Math.log(0.4) - 0.05 * (Math.log(0.3) + Math.log(0.2) + Math.log(0.1));
        assertThat(smooth.value()).isCloseTo(expected, within(1e-7));
        assertThat(smooth.gradient()).containsExactly(new float[] {-0.45f, 0.25f, 0.15f, 0.05f}, within(1e-6f));
    }

    @Test
    void weighsExamplesByTheirClassAndDividesByTheirNumber() {
        Loss loss = SOFTMAX.withClassWeights(List.of(1f, 10f));
        LossGradient weighed = gradient(loss, softmax(2), Targets.classes(0, 1), 0.5f, 0.5f, 0.5f, 0.5f);
        assertThat(weighed.value()).isCloseTo(11 * Math.log(2) / 2, within(1e-7));
        assertThat(weighed.gradient()).containsExactly(new float[] {-0.25f, 0.25f, 2.5f, -2.5f}, within(1e-6f));
    }

    @Test
    void putsTheObjectivesWeightIntoTheGradientOnly() {
        Objective third = new Objective("out", new MeanSquaredError(), 0.3f);
        Targets zero = Targets.values(Tensor.of(Shape.of(1, 1), 0));
        LossGradient found = LossGradient.of(third, plain(1), new float[] {2}, 1, zero);
        assertThat(found.value()).isEqualTo(4);
        assertThat(found.gradient()).containsExactly(1.2f);
    }

    @Test
    void staysFiniteWhereTheTrueClassHasNoProbability() {
        LossGradient found = gradient(SOFTMAX, softmax(2), Targets.classes(0), 0, 1);
        assertThat(found.value()).isBetween(80.0, 90.0);
        assertThat(found.gradient()).containsExactly(-1, 1);
    }

    @Test
    void losesNothingWithLargeNumbersBeforeTheActivation() {
        assertThat(gradient(SOFTMAX, plain(2), Targets.classes(0), -500, 500).value())
                .isCloseTo(1000, within(1e-9));
        Targets yes = Targets.values(Tensor.of(Shape.of(1, 1), 1));
        assertThat(gradient(new BinaryCrossEntropy(), plain(1), yes, -1000).value())
                .isCloseTo(1000, within(1e-9));
    }

    static Stream<Arguments> losses() {
        Targets classes = Targets.classes(2, 0);
        Targets shares = Targets.values(Tensor.of(Shape.of(2, 3), 0.5f, 0.25f, 0.25f, 0, 1, 0.5f));
        Loss everything = SOFTMAX.withLabelSmoothing(0.1).withClassWeights(List.of(0.5f, 1f, 2f));
        return Stream.of(softmax(3), sigmoid(3), plain(3))
                .flatMap(node -> Stream.of(
                        Arguments.of(SOFTMAX, node, classes),
                        Arguments.of(SOFTMAX, node, shares),
                        Arguments.of(everything, node, classes),
                        Arguments.of(new BinaryCrossEntropy(), node, shares),
                        Arguments.of(new BinaryCrossEntropy(), node, classes),
                        Arguments.of(new MeanSquaredError(), node, shares),
                        Arguments.of(new MeanSquaredError(), node, classes)));
    }

    /** The step is exact in float32 at these numbers; what remains is its curvature and the rounding of the activation. */
    @ParameterizedTest
    @MethodSource("losses")
    void gradientAgreesWithFiniteDifferences(Loss loss, Node node, Targets targets) {
        float step = 1f / 64;
        float[] numbers = {0.25f, -0.5f, 0.125f, 0.75f, 0.5f, -0.375f};
        boolean before = LossGradient.skipsActivation(loss, node);
        LossGradient found = gradient(loss, node, targets, before ? activated(node, numbers) : numbers);
        assertThat(found.beforeActivation()).isEqualTo(before);
        for (int i = 0; i < numbers.length; i++) {
            float number = numbers[i];
            numbers[i] = number + step;
            double above = gradient(loss, node, targets, before ? activated(node, numbers) : numbers)
                    .value();
            numbers[i] = number - step;
            double below = gradient(loss, node, targets, before ? activated(node, numbers) : numbers)
                    .value();
            numbers[i] = number;
            assertThat((double) found.gradient()[i]).isCloseTo((above - below) / (2 * step), within(5e-5));
        }
    }

    @Test
    void refusesALabelThatIsNoClass() {
        assertThatThrownBy(() -> gradient(SOFTMAX, softmax(2), Targets.classes(2), 0.5f, 0.5f))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("out: the label 2 is not a class; give 0 to 1");
        assertThatThrownBy(() -> gradient(SOFTMAX, softmax(2), Targets.classes(-1), 0.5f, 0.5f))
                .hasMessage("out: the label -1 is not a class; give 0 to 1");
    }

    @Test
    void refusesClassWeightsThatDoNotFit() {
        Loss loss = SOFTMAX.withClassWeights(List.of(1f, 1f, 1f));
        assertThatThrownBy(() -> gradient(loss, softmax(2), Targets.classes(0), 0.5f, 0.5f))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("out: 3 class weights for 2 classes; give one for each, and labels as classes");
    }

    private static LossGradient gradient(Loss loss, Node node, Targets targets, float... output) {
        int width = output.length / targets.count();
        return LossGradient.of(new Objective("out", loss, 1), node, output, width, targets);
    }

    private static float[] activated(Node node, float[] numbers) {
        double[] exponentials = new double[numbers.length];
        Arrays.setAll(exponentials, i -> Math.exp(numbers[i]));
        int width = node.shape().channels();
        float[] activated = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            double sum = 1 + exponentials[i];
            if (((Activation) node.layer()).function().equals(ActivationFunction.SOFTMAX)) {
                sum = 0;
                for (int j = i / width * width; j < (i / width + 1) * width; j++) {
                    sum += exponentials[j];
                }
            }
            activated[i] = (float) (exponentials[i] / sum);
        }
        return activated;
    }

    private static Node softmax(int width) {
        return Activation.of(ActivationFunction.SOFTMAX).on(Input.of(width).on());
    }

    private static Node sigmoid(int width) {
        return Activation.of(ActivationFunction.SIGMOID).on(Input.of(width).on());
    }

    private static Node plain(int width) {
        return Dense.of(width).on(Input.of(width).on());
    }
}
