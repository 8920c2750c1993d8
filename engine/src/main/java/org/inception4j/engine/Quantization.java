package org.inception4j.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inception4j.model.Model;

/**
 * What a plan needs to compute in 8 bits: the range of what layers give, found by showing the model pictures (calibration).
 *
 * @param ranges by layer name; a layer without one is computed in floating point
 * @param method how the ranges were chosen, such as {@code mse}
 * @param pictures how many were shown
 */
public record Quantization(Map<String, Range> ranges, String method, int pictures) {
    /** Steps of a value without sign, and to each side of 0 of one with sign. */
    private static final float UNSIGNED_STEPS = 255;

    private static final float SIGNED_STEPS = 127;

    /**
     * The numbers that are told apart; what is outside becomes the nearest inside. 0 is always told exactly: a range that
     * begins at 0 or above is cut into 255 steps from 0 to {@code max}, any other into 127 to either side.
     */
    public record Range(float min, float max) {
        public Range {
            if (!(Float.isFinite(min) && Float.isFinite(max) && min <= max)) {
                throw new IllegalArgumentException(
                        "range: goes from %s to %s; give finite numbers, the smaller first".formatted(min, max));
            }
        }

        public boolean signed() {
            return min < 0;
        }

        /** What one step is worth; 1 for a range of nothing but 0. */
        public float scale() {
            float largest = Math.max(-min, max);
            float scale = largest / (signed() ? SIGNED_STEPS : UNSIGNED_STEPS);
            return scale > Float.MIN_NORMAL ? scale : 1;
        }

        /** The value as it comes out of 8 bits: the nearest step, of two as near the even one. */
        public double rounded(double value) {
            double steps = Math.rint(value / scale());
            double least = signed() ? -SIGNED_STEPS - 1 : 0;
            return Math.clamp(steps, least, signed() ? SIGNED_STEPS : UNSIGNED_STEPS) * scale();
        }

        /** The smallest range that holds both. */
        public Range with(Range other) {
            return new Range(Math.min(min, other.min), Math.max(max, other.max));
        }
    }

    public Quantization {
        ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("quantisation: has no ranges; calibrate the model with pictures");
        }
    }

    /** Refuses ranges of layers that this model does not have: they were found for another one. */
    public void check(Model model) {
        List<String> unknown = ranges.keySet().stream()
                .filter(name -> model.nodes().stream().map(model::name).noneMatch(name::equals))
                .limit(3)
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: the quantisation has ranges for layers that it does not have: %s; calibrate this model"
                            .formatted(model.name(), unknown.stream().collect(Collectors.joining(", "))));
        }
    }

    /** What each weight of a kernel is worth in steps of 1/127 of the largest; see {@link Range#rounded}. */
    public static float kernelScale(float largest) {
        float scale = largest / SIGNED_STEPS;
        return scale > Float.MIN_NORMAL ? scale : 1;
    }
}
