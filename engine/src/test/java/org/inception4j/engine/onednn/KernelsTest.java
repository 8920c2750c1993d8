package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.inception4j.engine.Engines;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Loss;
import org.inception4j.engine.Objective;
import org.inception4j.engine.Precision;
import org.inception4j.engine.TrainingOptions;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class KernelsTest {
    /** A destination with room between its pixels: the library has only its reference code for that. */
    @Test
    void refusesSlowCode() {
        try (Handles handles = new Handles()) {
            Kernels kernels = new Kernels(handles);
            long[] sizes = {1, 16, 5, 5};
            Convolutions.Shapes shapes = new Convolutions.Shapes(
                    Layout.image(handles, Element.F32, 1, 8, 5, 5),
                    Layout.any(handles, Element.F32, 16, 8, 3, 3),
                    null,
                    Layout.strided(handles, Element.F32, sizes, new long[] {5 * 5 * 40, 1, 5 * 40, 40}));
            Geometry geometry = new Geometry(
                    new long[] {3, 3}, new long[] {1, 1}, new long[] {1, 1}, new long[] {1, 1}, new long[] {1, 1});
            assertThatIllegalStateException()
                    .isThrownBy(() -> Convolutions.forward(kernels, "mixed4/conv", false, shapes, geometry, List.of()))
                    .withMessage(
                            "mixed4/conv: oneDNN has only its slow code (ref:any) for a convolution F32[1, 8, 5, 5] F32[16, 8, 3, 3] F32[1, 16, 5, 5]; use the reference engine for this model");
        }
    }

    @Test
    void saysWhatTheLibraryCannotDo() {
        try (Handles handles = new Handles()) {
            Kernels kernels = new Kernels(handles);
            Layout data = Layout.dense(handles, Element.U8, 2, 3);
            assertThatIllegalStateException()
                    .isThrownBy(() -> Normalizations.batch(kernels, "norm", true, data, 1e-3f, 0))
                    .withMessage(
                            "norm: oneDNN has no implementation of batch normalisation U8[2, 3]; use the reference engine for this model");
        }
    }

    @Test
    void findsFastCodeForAllOfGoogLeNet() {
        for (String network : List.of("googlenet:paper", "googlenet:bn")) {
            for (Precision precision : Engines.precisions(new OneDnnEngine())) {
                Model model = Networks.named(network)
                        .build(Networks.named(network).defaults().withImageSize(64));
                assertThat(slow(inference(model, precision))).isEmpty();
                assertThat(slow(training(model, precision))).allMatch(KernelsTest::isSlowBeforeAvx512);
            }
        }
    }

    /** Older processors have fast code for local response normalisation, but not for its way back. */
    private static boolean isSlowBeforeAvx512(String label) {
        return label.matches(".*norm[12]/backward") && !Library.instructions().startsWith("AVX-512");
    }

    private static List<Step> inference(Model model, Precision precision) {
        InferenceOptions options = InferenceOptions.standard().withPrecision(precision);
        Weights weights = Weights.initialise(model, 1);
        try (InferencePlan plan = new OneDnnEngine().inference(model, weights, options)) {
            return ((OneDnnInferencePlan) plan).program().steps();
        }
    }

    private static List<Step> training(Model model, Precision precision) {
        Objective[] objectives =
                Objective.forAll(model, Loss.SoftmaxCrossEntropy.of()).toArray(Objective[]::new);
        TrainingOptions options = TrainingOptions.of(2, objectives).withPrecision(precision);
        Weights weights = Weights.initialise(model, 1);
        try (TrainingPlan plan = new OneDnnEngine().training(model, weights, options)) {
            return ((OneDnnTrainingPlan) plan).program().steps();
        }
    }

    private static List<String> slow(List<Step> steps) {
        return steps.stream()
                .filter(step -> step instanceof Step.Native call
                        && call.primitive().implementation().contains("ref"))
                .map(Step::label)
                .toList();
    }
}
