package org.inception4j.applications;

import java.io.IOException;
import java.util.List;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Tensor;

/** {@code keras.applications.InceptionV3}: the Inception-v3 of Szegedy et al. 2015 (arXiv 1512.00567). */
public final class InceptionV3 {
    static final Architecture ARCHITECTURE = Architecture.of(
            "inception_v3",
            Networks.named("inception-v3:keras"),
            PublishedFile.weights(
                    "inception_v3",
                    "inception_v3_weights_tf_dim_ordering_tf_kernels.h5",
                    "9a0d58056eeedaa3f26cb7ebd46da564"),
            PublishedFile.weights(
                    "inception_v3",
                    "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5",
                    "bcbd6486424b2319ff4ef7d526e38f63"));

    private InceptionV3() {}

    /** With Keras' defaults: 1000 classes, weights trained on ImageNet, pictures of 299x299x3; the least size is 75x75. */
    public static Application of() {
        return Application.of(ARCHITECTURE);
    }

    /** Values of 0 to 255 to -1 to 1, as {@code keras.applications.inception_v3.preprocess_input}; the tensor given stays as it is. */
    public static Tensor preprocessInput(Tensor values) {
        return Imagenet.preprocessInput(values);
    }

    /**
     * The best classes of each example, as {@code keras.applications.inception_v3.decode_predictions}.
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
