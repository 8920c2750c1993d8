package org.inception4j.training.optimizer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.engine.ParameterLayout.Slice;
import org.inception4j.tensor.Tensor;

/**
 * An optimizer at work on the flat weights of a training plan: what it keeps between steps, clipping, decay and the average of
 * the weights. Weights are taken in fixed blocks and each is computed for itself, so that the number of threads changes nothing.
 * It owns memory and threads: close it.
 */
public final class WeightUpdate implements AutoCloseable {
    private static final int BLOCK_FLOATS = 8192;

    private final Rule rule;
    private final float weightDecay;
    private final UpdateOptions options;
    private final List<Part> parts;
    private final Arena arena = Arena.ofShared();
    private final List<MemorySegment> slots;
    private final MemorySegment average;
    private final Workers workers;
    private final double[] squares;

    /** A block of one weight: {@code count} floats from {@code offset}, in floats, on. */
    private record Part(long offset, int count, float rateFactor, boolean decays) {}

    /** One step: where, and with which numbers. */
    private record Step(MemorySegment parameters, MemorySegment gradients, float rate, float scale, long number) {}

    private WeightUpdate(Optimizer optimizer, ParameterLayout layout, UpdateOptions options) {
        this.rule = Rule.of(optimizer);
        this.weightDecay = (float) optimizer.weightDecay();
        this.options = options;
        this.parts = parts(layout, options);
        this.slots =
                IntStream.range(0, rule.slots()).mapToObj(_ -> allocate(layout)).toList();
        this.average = options.emaDecay() > 0 ? allocate(layout) : null;
        this.workers = new Workers(options.threads(), () -> new Scratch(rule.slots()));
        this.squares = new double[parts.size()];
    }

    public static WeightUpdate of(Optimizer optimizer, ParameterLayout layout, UpdateOptions options) {
        return new WeightUpdate(optimizer, layout, options);
    }

    /**
     * Changes the parameters in place.
     *
     * @param rate of this step
     * @param number of this step, from 1: it corrects Adam's moments, and the first one begins the average
     */
    public void apply(MemorySegment parameters, MemorySegment gradients, float rate, long number) {
        float scale = options.clipNorm() > 0 ? scale(norm(gradients)) : 1;
        Step step = new Step(parameters, gradients, rate, scale, number);
        workers.run(parts.size(), (index, scratch) -> update(parts.get(index), scratch, step));
    }

    /** The length of all gradients taken as one vector, after single ones are cut. */
    double norm(MemorySegment gradients) {
        workers.run(parts.size(), (index, scratch) -> {
            Part part = parts.get(index);
            load(gradients, part, scratch.gradients);
            cut(scratch.gradients, part.count);
            squares[index] = squares(scratch.gradients, part.count);
        });
        return Math.sqrt(Arrays.stream(squares).sequential().reduce(0, Double::sum));
    }

    /** What the optimizer keeps, each as long as the parameters; to be saved and, after a resumption, filled again. */
    public List<MemorySegment> slots() {
        return slots;
    }

    /** The averaged weights, laid out as the parameters; empty without averaging. */
    public Optional<MemorySegment> average() {
        return Optional.ofNullable(average);
    }

    @Override
    public void close() {
        workers.close();
        arena.close();
    }

    private MemorySegment allocate(ParameterLayout layout) {
        return arena.allocate(layout.size() * Float.BYTES, 64);
    }

    private float scale(double norm) {
        return norm > options.clipNorm() ? (float) (options.clipNorm() / norm) : 1;
    }

    private void update(Part part, Scratch scratch, Step step) {
        load(step.parameters, part, scratch.weights);
        load(step.gradients, part, scratch.gradients);
        for (int slot = 0; slot < slots.size(); slot++) {
            load(slots.get(slot), part, scratch.slots[slot]);
        }
        clip(scratch.gradients, part.count, step.scale);
        float rate = step.rate * part.rateFactor;
        if (part.decays && weightDecay > 0) {
            decay(scratch.weights, part.count, rate);
        }
        rule.update(scratch.block(part.count), rate, step.number);
        for (int slot = 0; slot < slots.size(); slot++) {
            store(scratch.slots[slot], slots.get(slot), part);
        }
        store(scratch.weights, step.parameters, part);
        if (average != null) {
            average(part, scratch, step.number);
        }
    }

    private void clip(float[] gradients, int count, float scale) {
        cut(gradients, count);
        if (scale != 1) {
            for (int i = 0; i < count; i++) {
                gradients[i] *= scale;
            }
        }
    }

    private void cut(float[] gradients, int count) {
        if (options.clipValue() > 0) {
            float most = (float) options.clipValue();
            for (int i = 0; i < count; i++) {
                gradients[i] = Math.max(-most, Math.min(most, gradients[i]));
            }
        }
    }

    private void decay(float[] weights, int count, float rate) {
        for (int i = 0; i < count; i++) {
            weights[i] -= weights[i] * weightDecay * rate;
        }
    }

    /** As Keras: the first step's weights are the first average. */
    private void average(Part part, Scratch scratch, long number) {
        float[] mean = scratch.gradients;
        load(average, part, mean);
        float kept = number == 1 ? 0 : (float) options.emaDecay();
        float added = number == 1 ? 1 : (float) (1 - options.emaDecay());
        for (int i = 0; i < part.count; i++) {
            mean[i] = kept * mean[i] + added * scratch.weights[i];
        }
        store(mean, average, part);
    }

    private static double squares(float[] gradients, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (double) gradients[i] * gradients[i];
        }
        return sum;
    }

    private static void load(MemorySegment from, Part part, float[] to) {
        MemorySegment.copy(from, Tensor.FLOAT, part.offset * Float.BYTES, to, 0, part.count);
    }

    private static void store(float[] from, MemorySegment to, Part part) {
        MemorySegment.copy(from, 0, to, Tensor.FLOAT, part.offset * Float.BYTES, part.count);
    }

    private static List<Part> parts(ParameterLayout layout, UpdateOptions options) {
        List<Part> parts = new ArrayList<>();
        for (Slice slice : layout.slices()) {
            float factor = (float) options.rateFactor().applyAsDouble(slice);
            boolean decays = options.decays().test(slice);
            for (long done = 0; done < slice.count(); done += BLOCK_FLOATS) {
                int count = (int) Math.min(BLOCK_FLOATS, slice.count() - done);
                parts.add(new Part(slice.offset() + done, count, factor, decays));
            }
        }
        return List.copyOf(parts);
    }

    /** The arrays of one thread, small enough for its nearest cache. */
    static final class Scratch {
        private final float[] weights = new float[BLOCK_FLOATS];
        private final float[] gradients = new float[BLOCK_FLOATS];
        private final float[][] slots;

        Scratch(int slots) {
            this.slots = new float[slots][BLOCK_FLOATS];
        }

        Rule.Block block(int count) {
            return new Rule.Block(weights, gradients, slots, count);
        }
    }
}
