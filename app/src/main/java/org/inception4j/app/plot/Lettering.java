package org.inception4j.app.plot;

import java.util.Locale;

/** How wide text is about, and how numbers are written. Fonts are the reader's, so widths are generous guesses. */
final class Lettering {
    /** Of a letter of a font whose letters are all as wide, in parts of the font's size; most such fonts have this. */
    private static final double CODE_WIDTH = 0.605;

    /** Of a letter or digit of a usual font, on average and a bit more. */
    private static final double WORD_WIDTH = 0.56;

    private static final int FIRST_WIDE_LETTER = 0x1100;
    private static final int LONGEST = 34;

    private Lettering() {}

    static double codeWidth(String text, double size) {
        return units(text) * CODE_WIDTH * size;
    }

    static double wordWidth(String text, double size) {
        return units(text) * WORD_WIDTH * size;
    }

    private static long units(String text) {
        return text.codePoints()
                .map(letter -> letter < FIRST_WIDE_LETTER || letter >= 0x2000 && letter < 0x2E80 ? 1 : 2)
                .sum();
    }

    /** Without the middle of a long name. */
    static String shortened(String name) {
        int[] letters = name.codePoints().toArray();
        int half = LONGEST / 2;
        return letters.length <= LONGEST
                ? name
                : new String(letters, 0, half - 1) + "…" + new String(letters, letters.length - half, half);
    }

    /** {@code 12.3k}, {@code 5.71G}: three digits that count. */
    static String rounded(long number) {
        String units = " kMGT";
        int unit = 0;
        double value = number;
        while (value >= 999.5 && unit < units.length() - 1) {
            value /= 1000;
            unit++;
        }
        int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value)
                + units.substring(unit, unit + 1).strip();
    }

    /** {@code 23,851,784}. */
    static String exact(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String layers(int count) {
        return count == 1 ? "1 layer" : exact(count) + " layers";
    }
}
