package org.inception4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.formats.WeightsException;
import org.inception4j.tensor.Weights;

/**
 * What of a file goes into a model by the names of the layers, and what does not.
 *
 * @param place what messages call the file
 * @param model the model's name
 * @param weights of those layers that fit
 * @param used layers whose weights went into the model
 * @param missing layers of the model that the file does not have
 * @param wrong what is wrong with each layer that is in both and does not fit
 * @param leftOver layers of the file with weights that the model does not have
 */
public record H5Match(
        String place,
        String model,
        Weights weights,
        List<String> used,
        List<String> missing,
        List<String> wrong,
        List<String> leftOver) {
    private static final int SHOWN = 5;

    public H5Match {
        used = List.copyOf(used);
        missing = List.copyOf(missing);
        wrong = List.copyOf(wrong);
        leftOver = List.copyOf(leftOver);
    }

    /** True if every layer of the model has its weights. */
    public boolean isComplete() {
        return missing.isEmpty() && wrong.isEmpty();
    }

    Weights weightsOrRefusal() throws WeightsException {
        if (isComplete()) {
            return weights;
        }
        List<String> problems = Stream.concat(wrong.stream(), missing.stream().map("layer %s is missing"::formatted))
                .toList();
        throw new WeightsException(
                place,
                "%d layers do not fit %s: %s".formatted(problems.size(), model, shortened(problems)),
                "build the network that the file was saved from, or load by order if only names differ");
    }

    private static String shortened(List<String> problems) {
        List<String> shown = new ArrayList<>(problems.subList(0, Math.min(SHOWN, problems.size())));
        return String.join(", ", shown)
                + (problems.size() <= SHOWN ? "" : " and " + (problems.size() - SHOWN) + " more");
    }
}
