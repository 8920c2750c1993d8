package org.inception4j.formats.onnx;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.formats.json.ModelJson;
import org.inception4j.formats.json.RecordJson;
import org.inception4j.model.Model;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * Graphs that {@link OnnxWriter} wrote. The model in their metadata is not taken on trust: it is translated again, and only if that
 * gives the very graph of the file, operator by operator, is it the file's model.
 */
final class OwnGraph {
    private final String place;
    private final OnnxModel file;
    private final TensorNumbers numbers;

    OwnGraph(String place, OnnxModel file, TensorNumbers numbers) {
        this.place = place;
        this.file = file;
        this.numbers = numbers;
    }

    /** Empty for files of others, and for those that were changed since. */
    Optional<Imported> imported(long room) throws IOException {
        String json = file.metadata().get(OnnxWriter.MODEL);
        String options = file.metadata().get(OnnxWriter.OPTIONS);
        if (json == null || options == null) {
            return Optional.empty();
        }
        Model model = ModelJson.read(json, place + ": " + OnnxWriter.MODEL);
        if (!hasWeights(model)) {
            return Optional.empty();
        }
        Graph graph;
        try {
            graph = GraphWriter.of(model, options(options), room);
        } catch (IllegalArgumentException | ArithmeticException | IllegalStateException _) {
            return Optional.empty();
        }
        return same(graph) ? Optional.of(new Imported(model, weights(model))) : Optional.empty();
    }

    /** So that no size in the model is larger than the file has numbers for. */
    private boolean hasWeights(Model model) {
        for (WeightSpec spec : model.weights().values()) {
            GraphTensor tensor = file.graph().tensors().get(spec.name());
            if (tensor == null || !tensor.sizes().equals(sizes(spec))) {
                return false;
            }
        }
        return true;
    }

    private static List<Long> sizes(WeightSpec spec) {
        return WeightOrder.sizes(spec.name(), spec.shape());
    }

    private boolean same(Graph graph) {
        Graph found = file.graph();
        return graph.name().equals(found.name())
                && graph.operators().equals(found.operators())
                && graph.inputs().equals(found.inputs())
                && graph.outputs().equals(found.outputs())
                && graph.tensors().keySet().equals(found.tensors().keySet())
                && graph.tensors().values().stream()
                        .allMatch(tensor -> same(tensor, found.tensors().get(tensor.name())));
    }

    private static boolean same(GraphTensor tensor, GraphTensor found) {
        boolean alike = tensor.type() == found.type() && tensor.sizes().equals(found.sizes());
        return switch (tensor.content()) {
            case GraphTensor.Raw(var bytes) ->
                alike && found.content() instanceof GraphTensor.Raw(var others) && bytes.mismatch(others) < 0;
            case GraphTensor.Weight _ -> alike;
            case GraphTensor.External _ -> false;
        };
    }

    private Weights weights(Model model) throws IOException {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (WeightSpec spec : model.weights().values()) {
            Tensor tensor = numbers.read(file.graph().tensors().get(spec.name()));
            weights.put(spec.name(), WeightOrder.fromOnnx(tensor, spec.shape()));
        }
        return Weights.of(weights);
    }

    private OnnxOptions options(String json) throws FormatException {
        JsonValue root = JsonValue.parse(json, place + ": " + OnnxWriter.OPTIONS);
        OnnxOptions options = OnnxOptions.standard()
                .withBatch(root.field("batch").int32())
                .withLayout(PictureLayout.valueOf(root.field("layout").string()));
        return root.has("pixels")
                ? options.withPixels(RecordJson.read(root.field("pixels"), PixelInput.class))
                : options;
    }
}
