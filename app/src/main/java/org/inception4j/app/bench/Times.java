package org.inception4j.app.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The milliseconds of all runs of all turns. */
public final class Times {
    private final List<Double> millis = new ArrayList<>();

    public static Times of(List<Double> millis) {
        Times times = new Times();
        times.add(millis);
        return times;
    }

    void add(List<Double> turn) {
        millis.addAll(turn);
        Collections.sort(millis);
    }

    public int count() {
        return millis.size();
    }

    public double median() {
        return quantile(0.5);
    }

    /** Between the two nearest runs, in proportion. */
    public double quantile(double share) {
        double place = share * (millis.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, millis.size() - 1);
        return millis.get(below) + (place - below) * (millis.get(above) - millis.get(below));
    }

    public List<Double> sorted() {
        return List.copyOf(millis);
    }
}
