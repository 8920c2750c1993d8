package org.inception4j.formats.caffe;

import java.util.Collection;
import java.util.Comparator;

/** The most similar of some names: the one that takes the fewest letters changed, added or left out. */
final class Nearest {
    private Nearest() {}

    /** Empty if none has two letters of three in common; of equally near ones the first. */
    static String of(String wanted, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name)))
                .filter(name -> 3 * distance(wanted, name) <= wanted.length())
                .orElse("");
    }

    /** Levenshtein's distance, a row of its table at a time. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[b.length()];
    }
}
