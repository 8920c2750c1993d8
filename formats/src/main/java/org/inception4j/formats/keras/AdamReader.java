package org.inception4j.formats.keras;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * Adam's state from an optimizer's variables, which have no names that mean something: the count of steps, from TensorFlow 2.11 on
 * the learning rate, then two for each weight that learns, in pairs from 2.11 on and before that all first ones in front.
 */
final class AdamReader {
    private static final Shape ONE = Shape.of(1);

    private final String place;
    private final List<H5Weight> variables;
    private final Map<String, String> storedNames;

    /**
     * @param variables in the order in which the optimizer lists them
     * @param storedNames the file's names of the model's weights, where it has names
     */
    AdamReader(String place, List<H5Weight> variables, Map<String, String> storedNames) {
        this.place = place;
        this.variables = variables;
        this.storedNames = storedNames;
    }

    /**
     * The learning rate of Adam, if the JSON that Keras keeps about training says that it was Adam.
     *
     * @param field of the JSON, and those within it, to the optimizer
     */
    static Optional<Double> learningRate(String json, String place, String... field) throws IOException {
        JsonValue optimizer = JsonValue.parse(json, place);
        for (String name : field) {
            if (!optimizer.isObject() || !optimizer.has(name)) {
                return Optional.empty();
            }
            optimizer = optimizer.field(name);
        }
        if (!optimizer.isObject() || !optimizer.field("class_name").string().equals("Adam")) {
            return Optional.empty();
        }
        Optional<JsonValue> rate = new LayerFields(optimizer.field("config")).find("learning_rate", "lr");
        return Optional.of(
                rate.filter(JsonValue::isNumber).isPresent() ? rate.get().float64() : 0);
    }

    Optional<AdamState> state(Model model, double learningRate) throws WeightsException {
        List<WeightSpec> learning = learning(model);
        boolean paired = variables.size() > 1 && isScalar(variables.get(1));
        int first = paired ? 2 : 1;
        if (variables.size() < first + 2 * learning.size() || !isScalar(variables.getFirst())) {
            return Optional.empty();
        }
        for (List<WeightSpec> order : orders(learning)) {
            Slots slots = new Slots(first, order, paired);
            if (slots.fit()) {
                double rate = paired ? number(variables.get(1)) : learningRate;
                return Optional.of(
                        new AdamState((long) number(variables.getFirst()), rate, slots.read(0), slots.read(1)));
            }
        }
        return Optional.empty();
    }

    private static List<WeightSpec> learning(Model model) {
        return ModelLayer.of(model).stream()
                .flatMap(layer -> layer.weights().stream())
                .filter(WeightSpec::trainable)
                .toList();
    }

    /** Before Keras 2.1, variables were sorted by name; where the file has names and that order fits, it is taken. */
    private List<List<WeightSpec>> orders(List<WeightSpec> learning) {
        if (!learning.stream().allMatch(spec -> storedNames.containsKey(spec.name()))) {
            return List.of(learning);
        }
        List<WeightSpec> sorted = new ArrayList<>(learning);
        sorted.sort(Comparator.comparing(spec -> storedNames.get(spec.name())));
        return List.of(sorted, learning);
    }

    private double number(H5Weight scalar) throws WeightsException {
        return scalar.readAny(ONE, place).get(0);
    }

    private static boolean isScalar(H5Weight variable) {
        return variable.sizes().isEmpty();
    }

    /** Two variables for each weight. */
    private final class Slots {
        private final int first;
        private final List<WeightSpec> order;
        private final boolean paired;

        Slots(int first, List<WeightSpec> order, boolean paired) {
            this.first = first;
            this.order = order;
            this.paired = paired;
        }

        private H5Weight variable(int weight, int slot) {
            return variables.get(first + (paired ? 2 * weight + slot : slot * order.size() + weight));
        }

        boolean fit() {
            return IntStream.range(0, order.size())
                    .allMatch(i -> variable(i, 0).fits(order.get(i).shape())
                            && variable(i, 1).fits(order.get(i).shape()));
        }

        Weights read(int slot) throws WeightsException {
            Map<String, Tensor> read = new LinkedHashMap<>();
            for (int i = 0; i < order.size(); i++) {
                WeightSpec spec = order.get(i);
                read.put(spec.name(), variable(i, slot).read(spec.shape(), place));
            }
            return Weights.of(read);
        }
    }
}
