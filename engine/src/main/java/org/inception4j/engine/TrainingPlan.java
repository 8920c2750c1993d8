package org.inception4j.engine;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * A model compiled for training. It owns native memory: close it. A step computes losses and gradients; an optimizer then
 * changes {@link #parameters} by {@link #gradients} and says so by {@link #parametersChanged}. For one thread at a time.
 */
public interface TrainingPlan extends AutoCloseable {
    Model model();

    /** What it computes in: FP32 or BF16, never AUTO. */
    Precision precision();

    int batch();

    /** Bytes of what a step keeps between its layers: activations, their gradients and working memory. */
    long workspaceBytes();

    /** Where each weight that learns lies in {@link #parameters} and {@link #gradients}. */
    ParameterLayout layout();

    /** All weights that learn, one after another, float32, aligned to 64 bytes; to be changed in place. */
    MemorySegment parameters();

    /** The gradient of the last step, laid out as {@link #parameters}: of the weighted sum of the mean losses. */
    MemorySegment gradients();

    /**
     * Forward, losses and backward for a batch; the moving averages of BatchNormalization move. Same parameters, inputs,
     * seed and number give the same bits.
     *
     * @param inputs by the inputs' layer names, each (count, sizes…), count at most {@link #batch}
     * @param targets by output name, for each output that has an objective
     * @param number counts the steps of a run: with the seed it determines dropout
     */
    StepResult step(Map<String, Tensor> inputs, Map<String, Targets> targets, long number);

    /** To be called when {@link #parameters} were changed and before the next step. */
    void parametersChanged();

    /**
     * Lets go of the memory of {@link #workspaceBytes} until the next step, for somebody else who needs memory meanwhile, such
     * as validation. Changes nothing else; an engine that cannot do it does nothing.
     */
    default void rest() {}

    /** A copy of all weights of the model as they are now: those that learn, frozen ones and moving averages. */
    Weights weights();

    /** Puts other weights in place of all that the model has, moving averages included. */
    void load(Weights weights);

    @Override
    void close();
}
