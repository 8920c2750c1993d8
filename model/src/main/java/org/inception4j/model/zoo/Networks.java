package org.inception4j.model.zoo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** All networks of the zoo, by name. */
public final class Networks {
    private static final List<Network> ALL = List.of(GoogLeNet.PAPER, GoogLeNet.BATCH_NORMALISED);

    /** A family's bare name means its first variant: {@code googlenet} is {@code googlenet:paper}. */
    private static final Map<String, Network> BY_NAME = byName();

    private Networks() {}

    public static List<Network> all() {
        return ALL;
    }

    /** The network of this name; a family's bare name gives its first variant. Unknown names are refused. */
    public static Network named(String name) {
        Network network = BY_NAME.get(name);
        if (network == null) {
            throw new IllegalArgumentException("%s: is not among the networks %s; %s"
                    .formatted(name, ALL.stream().map(Network::name).collect(Collectors.joining(", ")), advice(name)));
        }
        return network;
    }

    private static Map<String, Network> byName() {
        Map<String, Network> names = new LinkedHashMap<>();
        for (Network network : ALL) {
            names.put(network.name(), network);
            names.putIfAbsent(network.name().replaceFirst(":.*", ""), network);
        }
        return Map.copyOf(names);
    }

    /** A third of the letters may be wrong before a name is no longer taken for a slip of another. */
    private static String advice(String name) {
        String nearest = BY_NAME.keySet().stream()
                .min(Comparator.<String>comparingInt(known -> distance(name, known))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        return distance(name, nearest) * 3 <= nearest.length()
                ? "did you mean %s?".formatted(nearest)
                : "choose one of them";
    }

    /** How many letters must be put in, left out or changed (Levenshtein 1966), upper and lower case alike. */
    private static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        List<Integer> row = new ArrayList<>();
        for (int i = 0; i <= to.length(); i++) {
            row.add(i);
        }
        for (int i = 1; i <= from.length(); i++) {
            row = nextRow(row, from.charAt(i - 1), to);
        }
        return row.getLast();
    }

    private static List<Integer> nextRow(List<Integer> above, char letter, String to) {
        List<Integer> row = new ArrayList<>();
        row.add(above.getFirst() + 1);
        for (int i = 1; i <= to.length(); i++) {
            int changed = above.get(i - 1) + (letter == to.charAt(i - 1) ? 0 : 1);
            row.add(Math.min(changed, Math.min(above.get(i), row.get(i - 1)) + 1));
        }
        return row;
    }
}
