package org.inception4j.formats.onnx;

import java.util.List;
import java.util.Map;
import org.inception4j.model.ActivationFunction;

/** Activation functions as operators. */
final class Functions {
    private final GraphBuilder graph;

    Functions(GraphBuilder graph) {
        this.graph = graph;
    }

    /** The function of a value, or the value itself for LINEAR; softmax is that of {@code axis}. */
    String apply(ActivationFunction function, String name, String input, int axis) {
        return switch (function.kind()) {
            case LINEAR -> input;
            case RELU -> graph.add("Relu", name, input);
            case RELU6 ->
                graph.add("Clip", name, input, graph.scalar(name + "/least", 0), graph.scalar(name + "/most", 6));
            case LEAKY_RELU -> alpha("LeakyRelu", name, input, function.alpha());
            case ELU -> alpha("Elu", name, input, function.alpha());
            case SELU -> selu(name, input);
            case GELU -> gelu(name, input);
            case SILU -> graph.add("Mul", name, input, graph.add("Sigmoid", name + "/sigmoid", input));
            case SIGMOID -> graph.add("Sigmoid", name, input);
            case TANH -> graph.add("Tanh", name, input);
            case SOFTMAX ->
                graph.add("Softmax", name, List.of(input), Attribute.all("axis", Attribute.of((long) axis)));
        };
    }

    private String alpha(String type, String name, String input, float alpha) {
        return graph.add(type, name, List.of(input), Attribute.all("alpha", Attribute.of(alpha)));
    }

    private String selu(String name, String input) {
        Map<String, Attribute> constants = Attribute.all(
                "alpha", Attribute.of((float) ActivationFunction.SELU_ALPHA),
                "gamma", Attribute.of((float) ActivationFunction.SELU_SCALE));
        return graph.add("Selu", name, List.of(input), constants);
    }

    /** x * (1 + erf(x / sqrt 2)) / 2; an operator Gelu there is only from opset 20 on. */
    private String gelu(String name, String input) {
        String scaled = graph.add("Mul", name + "/scaled", input, graph.scalar(name + "/per_root_2", Math.sqrt(0.5)));
        String erf = graph.add("Erf", name + "/erf", scaled);
        String above0 = graph.add("Add", name + "/above_0", erf, graph.scalar(name + "/one", 1));
        String doubled = graph.add("Mul", name + "/doubled", input, above0);
        return graph.add("Mul", name, doubled, graph.scalar(name + "/half", 0.5));
    }
}
