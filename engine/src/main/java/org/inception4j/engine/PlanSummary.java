package org.inception4j.engine;

import java.util.List;

/**
 * What an inference plan has become: its memory, and what computes what.
 *
 * @param batch pictures of one piece, which is what a program computes at once
 * @param activationBytes of one workspace; a call borrows {@code workspaces} of them
 * @param leastBytes of the activations that live at the same time when most do: no order of the same steps can do with less
 * @param separateBytes of all activations, were none to use another's memory again
 * @param kernelBytes of kernels in the order and numbers they are computed in, shared with other plans of the same weights
 * @param stages after each of them the threads that share a picture wait for each other; 0 where each computes by itself
 */
public record PlanSummary(
        Precision precision,
        int batch,
        int workspaces,
        long activationBytes,
        long leastBytes,
        long separateBytes,
        long kernelBytes,
        int stages,
        List<Step> steps) {
    public PlanSummary {
        steps = List.copyOf(steps);
    }

    /**
     * One call of a primitive.
     *
     * @param thread which of those that share a picture runs it, from 0
     * @param implementation the engine's name for the code
     */
    public record Step(String name, int thread, String implementation) {}
}
