package org.inception4j.training;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.training.callback.Callback;
import org.inception4j.training.callback.CallbackState;

/** The states of a run's callbacks, each under its class's name, numbered where a class comes several times. */
final class CallbackStates {
    private CallbackStates() {}

    static Map<String, CallbackState> of(List<Callback> callbacks) {
        Map<String, CallbackState> states = new LinkedHashMap<>();
        keyed(callbacks).forEach((key, callback) -> {
            CallbackState state = callback.state();
            if (!state.isNone()) {
                states.put(key, state);
            }
        });
        return states;
    }

    /** Refuses a state that none of these callbacks takes. */
    static void require(String place, List<Callback> callbacks, Map<String, CallbackState> states) {
        Map<String, Callback> keyed = keyed(callbacks);
        states.keySet().stream()
                .filter(key -> !keyed.containsKey(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(
                            "%s: holds the state of a callback %s and this run has none; resume with the same callbacks"
                                    .formatted(place, key));
                });
    }

    static void restore(List<Callback> callbacks, Map<String, CallbackState> states) {
        Map<String, Callback> keyed = keyed(callbacks);
        states.forEach((key, state) -> keyed.get(key).restore(state));
    }

    private static Map<String, Callback> keyed(List<Callback> callbacks) {
        Map<String, Callback> keyed = new LinkedHashMap<>();
        Map<String, Integer> count = new HashMap<>();
        for (Callback callback : callbacks) {
            String name = callback.getClass().getSimpleName();
            int number = count.merge(name, 1, Integer::sum);
            keyed.put(number == 1 ? name : name + " " + number, callback);
        }
        return keyed;
    }
}
