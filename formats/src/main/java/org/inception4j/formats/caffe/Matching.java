package org.inception4j.formats.caffe;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inception4j.formats.FeatureOrder;
import org.inception4j.formats.Matcher;
import org.inception4j.formats.WeightMatch;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;

/** Goes over the layers of a model and takes the weights of each from the file's layer of the same name. */
final class Matching {
    private final CaffeNet net;
    private final Model model;
    private final Matcher matcher;

    Matching(CaffeNet net, Model model) {
        this.net = net;
        this.model = model;
        this.matcher = new Matcher(net.place(), model, namesWithWeights(net));
    }

    WeightMatch match() {
        Set<String> seen = new LinkedHashSet<>();
        for (Node node : model.nodes()) {
            if (!model.weights(node).isEmpty() && seen.add(model.name(node))) {
                layer(node);
            }
        }
        return matcher.match();
    }

    private static List<String> namesWithWeights(CaffeNet net) {
        return net.layers().stream()
                .filter(layer -> !layer.blobs().isEmpty())
                .map(CaffeLayer::name)
                .toList();
    }

    private void layer(Node node) {
        String name = model.name(node);
        Optional<CaffeLayer> found = net.withWeights(name);
        if (found.isEmpty()) {
            matcher.missing("layer", name);
            return;
        }
        matcher.use(name);
        try {
            take(node, found.get());
        } catch (IllegalArgumentException misfit) {
            matcher.wrong("layer " + name, misfit.getMessage());
        }
    }

    private void take(Node node, CaffeLayer layer) {
        List<WeightSpec> specs = model.weights(node);
        switch (node.layer()) {
            case Conv2D _, DepthwiseConv2D _ -> {
                checkBlobs(layer, specs);
                kernel(specs.getFirst(), layer.blobs().getFirst());
                bias(specs, layer);
            }
            case Dense _ -> {
                checkBlobs(layer, specs);
                dense(
                        specs.getFirst(),
                        layer.blobs().getFirst(),
                        FeatureOrder.of(node.inputs().getFirst()));
                bias(specs, layer);
            }
            case BatchNormalization normalization -> batchNorm(normalization, specs, layer);
            default ->
                throw new IllegalArgumentException(": Caffe has no weights like those of a %s"
                        .formatted(node.layer().getClass().getSimpleName()));
        }
    }

    /** From (outputs, inputs, height, width) to (height, width, inputs, outputs). */
    private void kernel(WeightSpec spec, Tensor blob) {
        Shape shape = spec.shape();
        boolean depthwise = spec.name().endsWith("/depthwise_kernel");
        int area = shape.size(0) * shape.size(1);
        int inputs = depthwise ? 1 : shape.size(2);
        int outputs = depthwise ? shape.size(2) * shape.size(3) : shape.size(3);
        float[] from = numbers(blob, 0, Shape.of(outputs, inputs, shape.size(0), shape.size(1)));
        float[] to = new float[from.length];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                for (int at = 0; at < area; at++) {
                    to[(at * inputs + input) * outputs + output] = from[(output * inputs + input) * area + at];
                }
            }
        }
        put(spec, to);
    }

    /** From (outputs, inputs) to (inputs, outputs), the inputs in this library's order. */
    private void dense(WeightSpec spec, Tensor blob, int[] order) {
        int inputs = spec.shape().size(0);
        int outputs = spec.shape().size(1);
        float[] from = numbers(blob, 0, Shape.of(outputs, inputs));
        float[] to = new float[from.length];
        for (int input = 0; input < inputs; input++) {
            for (int output = 0; output < outputs; output++) {
                to[input * outputs + output] = from[output * inputs + order[input]];
            }
        }
        put(spec, to);
    }

    private void bias(List<WeightSpec> specs, CaffeLayer layer) {
        if (specs.size() > 1) {
            put(specs.get(1), numbers(layer.blobs().get(1), 1, specs.get(1).shape()));
        }
    }

    /** Caffe keeps sums of the moments and how many they are; gamma and beta stand in a Scale layer behind it. */
    private void batchNorm(BatchNormalization normalization, List<WeightSpec> specs, CaffeLayer layer) {
        if (!layer.type().equals(CaffeLayer.BATCH_NORM) || layer.blobs().size() != 3) {
            throw new IllegalArgumentException(": is a %s with %d blobs and the model needs a BatchNorm with 3"
                    .formatted(layer.type(), layer.blobs().size()));
        }
        if (layer.epsilon() != normalization.epsilon()) {
            throw new IllegalArgumentException(
                    ": has the epsilon %s and the model has %s".formatted(layer.epsilon(), normalization.epsilon()));
        }
        int moments = specs.size() - 2;
        float factor = numbers(layer.blobs().get(2), 2, Shape.of(1))[0];
        float divisor = factor == 0 ? 0 : 1 / factor;
        for (int i = 0; i < 2; i++) {
            WeightSpec spec = specs.get(moments + i);
            float[] values = numbers(layer.blobs().get(i), i, spec.shape());
            for (int j = 0; j < values.length; j++) {
                values[j] *= divisor;
            }
            put(spec, values);
        }
        scale(specs.subList(0, moments), layer);
    }

    private void scale(List<WeightSpec> specs, CaffeLayer batchNorm) {
        Optional<CaffeLayer> scale = scaleBehind(batchNorm);
        int blobs = scale.map(layer -> layer.blobs().size()).orElse(0);
        if (blobs != specs.size()) {
            throw new IllegalArgumentException(
                    ": the Scale layer behind it has %d blobs and the model needs %d".formatted(blobs, specs.size()));
        }
        for (int i = 0; i < blobs; i++) {
            put(
                    specs.get(i),
                    numbers(scale.get().blobs().get(i), i, specs.get(i).shape()));
        }
        scale.ifPresent(layer -> matcher.use(layer.name()));
    }

    private Optional<CaffeLayer> scaleBehind(CaffeLayer batchNorm) {
        return net.layers().stream()
                .skip(net.layers().indexOf(batchNorm) + 1L)
                .filter(layer -> layer.bottoms().stream().anyMatch(batchNorm.tops()::contains))
                .findFirst()
                .filter(layer -> layer.type().equals(CaffeLayer.SCALE));
    }

    private void put(WeightSpec spec, float[] values) {
        matcher.put(spec.name(), spec, Tensor.of(spec.shape(), values));
    }

    private static void checkBlobs(CaffeLayer layer, List<WeightSpec> specs) {
        if (layer.blobs().size() != specs.size()) {
            throw new IllegalArgumentException(": has %d blobs and the model needs %d (%s)"
                    .formatted(
                            layer.blobs().size(), specs.size(), specs.size() == 1 ? "without a bias" : "with a bias"));
        }
    }

    /** Sizes of 1 in front do not count: in 2014 every shape had four sizes. */
    private static float[] numbers(Tensor blob, int number, Shape needed) {
        if (!Arrays.equals(withoutLeadingOnes(blob.shape()), withoutLeadingOnes(needed))) {
            throw new IllegalArgumentException(
                    ", blob %d: has the shape %s and the model needs %s".formatted(number, blob.shape(), needed));
        }
        return blob.toArray();
    }

    private static int[] withoutLeadingOnes(Shape shape) {
        return shape.sizes().stream()
                .dropWhile(size -> size == 1)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
