package org.inception4j.app;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.app.bench.Result;
import org.inception4j.app.bench.Standing;

/**
 * Under what circumstances a run of {@code bench} was made.
 *
 * @param loadBefore load averages of 1, 5 and 15 minutes; empty where the system has none
 * @param othersBusy processors that others kept busy during the turns, on average
 * @param facts on the machine, by name, for people
 */
record BenchRun(int rounds, double seconds, String loadBefore, double othersBusy, Map<String, String> facts) {
    private static final double GIB = 1L << 30;
    /** More than a twentieth of a processor gone to others, and times say little. */
    private static final double QUIET = 0.05;

    static BenchRun of(int rounds, double seconds, String loadBefore, double othersBusy, List<Result> results) {
        Map<String, String> facts = new LinkedHashMap<>();
        Processor processor = Processor.ofThisMachine();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        facts.put("processor", processor.name());
        facts.put("features", String.join(" ", processor.features()));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", "%.1f GiB".formatted(system.getTotalMemorySize() / GIB));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("version", Version.text());
        results.stream()
                .flatMap(result -> result.standings().stream())
                .filter(standing -> !standing.libraries().isEmpty())
                .forEach(standing -> facts.put(library(standing), standing.libraries()));
        facts.put("turns", "%d rounds of %s s, medians of all runs".formatted(rounds, seconds));
        facts.put(
                "load",
                "%s before; during the turns others kept %.2f processors busy"
                        .formatted(loadBefore.isEmpty() ? "unknown" : loadBefore, othersBusy));
        return new BenchRun(rounds, seconds, loadBefore, othersBusy, facts);
    }

    /** Modes of one library share a line. */
    private static String library(Standing standing) {
        return standing.contender().replaceFirst(" .*", "");
    }

    /** What speaks against the numbers. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (othersBusy > QUIET) {
            doubts.add(
                    "The machine was not quiet: others kept %.2f processors busy during the turns; end them and measure again."
                            .formatted(othersBusy));
        }
        return doubts;
    }
}
