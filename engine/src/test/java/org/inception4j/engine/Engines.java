package org.inception4j.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The engines that a test compares: the reference, and every other one that runs on this machine. */
public final class Engines {
    /** What was already printed: hundreds of cases are skipped for the same reason. */
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private Engines() {}

    static Engine reference() {
        return Engine.named("reference");
    }

    /** At least one; where there is none the test is skipped and says why. */
    static List<Engine> others() {
        List<Engine> others = Engine.all().stream()
                .filter(engine -> !engine.name().equals("reference"))
                .toList();
        List<Engine> running =
                others.stream().filter(engine -> engine.unavailable().isEmpty()).toList();
        if (running.isEmpty()) {
            StringBuilder reason = new StringBuilder("skipped: no engine but the reference runs here");
            others.forEach(engine -> reason.append("; ")
                    .append(engine.name())
                    .append(": ")
                    .append(engine.unavailable().orElseThrow()));
            skip(reason.toString());
        }
        return running;
    }

    /** Those of the others that compute so on this processor, at least one; where there is none the test is skipped and says why. */
    static List<Engine> others(Precision precision) {
        List<Engine> others = others();
        List<Engine> computing = others.stream()
                .filter(engine -> refusal(engine, precision).isEmpty())
                .toList();
        if (computing.isEmpty()) {
            skip("skipped: "
                    + others.stream()
                            .map(engine -> refusal(engine, precision).orElseThrow())
                            .collect(Collectors.joining("; ")));
        }
        return computing;
    }

    /** Skips the test where this engine does not compute so on this processor, and says why. */
    public static void need(Engine engine, Precision precision) {
        refusal(engine, precision).ifPresent(refusal -> skip("skipped: " + refusal));
    }

    /** Those of float32 and bfloat16 that the engine has; where one is missing it says why. */
    public static List<Precision> precisions(Engine engine) {
        return Stream.of(Precision.FP32, Precision.BF16)
                .filter(precision -> {
                    Optional<String> refusal = refusal(engine, precision);
                    refusal.ifPresent(reason -> tell("left out: " + reason));
                    return refusal.isEmpty();
                })
                .toList();
    }

    /** What the engine says when it does not compute so on this processor. */
    private static Optional<String> refusal(Engine engine, Precision precision) {
        try {
            Quantization any = new Quantization(Map.of("any", new Quantization.Range(0, 1)), "any", 1);
            engine.resolve(InferenceOptions.standard().withPrecision(precision).withQuantization(any));
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private static void skip(String reason) {
        tell(reason);
        Assumptions.abort(reason);
    }

    private static void tell(String reason) {
        if (TOLD.add(reason)) {
            System.out.println(reason);
        }
    }
}
