package org.inception4j.engine.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.Quantization.Range;
import org.inception4j.engine.Samples;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final Shape PICTURE = Shape.of(6, 5, 3);

    private static Model model() {
        Node data = Input.of(6, 5, 3).named("data").on();
        Node first = Conv2D.of(4, 3)
                .withActivation(ActivationFunction.RELU)
                .named("first")
                .on(data);
        Node pooled = MaxPooling2D.of(2, 2).named("pooled").on(first);
        Node answer = Dense.of(2).named("answer").on(Flatten.of().on(pooled));
        return Model.of("small", data, answer);
    }

    private static Calibration calibration(Model model) {
        return Calibration.of(Engine.named("reference"), model, Samples.weights(model, 1), InferenceOptions.standard());
    }

    @Test
    void findsTheEndsOfWhatConvolutionsAndDenseLayersRead() {
        try (Calibration calibration = calibration(model())) {
            Tensor pictures = Samples.input(PICTURE, 3, 2, 5);
            calibration.show(pictures.rows(0, 1));
            calibration.show(pictures.rows(1, 2));
            Quantization found = calibration.quantization(CalibrationMethod.MINMAX);
            assertThat(calibration.pictures()).isEqualTo(3);
            assertThat(found.pictures()).isEqualTo(3);
            assertThat(found.method()).isEqualTo("minmax");
            assertThat(found.ranges()).containsOnlyKeys("data", "first");
            float least = 0;
            for (float number : pictures.toArray()) {
                least = Math.min(least, number);
            }
            assertThat(found.ranges().get("data").min()).isEqualTo(least);
            Range first = found.ranges().get("first");
            assertThat(first.min()).isZero();
            assertThat(first.max()).isPositive();
        }
    }

    @Test
    void findsTheSameRangesAgain() {
        Tensor pictures = Samples.input(PICTURE, 4, 2, 5);
        for (CalibrationMethod method : CalibrationMethod.values()) {
            try (Calibration once = calibration(model());
                    Calibration again = calibration(model())) {
                once.show(pictures);
                again.show(pictures);
                assertThat(again.quantization(method)).isEqualTo(once.quantization(method));
            }
        }
    }

    @Test
    void refusesToGuessWithoutPictures() {
        try (Calibration calibration = calibration(model())) {
            assertThatThrownBy(() -> calibration.quantization(CalibrationMethod.MSE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("small: no picture was shown; give some that are like those to come");
        }
    }

    @Test
    void refusesModelsWithNothingToMultiply() {
        Node data = Input.of(6, 5, 3).named("data").on();
        Model model = Model.of("pool", data, MaxPooling2D.of(2, 2).on(data));
        assertThatThrownBy(() -> calibration(model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool: has no convolution and no dense layer; there is nothing to compute in 8 bits");
    }

    @Test
    void namesTheLayerThatGivesNoNumbers() {
        Model model = model();
        Weights weights = Samples.weights(model, 1);
        weights.get("first/bias").set(2, Float.POSITIVE_INFINITY);
        try (Calibration calibration =
                Calibration.of(Engine.named("reference"), model, weights, InferenceOptions.standard())) {
            assertThatThrownBy(() -> calibration.show(Samples.input(PICTURE, 1, 2, 5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "first: gives a number that is infinite or none for a calibration picture; check its weights (inspect)");
        }
    }
}
