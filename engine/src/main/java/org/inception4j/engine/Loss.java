package org.inception4j.engine;

import java.util.List;

/** What training makes small, as a mean over the examples of a batch. */
public sealed interface Loss {
    /**
     * Minus the log of the true class's probability. An output that ends in softmax is taken as probabilities (and the
     * gradient goes straight to the numbers before the softmax), any other as numbers before it.
     *
     * @param labelSmoothing so much of the target is spread over all classes alike (Szegedy et al. 2016), in [0, 1)
     * @param classWeights a factor for each class's examples, or empty; the mean is over examples, as in Keras
     */
    record SoftmaxCrossEntropy(float labelSmoothing, List<Float> classWeights) implements Loss {
        public SoftmaxCrossEntropy {
            classWeights = List.copyOf(classWeights);
            if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
                throw new IllegalArgumentException(
                        "labelSmoothing: is %s; give 0 or more and less than 1".formatted(labelSmoothing));
            }
        }

        public static SoftmaxCrossEntropy of() {
            return new SoftmaxCrossEntropy(0, List.of());
        }

        public SoftmaxCrossEntropy withLabelSmoothing(double changed) {
            return new SoftmaxCrossEntropy((float) changed, classWeights);
        }

        public SoftmaxCrossEntropy withClassWeights(List<Float> changed) {
            return new SoftmaxCrossEntropy(labelSmoothing, changed);
        }
    }

    /**
     * For outputs that are each a yes or no; the mean over the outputs of an example. An output that ends in sigmoid is
     * taken as probabilities, any other as numbers before it.
     */
    record BinaryCrossEntropy() implements Loss {}

    /** The mean over the outputs of an example of the squared difference from the target. */
    record MeanSquaredError() implements Loss {}
}
