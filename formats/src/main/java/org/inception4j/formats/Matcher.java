package org.inception4j.formats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.formats.WeightMatch.Missing;
import org.inception4j.formats.WeightMatch.Wrong;
import org.inception4j.model.Model;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.spelling.Spelling;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** Gathers what a format finds for a model, weight by weight, into a {@link WeightMatch}. */
public final class Matcher {
    /** Similar names are looked for only so often and among so many: a file of another network would take long. */
    private static final int MOST_COMPARED = 50;

    private static final int MOST_NAMES = 10_000;

    private final String place;
    private final Model model;
    private final Collection<String> stored;
    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<Wrong> wrong = new ArrayList<>();

    /** @param stored all names of the file that could be used, in its order */
    public Matcher(String place, Model model, Collection<String> stored) {
        this.place = place;
        this.model = model;
        this.stored = stored;
    }

    /** Something of the file serves the model; to be said even if it turns out to be wrong. */
    public void use(String storedName) {
        used.add(storedName);
    }

    /** A weight in this library's order of axes; one of another shape is noted as wrong. */
    public void put(String what, WeightSpec spec, Tensor tensor) {
        if (tensor.shape().equals(spec.shape())) {
            weights.put(spec.name(), tensor);
        } else {
            wrong(what, " has the shape %s and the model needs %s".formatted(tensor.shape(), spec.shape()));
        }
    }

    /**
     * @param kind {@code layer} or {@code tensor}
     * @param name by the file's naming
     */
    public void missing(String kind, String name) {
        missing.add(new Missing(kind + " " + name, nearest(name)));
    }

    private String nearest(String name) {
        if (missing.size() >= MOST_COMPARED) {
            return "";
        }
        return Spelling.nearest(name, stored.stream().limit(MOST_NAMES).toList())
                .orElse("");
    }

    /** @param problem the rest of a sentence that begins with {@code what} */
    public void wrong(String what, String problem) {
        wrong.add(new Wrong(what, problem));
    }

    public WeightMatch match() {
        List<String> leftOver =
                stored.stream().filter(name -> !used.contains(name)).toList();
        return new WeightMatch(place, model.name(), Weights.of(weights), List.copyOf(used), missing, wrong, leftOver);
    }
}
