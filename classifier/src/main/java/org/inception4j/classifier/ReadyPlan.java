package org.inception4j.classifier;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.inception4j.engine.InferencePlan;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.vision.Image;
import org.inception4j.vision.Preprocessing;

/** A plan with the input buffers it needs; a call borrows one, so that any number of threads may call at once. */
final class ReadyPlan implements AutoCloseable {
    private final InferencePlan plan;
    private final Preprocessing preprocessing;
    private final Arena arena = Arena.ofShared();
    private final Queue<Buffer> idle = new ConcurrentLinkedQueue<>();

    ReadyPlan(InferencePlan plan, Preprocessing preprocessing) {
        this.plan = plan;
        this.preprocessing = preprocessing;
    }

    InferencePlan plan() {
        return plan;
    }

    /** The probabilities of at most as many pictures as the plan's batch, (count, classes). */
    Tensor run(List<Image> images) {
        Buffer buffer = idle.poll();
        if (buffer == null) {
            buffer = new Buffer(plan, preprocessing, arena);
        }
        Tensor probabilities = plan.run(buffer.fill(images, preprocessing));
        idle.add(buffer);
        return probabilities;
    }

    @Override
    public void close() {
        plan.close();
        arena.close();
    }

    private record Buffer(float[] values, Tensor input) {
        Buffer(InferencePlan plan, Preprocessing preprocessing, Arena arena) {
            Shape shape = plan.model().input().shape().batched(plan.batch());
            this(new float[preprocessing.values()], Tensor.zeros(shape, arena));
        }

        Tensor fill(List<Image> images, Preprocessing preprocessing) {
            Tensor filled = input.rows(0, images.size());
            for (int i = 0; i < images.size(); i++) {
                preprocessing.apply(images.get(i), values, 0);
                MemorySegment.copy(
                        values, 0, filled.data(), Tensor.FLOAT, (long) i * values.length * Float.BYTES, values.length);
            }
            return filled;
        }
    }
}
