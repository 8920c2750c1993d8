package org.inception4j.training.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds the classes of labelled pictures among those of a classifier. */
final class ClassMapping {
    private static final int MAX_NAMES = 10;

    private final List<String> known;
    private final Map<String, List<Integer>> indices = new HashMap<>();

    private ClassMapping(List<String> known) {
        this.known = known;
        for (int i = 0; i < known.size(); i++) {
            indices.computeIfAbsent(known.get(i), _ -> new ArrayList<>()).add(i);
        }
    }

    /**
     * The classifier's index of each label. Labels are names; where none of them is one, and all are whole numbers, they are
     * indices.
     */
    static int[] of(List<String> labels, List<String> known) {
        if (labels.equals(known)) {
            return IntStream.range(0, known.size()).toArray();
        }
        return new ClassMapping(known).find(labels);
    }

    private int[] find(List<String> labels) {
        boolean numbers = labels.stream().noneMatch(indices::containsKey)
                && labels.stream().allMatch(this::isIndex);
        if (numbers) {
            return labels.stream().mapToInt(Integer::parseInt).toArray();
        }
        checkKnown(labels);
        return labels.stream().mapToInt(this::onlyIndex).toArray();
    }

    private boolean isIndex(String label) {
        return label.matches("\\d{1,9}") && Integer.parseInt(label) < known.size();
    }

    private void checkKnown(List<String> labels) {
        List<String> unknown =
                labels.stream().filter(label -> !indices.containsKey(label)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "labels: the classifier does not know %d of %d classes: %s; it knows %s; name the classes as it does"
                            .formatted(unknown.size(), labels.size(), some(unknown), some(known)));
        }
    }

    private int onlyIndex(String label) {
        List<Integer> found = indices.get(label);
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "labels: the classifier has %d classes named \"%s\" (%s); label the pictures by index"
                            .formatted(found.size(), label, some(found)));
        }
        return found.getFirst();
    }

    private static String some(List<?> values) {
        List<String> shown =
                values.stream().limit(MAX_NAMES).map(String::valueOf).toList();
        String text = String.join(", ", shown);
        return values.size() > MAX_NAMES ? "%s and %d more".formatted(text, values.size() - MAX_NAMES) : text;
    }
}
