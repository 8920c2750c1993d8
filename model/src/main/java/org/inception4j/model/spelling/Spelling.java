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

    /** How many letters must be put in, left out or changed (Levenshtein 1966). */
    private static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int i = 0; i <= to.length(); i++) {
            row[i] = i;
        }
        for (int i = 1; i <= from.length(); i++) {
            row = below(row, from.charAt(i - 1), to);
        }
        return row[to.length()];
    }

    /** The next row of the table of distances: from one letter more of the one word to each beginning of the other. */
    private static int[] below(int[] above, char letter, String to) {
        int[] row = new int[above.length];
        row[0] = above[0] + 1;
        for (int i = 1; i < row.length; i++) {
            int changed = above[i - 1] + (letter == to.charAt(i - 1) ? 0 : 1);
            row[i] = Math.min(changed, Math.min(above[i], row[i - 1]) + 1);
        }
        return row;
    }
}
