package org.inception4j.model.zoo;

import static org.inception4j.model.ActivationFunction.RELU;

import org.inception4j.model.Activation;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.Node;

/**
 * A convolution, its batch normalisation and ReLU as one source has them: the unit of every network since BN-Inception.
 *
 * @param options scale the channels
 * @param bias whether the convolution keeps a bias, which the normalisation makes needless
 */
record ConvBn(NetworkOptions options, BatchNormalization normalization, Initializer kernel, boolean bias) {
    /** What the three layers are called; a blank name is given by Keras' rules. */
    record Names(String convolution, String normalization, String activation) {
        /** All by Keras' rules: {@code conv2d}, {@code batch_normalization}, {@code activation}. */
        static final Names AUTOMATIC = new Names("", "", "");

        /** Below a PyTorch module, a slash for a dot: {@code Mixed_5b/branch1x1/conv}. */
        static Names torch(String module) {
            return new Names(module + "/conv", module + "/bn", module + "/relu");
        }

        /** In a variable scope of TF-slim, which is the convolution's own. */
        static Names slim(String scope) {
            return new Names(scope, scope + "/BatchNorm", scope + "/relu");
        }
    }

    /** Without biases. */
    static ConvBn of(NetworkOptions options, BatchNormalization normalization, Initializer kernel) {
        return new ConvBn(options, normalization, kernel, false);
    }

    ConvBn withKernel(Initializer changed) {
        return new ConvBn(options, normalization, changed, bias);
    }

    ConvBn withBias(boolean changed) {
        return new ConvBn(options, normalization, kernel, changed);
    }

    /** The three layers on {@code x}; of {@code window} count the filters (at width 1), kernel size, strides and padding. */
    Node on(Names names, Conv2D window, Node x) {
        Conv2D conv = window.withFilters(options.scaled(window.filters()))
                .withBias(bias)
                .withInitializers(kernel, Initializer.ZEROS);
        Node node = named(names.convolution, conv, x);
        return named(names.activation, Activation.of(RELU), named(names.normalization, normalization, node));
    }

    /** A use of a layer under a name, or, where that is blank, under one by Keras' rules. */
    static Node named(String name, Layer layer, Node... inputs) {
        return name.isBlank() ? layer.on(inputs) : layer.named(name).on(inputs);
    }
}
