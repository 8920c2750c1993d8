package org.inception4j.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/** The engines that a test compares: the reference, and every other one that runs on this machine. */
final class Engines {
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
            if (TOLD.add(reason.toString())) {
                System.out.println(reason);
            }
            Assumptions.abort(reason.toString());
        }
        return running;
    }
}
