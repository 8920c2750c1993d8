package org.inception4j.engine.reference;

import org.inception4j.model.ActivationFunction;

/** An activation that looks at each number by itself. */
record ScalarFunction(ActivationFunction function) implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        int width = values.output().width();
        pass.each(values.count(), example -> {
            for (int i = example * width; i < (example + 1) * width; i++) {
                values.output().values()[i] = value(values.input().values()[i]);
            }
        });
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        int width = values.output().width();
        pass.each(values.count(), example -> {
            for (int i = example * width; i < (example + 1) * width; i++) {
                slopes.input().values()[i] +=
                        slopes.output().values()[i] * slope(values.input().values()[i]);
            }
        });
    }

    /** The function at x; what is no number stays none. */
    double value(double x) {
        return switch (function.kind()) {
            case LINEAR -> x;
            case RELU -> Math.max(x, 0);
            case RELU6 -> Math.min(Math.max(x, 0), 6);
            case LEAKY_RELU -> x > 0 ? x : function.alpha() * x;
            case ELU -> x > 0 ? x : function.alpha() * Math.expm1(x);
            case SELU -> ActivationFunction.SELU_SCALE * (x > 0 ? x : ActivationFunction.SELU_ALPHA * Math.expm1(x));
            case GELU -> x * Normal.distribution(x);
            case SILU -> x * sigmoid(x);
            case SIGMOID -> sigmoid(x);
            case TANH -> Math.tanh(x);
            case SOFTMAX -> throw softmax();
        };
    }

    /** The derivative at x; at a kink the one from the left. */
    double slope(double x) {
        return switch (function.kind()) {
            case LINEAR -> 1;
            case RELU -> x > 0 ? 1 : 0;
            case RELU6 -> x > 0 && x <= 6 ? 1 : 0;
            case LEAKY_RELU -> x > 0 ? 1 : function.alpha();
            case ELU -> x > 0 ? 1 : function.alpha() * Math.exp(x);
            case SELU -> ActivationFunction.SELU_SCALE * (x > 0 ? 1 : ActivationFunction.SELU_ALPHA * Math.exp(x));
            case GELU -> Normal.distribution(x) + x * Normal.density(x);
            case SILU -> sigmoid(x) * (1 + x * (1 - sigmoid(x)));
            case SIGMOID -> sigmoid(x) * (1 - sigmoid(x));
            case TANH -> 1 - Math.tanh(x) * Math.tanh(x);
            case SOFTMAX -> throw softmax();
        };
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static IllegalStateException softmax() {
        return new IllegalStateException("softmax: is no function of one number; use the operation Softmax");
    }
}
