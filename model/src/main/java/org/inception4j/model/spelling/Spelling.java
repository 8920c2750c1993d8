package org.inception4j.model.spelling;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a wrong one was probably meant to be. */
public final class Spelling {
    /** One letter in so many may be wrong. */
    private static final int LETTERS_PER_SLIP = 3;

    private Spelling() {}

    /** The known name nearest to {@code wanted}, upper and lower case alike; empty if a third of its letters differ or more do. */
    public static Optional<String> nearest(String wanted, Collection<String> known) {
        String letters = wanted.toLowerCase(Locale.ROOT);
        Optional<String> nearest = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int most = Math.min(least, Math.floorDiv(name.length() - 1, LETTERS_PER_SLIP));
            int distance = distance(letters, name.toLowerCase(Locale.ROOT), most);
            if (distance <= most && (distance < least || name.compareTo(nearest.orElseThrow()) < 0)) {
                nearest = Optional.of(name);
                least = distance;
            }
        }
        return nearest;
    }

    /**
     * How many letters must be put in, left out, changed or swapped with their neighbour (Damerau 1964), or any number above
     * {@code most} if they are more: files have thousands of names, most of which are soon seen to be others.
     */
    private static int distance(String from, String to, int most) {
        if (Math.abs(from.length() - to.length()) > most) {
            return most + 1;
        }
        int[][] rows = new int[3][to.length() + 1]; // the row at hand and two before it
        int leastBefore = 0;
        for (int i = 0; i <= from.length(); i++) {
            int least = Integer.MAX_VALUE;
            for (int j = 0; j <= to.length(); j++) {
                int cell = i == 0 || j == 0 ? i + j : cell(rows, from, to, i, j);
                rows[i % 3][j] = cell;
                least = Math.min(least, cell);
            }
            if (Math.min(least, leastBefore) > most) {
                return most + 1;
            }
            leastBefore = least;
        }
        return rows[from.length() % 3][to.length()];
    }

    /** From the first {@code i} letters of the one word to the first {@code j} of the other. */
    private static int cell(int[][] rows, String from, String to, int i, int j) {
        int[] before = rows[(i + 2) % 3];
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int changed = before[j - 1] + (same ? 0 : 1);
        int least = Math.min(changed, Math.min(before[j], rows[i % 3][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, rows[(i + 1) % 3][j - 2] + 1) : least;
    }
}
