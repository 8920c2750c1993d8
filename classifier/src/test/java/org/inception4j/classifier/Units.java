package org.inception4j.classifier;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Quantization;
import org.junit.jupiter.api.Assumptions;

/** What this processor computes in. */
final class Units {
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private Units() {}

    /** Skips the test where the best engine does not compute so on this processor, and says why. */
    static void need(Precision precision) {
        Quantization any = new Quantization(Map.of("any", new Quantization.Range(0, 1)), "any", 1);
        try {
            Engine.best()
                    .resolve(
                            InferenceOptions.standard().withPrecision(precision).withQuantization(any));
        } catch (IllegalArgumentException refusal) {
            String reason = "skipped: " + refusal.getMessage();
            if (TOLD.add(reason)) {
                System.out.println(reason);
            }
            Assumptions.abort(reason);
        }
    }
}
