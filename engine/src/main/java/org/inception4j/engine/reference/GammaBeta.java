package org.inception4j.engine.reference;

import java.util.Optional;

/** The factor and the offset after a normalization; 1 and 0 where the layer has none. */
record GammaBeta(Optional<Weight> gamma, Optional<Weight> beta) {
    double gamma(int channel) {
        return gamma.isPresent() ? gamma.get().values()[channel] : 1;
    }

    double beta(int channel) {
        return beta.isPresent() ? beta.get().values()[channel] : 0;
    }

    double applied(double normal, int channel) {
        return normal * gamma(channel) + beta(channel);
    }

    void addGradients(int channel, double ofGamma, double ofBeta) {
        gamma.filter(Weight::learns).ifPresent(weight -> weight.gradient()[channel] += ofGamma);
        beta.filter(Weight::learns).ifPresent(weight -> weight.gradient()[channel] += ofBeta);
    }

    boolean learns() {
        return gamma.map(Weight::learns).orElse(false)
                || beta.map(Weight::learns).orElse(false);
    }
}
