package org.inception4j.classifier;

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
    private final Queue<float[]> idle = new ConcurrentLinkedQueue<>();

    ReadyPlan(InferencePlan plan, Preprocessing preprocessing) {
        this.plan = plan;
        this.preprocessing = preprocessing;
    }

    InferencePlan plan() {
        return plan;
    }

    /**
     * The probabilities of at most as many pictures as the plan's batch, (count, classes). The plan always runs in full: rows
     * that nobody asked for cost less than a program for fewer.
     */
    Tensor run(List<Image> images) {
        float[] values = idle.poll();
        if (values == null) {
            values = new float[Math.multiplyExact(plan.batch(), preprocessing.values())];
        }
        for (int i = 0; i < images.size(); i++) {
            preprocessing.apply(images.get(i), values, i * preprocessing.values());
        }
        Shape shape = plan.model().input().shape().batched(plan.batch());
        Tensor probabilities = plan.run(new Tensor(shape, MemorySegment.ofArray(values)));
        idle.add(values);
        return probabilities.rows(0, images.size());
    }

    @Override
    public void close() {
        plan.close();
    }
}
