package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inception4j.engine.Quantization.Range;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.junit.jupiter.api.Test;

class QuantizationTest {
    private static final Range UP_TO_ONE = new Range(0, 1);

    @Test
    void cutsWhatIsNeverNegativeIntoTwiceAsManySteps() {
        assertThat(new Range(0, 255).scale()).isEqualTo(1);
        assertThat(new Range(0.5f, 51).scale()).isEqualTo(0.2f);
        assertThat(new Range(-127, 3).scale()).isEqualTo(1);
        assertThat(new Range(-1, 254).scale()).isEqualTo(2);
        assertThat(new Range(0, 0).scale()).isEqualTo(1);
    }

    @Test
    void roundsToTheNearestStepAndWhatIsOutsideToTheNearestInside() {
        Range positive = new Range(0, 255);
        assertThat(positive.rounded(1.4)).isEqualTo(1);
        assertThat(positive.rounded(2.5)).isEqualTo(2);
        assertThat(positive.rounded(-3)).isEqualTo(0);
        assertThat(positive.rounded(1000)).isEqualTo(255);
        Range signed = new Range(-127, 127);
        assertThat(signed.rounded(-1.6)).isEqualTo(-2);
        assertThat(signed.rounded(-1000)).isEqualTo(-128);
        assertThat(signed.rounded(1000)).isEqualTo(127);
    }

    @Test
    void refusesRangesThatAreNone() {
        refuses(() -> new Range(1, 0), "range: goes from 1.0 to 0.0; give finite numbers, the smaller first");
        refuses(() -> new Range(0, Float.NaN), "range: goes from 0.0 to NaN; give finite numbers, the smaller first");
        refuses(
                () -> new Quantization(Map.of(), "mse", 1),
                "quantisation: has no ranges; calibrate the model with pictures");
    }

    @Test
    void refusesRangesOfAnotherModel() {
        Model model = Networks.inception();
        refuses(
                () -> new Quantization(Map.of("elsewhere", UP_TO_ONE), "mse", 1).check(model),
                "inception: the quantisation has ranges for layers that it does not have: elsewhere; calibrate this model");
    }

    @Test
    void refusesToTrainInEightBits() {
        refuses(
                () -> TrainingOptions.of(1, new Objective("out", new Loss.MeanSquaredError(), 1))
                        .withPrecision(Precision.INT8),
                "precision: INT8 is for answering, not for training; train in another and quantise what comes out");
    }

    @Test
    void givesOneScaleToWhatIsJoinedPooledAndReadByConvolutions() {
        Node data = Input.of(8, 8, 3).named("data").on();
        Node left = convolution("left", data);
        Node right = convolution("right", data);
        Node joined = Concatenate.of().named("joined").on(left, right);
        Node pooled = MaxPooling2D.of(2, 2).named("pooled").on(joined);
        Node last = convolution("last", pooled);
        Node mean = GlobalAveragePooling2D.of().named("mean").on(last);
        Node answer = Dense.of(2).named("answer").on(mean);
        Model model = Model.of("branches", data, answer);
        assertThat(QuantizationGroups.of(model).stream()
                        .map(group -> group.sources().stream().map(model::name).toList() + " in "
                                + group.members().stream().map(model::name).toList()))
                .containsExactly(
                        "[data] in [data]", "[left, right] in [left, right, joined, pooled]", "[mean] in [mean]");
        Map<Node, Range> ranges = QuantizationGroups.ranges(
                model, new Quantization(Map.of("left", UP_TO_ONE, "right", new Range(0, 3)), "mse", 1));
        assertThat(ranges).containsOnlyKeys(left, right, joined, pooled);
        assertThat(ranges.get(pooled)).isEqualTo(new Range(0, 3)).isSameAs(ranges.get(left));
    }

    private static Node convolution(String name, Node input) {
        return Conv2D.of(4, 1)
                .withActivation(ActivationFunction.RELU)
                .named(name)
                .on(input);
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
