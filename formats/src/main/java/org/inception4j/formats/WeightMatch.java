package org.inception4j.formats;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inception4j.tensor.Weights;

/**
 * What of a file goes into a model and what does not.
 *
 * @param place what messages call the file
 * @param model the model's name
 * @param weights that fit, by the model's names
 * @param used what of the file went into the model, by the file's names
 * @param missing what the model needs and the file does not have
 * @param wrong what is in both and does not fit
 * @param leftOver what of the file the model does not have, by the file's names
 */
public record WeightMatch(
        String place,
        String model,
        Weights weights,
        List<String> used,
        List<Missing> missing,
        List<Wrong> wrong,
        List<String> leftOver) {
    private static final int SHOWN = 5;

    public WeightMatch {
        used = List.copyOf(used);
        missing = List.copyOf(missing);
        wrong = List.copyOf(wrong);
        leftOver = List.copyOf(leftOver);
    }

    /**
     * What the file does not have.
     *
     * @param what a layer or a tensor, as the file's format would call it: {@code layer conv1}, {@code tensor fc.weight}
     * @param nearest the most similar name in the file; empty if none is similar or very many are missing
     */
    public record Missing(String what, String nearest) {
        @Override
        public String toString() {
            return nearest.isEmpty()
                    ? "%s is missing".formatted(what)
                    : "%s is missing (the nearest name is %s)".formatted(what, nearest);
        }
    }

    /** What does not fit, and why: {@code tensor fc.weight has the shape (1000, 1024) and the model needs (10, 1024)}. */
    public record Wrong(String what, String problem) {
        @Override
        public String toString() {
            return what + problem;
        }
    }

    /** True if the model has all its weights. */
    public boolean isComplete() {
        return missing.isEmpty() && wrong.isEmpty();
    }

    /**
     * All weights of the model.
     *
     * @throws WeightsException that lists the first few of what is missing or does not fit
     */
    public Weights complete() throws WeightsException {
        if (isComplete()) {
            return weights;
        }
        throw new WeightsException(
                place,
                "does not fit %s: %s".formatted(model, problems(SHOWN)),
                "build the network that the file was saved from");
    }

    /** What does not fit and what is missing, the first few of it, for a sentence; empty if the match is complete. */
    public String problems(int most) {
        List<String> problems = Stream.concat(wrong.stream(), missing.stream())
                .map(Object::toString)
                .toList();
        String shown = problems.stream().limit(most).collect(Collectors.joining(", "));
        return problems.size() <= most ? shown : "%s and %d more".formatted(shown, problems.size() - most);
    }
}
