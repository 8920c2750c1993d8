package org.inception4j.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inception4j.model.Model;

/**
 * Chooses layers by name: {@code *} stands for any text, slashes too, {@code ?} for one character, and a pattern that begins
 * with {@code !} takes layers out again. They are read from left to right, so {@code *, !loss3/classifier} is all but the
 * classifier. A pattern that fits no layer is refused.
 */
public final class LayerPatterns implements Predicate<String> {
    private static final int NEAREST = 3;

    private final List<Rule> rules;

    private record Rule(boolean chooses, Pattern pattern) {}

    private LayerPatterns(List<Rule> rules) {
        this.rules = rules;
    }

    /** @param place what the patterns are for, as refusals name it */
    public static LayerPatterns of(String place, List<String> patterns, Model model) {
        Model flat = model.flattened(); // plans know the layers inside nested models
        List<String> names = flat.nodes().stream().map(flat::name).distinct().toList();
        List<Rule> rules = new ArrayList<>();
        for (String pattern : patterns) {
            boolean chooses = !pattern.startsWith("!");
            String glob = chooses ? pattern : pattern.substring(1);
            Rule rule = new Rule(chooses, compile(glob));
            if (names.stream().noneMatch(name -> rule.pattern.matcher(name).matches())) {
                throw new IllegalArgumentException("%s: no layer of %s fits \"%s\"; the nearest are %s"
                        .formatted(place, model.name(), pattern, nearest(glob, names)));
            }
            rules.add(rule);
        }
        return new LayerPatterns(rules);
    }

    /** True if the last pattern that fits the name chooses it. */
    @Override
    public boolean test(String layer) {
        boolean chosen = false;
        for (Rule rule : rules) {
            if (rule.chooses != chosen && rule.pattern.matcher(layer).matches()) {
                chosen = rule.chooses;
            }
        }
        return chosen;
    }

    private static Pattern compile(String glob) {
        return Pattern.compile(glob.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining()));
    }

    private static String nearest(String glob, List<String> names) {
        String wanted = glob.replaceAll("[*?]", "");
        return names.stream()
                .sorted(Comparator.comparingInt(name -> distance(wanted, name)))
                .limit(NEAREST)
                .collect(Collectors.joining(", "));
    }

    /** Letters to add, drop or change to come from one text to the other (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
