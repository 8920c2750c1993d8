package org.inception4j.model;

import java.util.List;

/**
 * A whole model used as one layer, as Keras nests models. Its weights have the inner layer's name in theirs:
 * {@code outer/inner/kernel}. Plans compute {@link Model#flattened()}.
 *
 * @param model of one input and one output
 * @param className the class that summaries show: {@code Functional}, {@code Sequential}, {@code KerasLayer}
 */
public record NestedModel(Model model, String className) implements Layer {
    private static final String FUNCTIONAL = "Functional";
    private static final String SEQUENTIAL = "Sequential";

    public NestedModel {
        if (model.inputs().size() != 1 || model.outputs().size() != 1) {
            throw new IllegalArgumentException(
                    "NestedModel: %s has %d inputs and %d outputs; give a model of one input and one output, such as its inference()"
                            .formatted(
                                    model.name(),
                                    model.inputs().size(),
                                    model.outputs().size()));
        }
        if (className.isBlank()) {
            throw new IllegalArgumentException("NestedModel: className is blank; give one such as " + FUNCTIONAL);
        }
    }

    /** Under Keras' class name for such a model. */
    public static NestedModel of(Model model) {
        return new NestedModel(model, model.sequential() ? SEQUENTIAL : FUNCTIONAL);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Inputs.one(inputs);
        Shape wanted = model.input().shape();
        if (!input.equals(wanted)) {
            throw new IllegalArgumentException(
                    "the model %s takes %s and got %s; build it for that shape".formatted(model.name(), wanted, input));
        }
        return model.output().node().shape();
    }

    @Override
    public List<WeightSpec> weights(List<Shape> inputs) {
        return List.copyOf(model.weights().values());
    }

    /** What an automatic name begins with: Keras names a nested model by its own name, any other class by the class. */
    String base() {
        boolean plain = className.equals(FUNCTIONAL) || className.equals(SEQUENTIAL);
        return plain ? model.name() : Names.snakeCase(className);
    }
}
