package org.inception4j.training.callback;

import java.util.List;
import org.inception4j.tensor.Weights;

/** A run as its callbacks see and steer it; only to be used during their calls. */
public interface TrainingState {
    /** How many epochs the run is to have. */
    int epochs();

    /** Epochs that are complete. */
    int completedEpochs();

    /** Batches of the epoch after those that are complete: not 0 when a run is resumed in the middle of one. */
    int completedBatches();

    /** True if the run goes on from a checkpoint. */
    boolean resumed();

    /** True if no step is left: all epochs are complete, or the run was stopped. */
    boolean complete();

    /** Steps of a whole epoch. */
    int stepsPerEpoch();

    /** Examples of a whole epoch. */
    int examples();

    /** Bytes of what one step keeps between its layers. */
    long activationBytes();

    /** True if there are examples held out, so that validation numbers will come. */
    boolean validates();

    /** The epochs that are complete, those before a resumption included. */
    List<EpochLog> history();

    /** The rate that the schedule starts from; with a constant schedule it is the rate itself. */
    float learningRate();

    /** Changes the rate that the schedule starts from, for all steps to come. */
    void learningRate(float changed);

    /** A copy of the weights as an evaluation takes them: the averaged ones where averaging is on. */
    Weights weights();

    /** Puts other weights in place, in the average too. */
    void restore(Weights weights);

    /** Ends the run after this step; the epoch is still validated and logged. The reason is told with the result. */
    void stop(String reason);

    /**
     * Saves a checkpoint after this step, if the run has any, and ends {@code fit} by a
     * {@link java.util.concurrent.CancellationException}. Resumed, the run gives what it would have given without the pause.
     */
    void pause();
}
