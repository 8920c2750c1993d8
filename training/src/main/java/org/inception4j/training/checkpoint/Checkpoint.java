package org.inception4j.training.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.tensor.Weights;
import org.inception4j.training.callback.CallbackState;
import org.inception4j.training.callback.EpochLog;

/**
 * A run between two steps.
 *
 * @param facts what the run was begun with, by name, in order: the run that goes on must have the same
 * @param totals of the epoch so far
 * @param learningRate the base that callbacks may have changed
 * @param stopped why a callback ended the run, or empty
 * @param callbacks state of each that has one
 * @param weights all of the model
 * @param slots what the optimizer keeps, flat
 * @param average of the weights that learn, flat, if averaging is on
 */
public record Checkpoint(
        Map<String, String> facts,
        Position position,
        EpochTotals totals,
        float learningRate,
        String stopped,
        List<EpochLog> history,
        Map<String, CallbackState> callbacks,
        Weights weights,
        List<MemorySegment> slots,
        Optional<MemorySegment> average) {

    /** Refuses, with the name and both values of the first difference, a run that was not begun with these facts. */
    public void requireFacts(String place, Map<String, String> others) {
        facts.forEach((name, value) -> {
            String other = others.getOrDefault(name, "none");
            if (!other.equals(value)) {
                throw new IllegalArgumentException(
                        "%s: was made with %s %s and this run has %s; resume as it was begun, or begin a new run"
                                .formatted(place, name, value, other));
            }
        });
    }
}
