package org.inception4j.engine.reference;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.tensor.Tensor;

/** The weights that learn and their gradients as the caller sees them: float32 in one row each, outside the heap. */
final class FlatParameters implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final ParameterLayout layout;
    private final WeightStore weights;
    private final MemorySegment parameters;
    private final MemorySegment gradients;

    FlatParameters(ParameterLayout layout, WeightStore weights) {
        this.layout = layout;
        this.weights = weights;
        this.parameters = arena.allocate(layout.size() * Float.BYTES, 64);
        this.gradients = arena.allocate(layout.size() * Float.BYTES, 64);
    }

    MemorySegment parameters() {
        return parameters;
    }

    MemorySegment gradients() {
        return gradients;
    }

    /** Takes over what the caller changed. */
    void toWeights() {
        for (ParameterLayout.Slice slice : layout.slices()) {
            double[] values = weights.named(slice.name()).values();
            for (int i = 0; i < values.length; i++) {
                values[i] = parameters.get(Tensor.FLOAT, (slice.offset() + i) * Float.BYTES);
            }
        }
    }

    void fromWeights() {
        for (ParameterLayout.Slice slice : layout.slices()) {
            copy(weights.named(slice.name()).values(), parameters, slice.offset());
        }
    }

    void publishGradients() {
        for (ParameterLayout.Slice slice : layout.slices()) {
            copy(weights.named(slice.name()).gradient(), gradients, slice.offset());
        }
    }

    private static void copy(double[] values, MemorySegment to, long offset) {
        for (int i = 0; i < values.length; i++) {
            to.set(Tensor.FLOAT, (offset + i) * Float.BYTES, (float) values[i]);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
