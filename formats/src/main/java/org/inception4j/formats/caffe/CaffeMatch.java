package org.inception4j.formats.caffe;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.formats.WeightsException;
import org.inception4j.tensor.Weights;

/**
 * What of a Caffe file goes into a model and what does not.
 *
 * @param place what messages call the file
 * @param model the model's name
 * @param weights of those layers that fit
 * @param used layers of the file whose weights went into the model
 * @param missing layers of the model that the file does not have
 * @param wrong layers that are in both and do not fit, each with what is wrong
 * @param leftOver layers of the file with weights that the model does not have
 */
public record CaffeMatch(
        String place,
        String model,
        Weights weights,
        List<String> used,
        List<Missing> missing,
        List<Wrong> wrong,
        List<String> leftOver) {
    private static final int SHOWN = 5;

    public CaffeMatch {
        used = List.copyOf(used);
        missing = List.copyOf(missing);
        wrong = List.copyOf(wrong);
        leftOver = List.copyOf(leftOver);
    }

    /**
     * A layer of the model that the file does not have.
     *
     * @param nearest the most similar name in the file; empty if none is similar
     */
    public record Missing(String layer, String nearest) {
        @Override
        public String toString() {
            return nearest.isEmpty()
                    ? "layer %s is missing".formatted(layer)
                    : "layer %s is missing (the nearest name is %s)".formatted(layer, nearest);
        }
    }

    /** A layer that does not fit: {@code layer conv1, blob 0: has the shape (64, 3, 7, 7) and the model needs (64, 1, 7, 7)}. */
    public record Wrong(String layer, String problem) {
        @Override
        public String toString() {
            return "layer %s%s".formatted(layer, problem);
        }
    }

    /** True if every layer of the model has its weights. */
    public boolean isComplete() {
        return missing.isEmpty() && wrong.isEmpty();
    }

    Weights weightsOrRefusal() throws WeightsException {
        if (isComplete()) {
            return weights;
        }
        List<String> problems = new ArrayList<>();
        wrong.forEach(one -> problems.add(one.toString()));
        missing.forEach(one -> problems.add(one.toString()));
        throw new WeightsException(
                place,
                "%d layers do not fit %s: %s".formatted(problems.size(), model, shortened(problems)),
                "build the network that the file was trained as");
    }

    private static String shortened(List<String> problems) {
        String shown = String.join(", ", problems.subList(0, Math.min(SHOWN, problems.size())));
        return problems.size() <= SHOWN ? shown : shown + " and " + (problems.size() - SHOWN) + " more";
    }
}
