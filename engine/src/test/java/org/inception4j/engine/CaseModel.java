package org.inception4j.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Input;
import org.inception4j.model.Layer;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * The model that tries a case: before each input stands a layer {@code probe_i} that multiplies by a matrix, which is the
 * identity. It changes nothing, but the gradient of its kernel shows the gradient of the layer's input.
 */
final class CaseModel {
    private static final String OUTPUT = "tried";

    private final LayerCase tried;
    private final Model model;

    CaseModel(LayerCase tried) {
        this(tried, tried.layer() instanceof Input ? ofInput(tried.layer()) : ofLayer(tried));
    }

    private CaseModel(LayerCase tried, Model model) {
        this.tried = tried;
        this.model = model;
    }

    private static Model ofInput(Layer layer) {
        Node input = layer.named("input_0").on();
        return Model.of("case", List.of(input), List.of(Output.of(OUTPUT, probe(0, input))));
    }

    private static Model ofLayer(LayerCase tried) {
        List<Node> inputs = new ArrayList<>();
        List<Node> probes = new ArrayList<>();
        for (Shape shape : tried.inputs()) {
            Node input = new Input(shape).named("input_" + inputs.size()).on();
            probes.add(probe(inputs.size(), input));
            inputs.add(input);
        }
        Node output = tried.layer().named("layer").on(probes.toArray(Node[]::new));
        return Model.of("case", inputs, List.of(Output.of(OUTPUT, output)));
    }

    private static Node probe(int index, Node input) {
        int channels = input.shape().channels();
        Layer layer = input.shape().rank() == 1
                ? Dense.of(channels).withBias(false)
                : Conv2D.of(channels, 1).withBias(false);
        return layer.named("probe_" + index).on(input);
    }

    /** The same with one more such layer at the end; as it is where that reads nothing of the kind that the layer gives. */
    CaseModel withProbeAfter() {
        Node output = model.output().node();
        if (tried.layer() instanceof Input || output.shape().rank() == 2) {
            return this;
        }
        Node last = probe(tried.inputs().size(), output);
        return new CaseModel(tried, Model.of("case", model.inputs(), List.of(Output.of(OUTPUT, last))));
    }

    Model model() {
        return model;
    }

    Weights weights() {
        Map<String, Tensor> identities = new LinkedHashMap<>();
        for (WeightSpec spec : model.weights().values()) {
            if (spec.name().startsWith("probe")) {
                identities.put(spec.name(), identity(spec.shape()));
            }
        }
        return Samples.weights(model, 1).with(Weights.of(identities));
    }

    private static Tensor identity(Shape shape) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < shape.channels(); i++) {
            tensor.set((long) i * shape.channels() + i, 1);
        }
        return tensor;
    }

    Map<String, Tensor> inputs(int count) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Node input : model.inputs()) {
            inputs.put(model.name(input), Samples.input(input.shape(), count, tried.spread(), inputs.size()));
        }
        return inputs;
    }

    Map<String, Targets> targets(int count) {
        Shape shape = model.output().node().shape().batched(count);
        return Map.of(OUTPUT, Targets.values(Samples.uniform(shape, 7)));
    }

    TrainingOptions training(int batch, Precision precision) {
        return TrainingOptions.of(batch, new Objective(OUTPUT, new Loss.MeanSquaredError(), 1))
                .withPrecision(precision)
                .withSeed(5);
    }
}
