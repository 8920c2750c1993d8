package org.inception4j.model.anatomy;

import java.util.List;
import java.util.Locale;

/** Parts of sentences. */
final class Words {
    private Words() {}

    /** {@code a, b and c}. */
    static String list(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    /** The first of them, and how many more there are. */
    static String some(List<String> parts, int most) {
        return parts.size() <= most + 1
                ? list(parts)
                : "%s and %d more".formatted(String.join(", ", parts.subList(0, most)), parts.size() - most);
    }

    static String capitalised(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** {@code residual blocks}, {@code forks within a branch}, {@code dropouts (50%)}. */
    static String plural(String one) {
        return one.replaceFirst("(?= (within|by) | \\(|$)", "s");
    }

    /** {@code 1 layer}, {@code 2 layers}. */
    static String count(int number, String one) {
        return "%d %s%s".formatted(number, one, number == 1 ? "" : "s");
    }
}
