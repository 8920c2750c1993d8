package org.inception4j.formats.keras;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Input;
import org.inception4j.model.Normalization;
import org.inception4j.model.Reshape;
import org.inception4j.model.Shape;

/** Layers that need to know more than their configuration: sizes left open, numbers kept as weights. */
final class Shapes {
    private Shapes() {}

    /** The shape of one example that a layer's configuration says comes in; older versions have it in the first layer of all. */
    static Optional<Input> input(JsonValue layer, Optional<Shape> open) throws FormatException {
        LayerFields fields = new LayerFields(layer.field("config"));
        Optional<JsonValue> shape = fields.find("batch_input_shape", "batch_shape", "build_input_shape");
        return shape.isPresent() ? Optional.of(input(shape.get(), NodeReader.name(layer), open)) : Optional.empty();
    }

    private static Input input(JsonValue shape, String name, Optional<Shape> open) throws FormatException {
        List<JsonValue> sizes = shape.elements();
        List<Integer> example = new ArrayList<>();
        for (int i = 1; i < sizes.size(); i++) {
            boolean given = open.isPresent() && open.get().rank() == sizes.size() - 1;
            if (!sizes.get(i).isNull()) {
                example.add(sizes.get(i).int32());
            } else if (given) {
                example.add(open.get().size(i - 1));
            } else {
                throw shape.refused(
                        "leaves sizes of %s open".formatted(name), "ask for the model with the shape that comes in");
            }
        }
        try {
            return new Input(new Shape(example));
        } catch (IllegalArgumentException refused) {
            throw new FormatException(shape.place(), refused);
        }
    }

    /** A size of -1 is what is left over. */
    static Reshape reshape(LayerFields fields, List<Shape> inputs) throws FormatException {
        JsonValue target = fields.find("target_shape")
                .orElseThrow(() -> fields.json().refused("has no target_shape", "save the model again"));
        List<Integer> sizes = new ArrayList<>();
        long known = 1;
        for (JsonValue size : target.elements()) {
            sizes.add(size.int32());
            known *= Math.max(1, size.int32());
        }
        long all = inputs.isEmpty() ? known : inputs.getFirst().elements();
        long rest = all / Math.max(1, known);
        sizes.replaceAll(size -> size == -1 ? (int) Math.min(rest, Integer.MAX_VALUE) : size);
        return new Reshape(new Shape(sizes));
    }

    static Normalization normalization(LayerFields fields, int rank, LayerConfig layer) throws IOException {
        fields.checkLastAxis(rank, "axis");
        if (fields.flagOr(false, "invert")) {
            throw fields.json().refused("is inverted", "only Normalization that is not is known");
        }
        Optional<JsonValue> mean = fields.find("mean");
        Optional<JsonValue> variance = fields.find("variance");
        if (mean.isPresent() && variance.isPresent()) {
            return new Normalization(numbers(mean.get()), numbers(variance.get()));
        }
        String name = NodeReader.name(layer.json());
        List<float[]> kept = layer.beside().weights(layer.path(), name).orElse(List.of());
        if (kept.size() < 2) {
            throw fields.json()
                    .refused(
                            "%s has no mean and variance".formatted(name), "adapt it to data and save the model again");
        }
        return new Normalization(boxed(kept.get(0)), boxed(kept.get(1)));
    }

    /** Lists in lists, as numpy's arrays are written; one number is one channel. */
    private static List<Float> numbers(JsonValue value) throws FormatException {
        if (!value.isList()) {
            return List.of(value.float32());
        }
        List<Float> numbers = new ArrayList<>();
        for (JsonValue element : value.elements()) {
            numbers.addAll(numbers(element));
        }
        return numbers;
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>();
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
