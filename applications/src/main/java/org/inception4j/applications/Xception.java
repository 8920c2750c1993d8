package org.inception4j.applications;

import java.io.IOException;
import java.util.List;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Tensor;

/** {@code keras.applications.Xception}: the Xception of Chollet 2016 (arXiv 1610.02357). */
public final class Xception {
    static final Architecture ARCHITECTURE = Architecture.of(
            "xception",
            Networks.named("xception:keras"),
            PublishedFile.weights(
                    "xception", "xception_weights_tf_dim_ordering_tf_kernels.h5", "0a58e3b7378bc2990ea3b43d5981f1f6"),
            PublishedFile.weights(
                    "xception",
                    "xception_weights_tf_dim_ordering_tf_kernels_notop.h5",
                    "b0042744bf5b25fce3cb969f33bebb97"));

    private Xception() {}

    /** With Keras' defaults: 1000 classes, weights trained on ImageNet, pictures of 299x299x3; the least size is 71x71. */
    public static Application of() {
        return Application.of(ARCHITECTURE);
    }

    /** Values of 0 to 255 to -1 to 1, as {@code keras.applications.xception.preprocess_input}; the tensor given stays as it is. */
    public static Tensor preprocessInput(Tensor values) {
        return Imagenet.preprocessInput(values);
    }

    /**
     * The best classes of each example, as {@code keras.applications.xception.decode_predictions}.
     *
     * @param predictions (samples, 1000)
     * @param top how many of each, best first
     */
    public static List<List<ImagenetClass>> decodePredictions(Tensor predictions, int top) throws IOException {
        return decodePredictions(predictions, top, KerasCache.standard());
    }

    /** As {@link #decodePredictions(Tensor, int)}, with the names of the classes from this cache. */
    public static List<List<ImagenetClass>> decodePredictions(Tensor predictions, int top, KerasCache cache)
            throws IOException {
        return Imagenet.decodePredictions(predictions, top, cache);
    }
}
