package org.inception4j.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names by the rules of Keras: snake case, counted per class by a {@link NameScope} in the order of making. */
final class Names {
    private static final int SHOWN = 5;

    private Names() {}

    /** {@code Conv2D} → {@code conv2d}, {@code MaxPooling2D} → {@code max_pooling2d}. */
    static String snakeCase(Layer layer) {
        return snakeCase(layer.getClass().getSimpleName());
    }

    static String snakeCase(String className) {
        return className
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /** What an automatic name begins with; a nested model has a name of its own, as in Keras. */
    static String base(Layer layer) {
        return layer instanceof NestedModel nested ? nested.base() : snakeCase(layer);
    }

    /** @param sequential whether the first node is the input that a {@code Sequential} makes for itself */
    static Map<LayerInstance, String> of(List<Node> nodes, NameScope scope, boolean sequential) {
        List<LayerInstance> instances = nodes.stream()
                .map(Node::instance)
                .distinct()
                .sorted((one, other) -> Long.compare(one.order(), other.order()))
                .toList();
        Set<String> taken = given(instances);
        Map<LayerInstance, String> names = new IdentityHashMap<>();
        boolean hidden = sequential && !scope.inputsOfSequentialCount();
        for (LayerInstance instance : instances) {
            if (!(hidden && instance.layer() instanceof Input)) {
                names.put(instance, instance.name().orElseGet(() -> scope.next(instance.layer(), taken)));
            }
        }
        if (hidden) {
            nameInput(nodes, names, taken);
        }
        return names;
    }

    /** Keras 2 names the input of a {@code Sequential} after the first layer. */
    private static void nameInput(List<Node> nodes, Map<LayerInstance, String> names, Set<String> taken) {
        LayerInstance input = nodes.getFirst().instance();
        String name = (nodes.size() == 1 ? "sequential" : names.get(nodes.get(1).instance())) + "_input";
        while (input.name().isEmpty() && !taken.add(name)) {
            name += "_1";
        }
        names.put(input, input.name().orElse(name));
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

    /** The first few of many names, for a message. */
    static String shortened(Collection<String> names) {
        String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() <= SHOWN ? first : "%s and %d more".formatted(first, names.size() - SHOWN);
    }
}
