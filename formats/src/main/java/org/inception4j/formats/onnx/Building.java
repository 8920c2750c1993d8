package org.inception4j.formats.onnx;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.model.Layer;
import org.inception4j.model.Node;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** The layers and weights that a foreign graph gives, each under a name of its own. */
final class Building {
    /** What reading may take beyond the file's own bytes: a weight that many operators share is read for each. */
    private static final long FREE_BYTES = 64L << 20;

    private static final int COPIES = 16;

    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> numbered = new HashMap<>();
    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private final TensorNumbers numbers;
    private long room;

    /** @param fileBytes how much the file has */
    Building(TensorNumbers numbers, long fileBytes) {
        this.numbers = numbers;
        this.room = FREE_BYTES + COPIES * fileBytes;
    }

    /** This name, or with a number where a layer has it already. */
    String unique(String wanted) {
        String base = wanted.isBlank() ? "layer" : wanted;
        String name = base;
        while (!names.add(name)) {
            name = base + "_" + numbered.merge(base, 1, Integer::sum);
        }
        return name;
    }

    Node add(Layer layer, String wanted, Node... inputs) {
        return layer.named(unique(wanted)).on(inputs);
    }

    /** A layer in the place of one of this name that nothing else uses. */
    static Node replace(Layer layer, String name, List<Node> inputs) {
        return layer.named(name).on(inputs.toArray(Node[]::new));
    }

    void weight(String layer, String kind, Tensor tensor) {
        weights.put(layer + "/" + kind, tensor);
    }

    Tensor read(GraphTensor tensor) throws IOException {
        Tensor read = numbers.read(tensor);
        room -= read.data().byteSize();
        if (room < 0) {
            throw new IllegalArgumentException(
                    "the weights of all layers together are more than %d times the file".formatted(COPIES));
        }
        return read;
    }

    Weights weights() {
        return Weights.of(weights);
    }

    /**
     * The layer's name: that of the weight by PyTorch's rules, {@code a.b.conv.weight}; else the operator's, {@code /a/b/conv/Conv},
     * without its type; else that of what it gives.
     */
    static String name(Operator operator, String weight) {
        String suffix = ".weight";
        if (weight.endsWith(suffix) && weight.length() > suffix.length() && !weight.contains("::")) {
            return weight.substring(0, weight.length() - suffix.length()).replace('.', '/');
        }
        String name = name(operator);
        String end = "/" + operator.type();
        return name.endsWith(end) && name.length() > end.length()
                ? name.substring(0, name.length() - end.length())
                : name;
    }

    static String name(Operator operator) {
        String given = operator.name().isBlank() ? operator.outputs().getFirst() : operator.name();
        return given.startsWith("/") ? given.substring(1) : given;
    }
}
