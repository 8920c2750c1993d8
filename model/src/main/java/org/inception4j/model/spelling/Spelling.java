package org.inception4j.model.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a wrong one was probably meant to be. */
public final class Spelling {
    /** One letter in so many may be wrong. */
    private static final int LETTERS_PER_SLIP = 3;

    private Spelling() {}

    /** The known name nearest to {@code wanted}, upper and lower case alike; empty if a third of its letters differ or more do. */
    public static Optional<String> nearest(String wanted, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(name -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(wanted, name) * LETTERS_PER_SLIP < name.length());
    }

    /** How many letters must be put in, left out, changed or swapped with their neighbour (Damerau 1964). */
    private static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[][] table = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cell(table, from, to, i, j);
            }
        }
        return table[from.length()][to.length()];
    }

    /** From the first {@code i} letters of the one word to the first {@code j} of the other. */
    private static int cell(int[][] table, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int changed = table[i - 1][j - 1] + (same ? 0 : 1);
        int least = Math.min(changed, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
    }
}
