package org.inception4j.engine.onednn;

import java.util.Optional;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.engine.TrainingOptions;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;

/** The fast engine for processors. */
public final class OneDnnEngine implements Engine {
    @Override
    public String name() {
        return "onednn";
    }

    @Override
    public String description() {
        return Optional.ofNullable(Library.problem()).orElseGet(() -> "oneDNN %s, %s, %d threads"
                .formatted(Library.version(), Library.instructions(), threads(0)));
    }

    @Override
    public Optional<String> unavailable() {
        try {
            return Optional.ofNullable(Library.problem());
        } catch (LinkageError missing) {
            return Optional.of(
                    "oneDNN: its Java classes are not on the class path (%s); add org.bytedeco:dnnl and org.bytedeco:opencl"
                            .formatted(missing.getMessage()));
        }
    }

    @Override
    public int preference() {
        return 100;
    }

    @Override
    public Precision resolve(Precision precision) {
        return switch (precision) {
            case FP32 -> Precision.FP32;
            case AUTO -> floating();
            case BF16 -> bfloat16();
            case BF16X3 -> threeProducts();
            case INT8 -> int8();
        };
    }

    @Override
    public Precision resolve(InferenceOptions options) {
        return switch (options.precision()) {
            case INT8 -> {
                options.ranges();
                yield int8();
            }
            case AUTO ->
                options.quantization().isPresent() && Library.hasInt8() ? Precision.INT8 : resolve(Precision.AUTO);
            case FP32, BF16, BF16X3 -> resolve(options.precision());
        };
    }

    @Override
    public InferencePlan inference(Model model, Weights weights, InferenceOptions options) {
        Library.cpu();
        return new OneDnnInferencePlan(model, weights, options, resolve(options), threads(options.threads()));
    }

    @Override
    public TrainingPlan training(Model model, Weights weights, TrainingOptions options) {
        Library.cpu();
        Model flat = model.flattened();
        return new OneDnnTrainingPlan(
                flat, weights, options.freezing(flat), resolve(options.precision()), threads(options.threads()));
    }

    /** The fastest floating point of this processor. */
    static Precision floating() {
        return Library.hasBfloat16() ? Precision.BF16 : Precision.FP32;
    }

    private static Precision bfloat16() {
        return having(Library.hasBfloat16(), Precision.BF16, "it");
    }

    /** Three products take no less time than one of float32 where they are vectors'. */
    private static Precision threeProducts() {
        return having(Library.hasMatrixUnits(), Precision.BF16X3, "products of matrices");
    }

    /** Without units for it, products of 8 bits are summed in 16 bits and may overflow. */
    private static Precision int8() {
        return having(Library.hasInt8(), Precision.INT8, "it");
    }

    private static Precision having(boolean units, Precision precision, String what) {
        if (!units) {
            throw new IllegalArgumentException(
                    "precision: %s, and this processor has no units for %s (%s); give AUTO or FP32"
                            .formatted(precision, what, Library.instructions()));
        }
        return precision;
    }

    static int threads(int wanted) {
        return wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
    }
}
