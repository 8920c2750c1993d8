package org.inception4j.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names by the rules of Keras 2: snake case, counted per class in the order of making; inputs count from 1, the rest start bare. */
final class Names {
    private static final int SHOWN = 5;

    private Names() {}

    /** {@code Conv2D} → {@code conv2d}, {@code MaxPooling2D} → {@code max_pooling2d}. */
    static String snakeCase(Layer layer) {
        return layer.getClass()
                .getSimpleName()
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    static Map<LayerInstance, String> of(List<Node> nodes) {
        List<LayerInstance> instances = nodes.stream()
                .map(Node::instance)
                .distinct()
                .sorted(Comparator.comparingLong(LayerInstance::order))
                .toList();
        Set<String> taken = given(instances);
        Map<String, Integer> count = new HashMap<>();
        Map<LayerInstance, String> names = new IdentityHashMap<>();
        for (LayerInstance instance : instances) {
            names.put(instance, instance.name().orElseGet(() -> next(instance.layer(), count, taken)));
        }
        return names;
    }

    private static Set<String> given(List<LayerInstance> instances) {
        Set<String> taken = new HashSet<>();
        for (LayerInstance instance : instances) {
            instance.name().ifPresent(name -> {
                if (!taken.add(name)) {
                    throw new IllegalArgumentException(
                            "%s: two layers have this name; give each its own, or use one instance twice to share weights"
                                    .formatted(name));
                }
            });
        }
        return taken;
    }

    private static String next(Layer layer, Map<String, Integer> count, Set<String> taken) {
        String base = snakeCase(layer);
        String name;
        do {
            int number = count.merge(base, 1, Integer::sum);
            name = layer instanceof Input ? base + "_" + number : number == 1 ? base : base + "_" + (number - 1);
        } while (!taken.add(name));
        return name;
    }

    /** The first few of many names, for a message. */
    static String shortened(Collection<String> names) {
        String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() <= SHOWN ? first : "%s and %d more".formatted(first, names.size() - SHOWN);
    }
}
