package org.inception4j.model.summary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What float32 weights take, as Keras writes it: {@code 189.54 KB}. */
final class WeightMemory {
    private static final List<String> LARGER = List.of("KB", "MB", "GB", "TB", "PB");
    private static final int SCALE = 1024;

    private WeightMemory() {}

    /** {@code unit} is the name of the smallest unit. */
    static String text(long numbers, String unit) {
        double size = (double) numbers * Float.BYTES;
        String name = unit;
        for (int i = 0; size >= SCALE && i < LARGER.size(); i++) {
            size /= SCALE;
            name = LARGER.get(i);
        }
        return "%s %s".formatted(twoPlaces(size), name);
    }

    /** As Python rounds: from the exact binary value, and half to even. */
    private static String twoPlaces(double size) {
        return new BigDecimal(size).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
