package org.inception4j.app.bench;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came out of a case.
 *
 * @param pictures that one run answers for
 * @param standings ours first
 * @param ceiling operations a second that the machine reached in the same turns; 0 if unknown
 * @param absent contenders that have no times, and why
 */
public record Result(Task task, int pictures, List<Standing> standings, double ceiling, Map<String, Absent> absent) {
    /** Why a contender has no times; a failure is one of a contender that does such tasks. */
    public record Absent(String reason, boolean failure) {}

    static final String OURS = "inception4j";
    private static final double MILLIS = 1e3;

    public Result {
        standings = List.copyOf(standings);
        absent = Collections.unmodifiableMap(new LinkedHashMap<>(absent));
    }

    public Optional<Standing> ours() {
        return standings.stream().filter(each -> each.contender().equals(OURS)).findFirst();
    }

    public boolean oursFailed() {
        return absent.containsKey(OURS) && absent.get(OURS).failure();
    }

    /** Why ours has no times. */
    public String ourReason() {
        return absent.get(OURS).reason();
    }

    /** The fastest other one. */
    public Optional<Standing> bestPeer() {
        return standings.stream()
                .filter(each -> !each.contender().equals(OURS))
                .min(Comparator.comparingDouble(this::millis));
    }

    /** The median for one picture. */
    public double millis(Standing standing) {
        return standing.times().median() / pictures;
    }

    public double millis(Standing standing, double quantile) {
        return standing.times().quantile(quantile) / pictures;
    }

    /** How many times as long as ours it takes; NaN where ours is not there. */
    public double ratio(Standing standing) {
        return ours().map(ours -> millis(standing) / millis(ours)).orElse(Double.NaN);
    }

    /** Our peak memory as a part of its. */
    public double memory(Standing standing) {
        return ours().map(ours -> (double) ours.peakBytes() / standing.peakBytes())
                .filter(Double::isFinite)
                .orElse(Double.NaN);
    }

    /** Operations a second as a part of the ceiling; NaN where that is unknown. */
    public double share(Standing standing) {
        return ceiling == 0 ? Double.NaN : task.operations() / (millis(standing) / MILLIS) / ceiling;
    }
}
