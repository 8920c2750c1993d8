package org.inception4j.training.callback;

import java.util.Map;
import org.inception4j.tensor.Weights;

/** What a callback has to find again when a run is resumed: some values, and weights if it keeps any (else empty ones). */
public record CallbackState(Map<String, String> values, Weights weights) {
    /** Nothing to keep. */
    public static final CallbackState NONE = of(Map.of());

    public CallbackState {
        values = Map.copyOf(values);
    }

    public static CallbackState of(Map<String, String> values) {
        return new CallbackState(values, Weights.of(Map.of()));
    }

    public boolean isNone() {
        return values.isEmpty() && weights.names().isEmpty();
    }
}
