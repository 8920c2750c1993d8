package org.inception4j.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.training.KerasTrace;
import org.inception4j.training.optimizer.Optimizer.Adam;
import org.inception4j.training.optimizer.Optimizer.AdamW;
import org.inception4j.training.optimizer.Optimizer.RmsProp;
import org.inception4j.training.optimizer.Optimizer.Sgd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The optimizers move weights as Keras' own did, twelve steps long. */
class KerasOptimizersTest {
    private static final float[] START = {1, -2, 0.5f};
    private static final float RATE = 0.1f;

    /** Keras takes 1 - 0.999^t in float32, which is off by up to 3e-5 of it: so much of twelve steps of 0.1. */
    private static final double TOLERANCE = 3e-5;

    static List<KerasTrace> traces() {
        return KerasTrace.read(KerasOptimizersTest.class, "keras-optimizers.txt");
    }

    @ParameterizedTest
    @MethodSource("traces")
    void movesWeightsAsKerasDoes(KerasTrace trace) {
        ParameterLayout layout = new ParameterLayout(
                List.of(new ParameterLayout.Slice("layer/kernel", Shape.of(1, 3), 0, START.length)), 16);
        MemorySegment weights = segment(START, 0);
        float[] gradients = floats(trace.given());
        try (WeightUpdate update = WeightUpdate.of(optimizer(trace), layout, UpdateOptions.plain())) {
            for (int step = 0; step < gradients.length / START.length; step++) {
                update.apply(weights, segment(gradients, step * START.length), RATE, step + 1);
                for (int i = 0; i < START.length; i++) {
                    assertThat((double) weights.get(Tensor.FLOAT, i * Float.BYTES))
                            .as("weight %d after step %d", i, step + 1)
                            .isCloseTo(trace.seen()[step * START.length + i], within(TOLERANCE));
                }
            }
        }
    }

    private static Optimizer optimizer(KerasTrace trace) {
        return switch (trace.kind()) {
            case "Sgd" -> Sgd.of(RATE, trace.number("momentum")).withNesterov(trace.flag("nesterov"));
            case "Adam" -> new Adam(RATE, 0.9, 0.999, 1e-7, trace.flag("amsgrad"), 0);
            case "AdamW" -> AdamW.of(RATE).withWeightDecay(trace.number("weight_decay"));
            case "RmsProp" ->
                new RmsProp(RATE, 0.9, trace.number("momentum"), trace.number("epsilon"), trace.flag("centered"), 0);
            default -> throw new AssertionError(trace.kind() + " has no optimizer here");
        };
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static MemorySegment segment(float[] values, int from) {
        MemorySegment segment = Arena.ofAuto().allocate(16 * Float.BYTES, 64);
        MemorySegment.copy(values, from, segment, Tensor.FLOAT, 0, START.length);
        return segment;
    }
}
