package org.inception4j.formats.tensorflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inception4j.model.WeightSpec;

/** Which of a file's names is which weight's, whatever scope the whole network was put into. */
final class StoredNames {
    private static final String AVERAGE = "/ExponentialMovingAverage";

    /** What TF-slim, Keras and the graph of 2015 call them. */
    private static final Map<String, List<String>> KINDS = Map.of(
            "kernel", List.of("weights", "kernel", "conv2d_params"),
            "bias", List.of("biases", "bias"),
            "depthwise_kernel", List.of("depthwise_weights", "depthwise_kernel"),
            "pointwise_kernel", List.of("pointwise_weights", "pointwise_kernel"));

    private final Map<String, String> names;
    private final LayerScopes scopes;
    private final String prefix;
    private final long found;

    private StoredNames(Map<String, String> names, LayerScopes scopes, String prefix, long found) {
        this.names = names;
        this.scopes = scopes;
        this.prefix = prefix;
        this.found = found;
    }

    /** @param averages whether {@code x/ExponentialMovingAverage} stands for {@code x} */
    static StoredNames of(
            List<String> names, boolean averages, Map<String, List<WeightSpec>> layers, LayerScopes scopes) {
        Map<String, String> byName = new LinkedHashMap<>();
        names.forEach(name -> byName.put(name, name));
        if (averages) {
            names.stream()
                    .filter(name -> name.endsWith(AVERAGE))
                    .forEach(name -> byName.put(name.substring(0, name.length() - AVERAGE.length()), name));
        }
        Set<String> wanted = new HashSet<>();
        layers.forEach((layer, specs) -> specs.forEach(spec -> wanted.addAll(
                candidates(scopes.of(layer), spec.name().substring(spec.name().lastIndexOf('/') + 1)))));
        Map<String, Long> prefixes = prefixes(byName.keySet(), wanted);
        Optional<Map.Entry<String, Long>> most = prefixes.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey().length(), Comparator.reverseOrder()));
        return new StoredNames(
                byName,
                scopes,
                most.map(Map.Entry::getKey).orElse(""),
                most.map(Map.Entry::getValue).orElse(0L));
    }

    /** How many of the names are weights of the model. */
    long found() {
        return found;
    }

    /** The name in the file of a layer's weight. */
    Optional<String> name(String layer, String kind) {
        return candidates(scopes.of(layer), kind).stream()
                .map(name -> names.get(prefix + name))
                .filter(name -> name != null)
                .findFirst();
    }

    /** How a weight that is not there would be called here. */
    String expected(String layer, String kind) {
        List<String> kinds = KINDS.getOrDefault(kind, List.of(kind));
        String usual = kinds.stream().filter(this::has).findFirst().orElse(kinds.getFirst());
        return prefix + scopes.of(layer).getFirst() + "/" + usual;
    }

    /** Whether the file has any weight of this kind. */
    boolean has(String kind) {
        return names.keySet().stream().anyMatch(name -> name.startsWith(prefix) && name.endsWith("/" + kind));
    }

    private static List<String> candidates(List<String> scopes, String kind) {
        List<String> candidates = new ArrayList<>();
        for (String scope : scopes) {
            for (String name : KINDS.getOrDefault(kind, List.of(kind))) {
                candidates.add(scope + "/" + name);
            }
        }
        return candidates;
    }

    /** What stands before wanted names, with how often it does. */
    private static Map<String, Long> prefixes(Collection<String> names, Set<String> wanted) {
        int longest = wanted.stream().mapToInt(String::length).max().orElse(0);
        Map<String, Long> prefixes = new HashMap<>();
        for (String name : names) {
            int tooLong = name.length() - longest;
            for (int at = tooLong > 0 ? next(name, tooLong - 1) : 0; at >= 0; at = next(name, at)) {
                if (wanted.contains(name.substring(at))) {
                    prefixes.merge(name.substring(0, at), 1L, Long::sum);
                }
            }
        }
        return prefixes;
    }

    /** Behind the next slash; -1 if there is none. */
    private static int next(String name, int at) {
        int slash = name.indexOf('/', at);
        return slash < 0 ? -1 : slash + 1;
    }
}
