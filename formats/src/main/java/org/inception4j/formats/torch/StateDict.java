package org.inception4j.formats.torch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.inception4j.formats.FormatException;

/**
 * The tensors of what was saved, found where trainers put them.
 *
 * @param tensors by their names in the file
 * @param prefix that all names have and no network's source has: {@code module.} of DataParallel
 * @param metadata what else the file says, as text
 */
record StateDict(Map<String, StoredTensor> tensors, String prefix, Map<String, String> metadata) {
    /** What trainers call the state dict inside of a checkpoint; the first that is there is taken. */
    private static final List<String> KEYS =
            List.of("state_dict", "model_state_dict", "model", "net", "network", "state_dict_ema", "model_ema");

    /** What wrappers put in front of every name: DataParallel, torch.compile. */
    private static final List<String> PREFIXES = List.of("module.", "_orig_mod.");

    private static final int DEEPEST = 3;
    private static final int LONGEST_METADATA = 200;
    private static final int LONGEST_NAME = 500;

    static StateDict of(Object root, String place) throws FormatException {
        if (!(root instanceof Dict dict)) {
            throw new FormatException(place, "holds %s and no dict of tensors".formatted(kind(root)), Allowed.REMEDY);
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        Dict found = dict;
        for (int depth = 0; depth < DEEPEST && tensors(found).isEmpty(); depth++) {
            Optional<String> key = key(found);
            note(found, key, metadata);
            if (key.isEmpty()) {
                throw new FormatException(place, "holds no tensors, but %s".formatted(names(found)), Allowed.REMEDY);
            }
            metadata.merge("state dict", key.get(), "%s, %s"::formatted);
            found = (Dict) found.items().get(key.get());
        }
        return of(tensors(found), metadata, place);
    }

    private static StateDict of(Map<String, StoredTensor> tensors, Map<String, String> metadata, String place)
            throws FormatException {
        if (tensors.keySet().stream().anyMatch(name -> name.length() > LONGEST_NAME)) {
            throw new FormatException(
                    place, "has a name of more than %d letters".formatted(LONGEST_NAME), Allowed.REMEDY);
        }
        String prefix = prefix(tensors.keySet());
        if (!prefix.isEmpty()) {
            metadata.put("prefix", prefix);
        }
        return new StateDict(Collections.unmodifiableMap(tensors), prefix, Collections.unmodifiableMap(metadata));
    }

    private static Optional<String> key(Dict dict) {
        return KEYS.stream()
                .filter(key -> dict.items().get(key) instanceof Dict inner
                        && (!tensors(inner).isEmpty() || key(inner, KEYS)))
                .findFirst();
    }

    private static boolean key(Dict dict, List<String> keys) {
        return keys.stream().anyMatch(key -> dict.items().get(key) instanceof Dict);
    }

    /** The numbers and texts beside the state dict, and what else there is. */
    private static void note(Dict dict, Optional<String> taken, Map<String, String> metadata) {
        dict.items().forEach((key, value) -> {
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                metadata.put(shortened(key), shortened(value));
            } else if (value instanceof Dict && !taken.equals(Optional.of(key))) {
                metadata.put(shortened(key), "not read");
            }
        });
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST_METADATA ? text : text.substring(0, LONGEST_METADATA) + "…";
    }

    private static Map<String, StoredTensor> tensors(Dict dict) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        dict.items().forEach((key, value) -> {
            if (key instanceof String name && value instanceof StoredTensor tensor) {
                tensors.put(name, tensor);
            }
        });
        return tensors;
    }

    static String prefix(Set<String> tensors) {
        String prefix = "";
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            prefix += next.get();
            String sofar = prefix;
            next = PREFIXES.stream()
                    .filter(one ->
                            !tensors.isEmpty() && tensors.stream().allMatch(name -> name.startsWith(sofar + one)))
                    .findFirst();
        }
        return prefix;
    }

    private static String names(Dict dict) {
        return dict.items().isEmpty()
                ? "an empty dict"
                : dict.items().keySet().stream()
                        .limit(5)
                        .map(StateDict::shortened)
                        .collect(Collectors.joining(", "));
    }

    private static String kind(Object root) {
        return switch (root) {
            case null -> "None";
            case StoredTensor _ -> "a single tensor";
            case List<?> _ -> "a list";
            case Pickle.Tuple _ -> "a tuple";
            case String _ -> "a text";
            case Number _ -> "a number";
            case Boolean _ -> "a truth value";
            default -> "a %s".formatted(root.getClass().getSimpleName());
        };
    }
}
