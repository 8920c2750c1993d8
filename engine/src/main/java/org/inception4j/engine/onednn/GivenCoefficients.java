package org.inception4j.engine.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import org.inception4j.model.Normalization;

/** The coefficients of a normalisation whose statistics are part of the layer. */
record GivenCoefficients(String layer, Normalization normalization) implements AffineOp.Coefficients {
    @Override
    public Value factor(Parameters parameters, Layout layout) {
        return parameters.derive(layer + "/factor", layout, (memory, call) -> {
            for (int i = 0; i < layout.elements(); i++) {
                memory[0].setAtIndex(JAVA_FLOAT, i, (float) factor(i));
            }
        });
    }

    @Override
    public Value offset(Parameters parameters, Layout layout) {
        return parameters.derive(layer + "/offset", layout, (memory, call) -> {
            for (int i = 0; i < layout.elements(); i++) {
                float mean = normalization.mean().get(i);
                memory[0].setAtIndex(JAVA_FLOAT, i, (float) (-mean * factor(i)));
            }
        });
    }

    private double factor(int channel) {
        return 1 / Math.sqrt(normalization.variance().get(channel));
    }
}
