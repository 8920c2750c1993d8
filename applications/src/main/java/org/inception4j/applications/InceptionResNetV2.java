package org.inception4j.applications;

import java.io.IOException;
import java.util.List;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Tensor;

/** {@code keras.applications.InceptionResNetV2}: the Inception-ResNet-v2 of Szegedy et al. 2016 (arXiv 1602.07261). */
public final class InceptionResNetV2 {
    static final Architecture ARCHITECTURE = Architecture.of(
            "inception_resnet_v2",
            Networks.named("inception-resnet-v2:keras"),
            PublishedFile.weights(
                    "inception_resnet_v2",
                    "inception_resnet_v2_weights_tf_dim_ordering_tf_kernels.h5",
                    "e693bd0210a403b3192acc6073ad2e96"),
            PublishedFile.weights(
                    "inception_resnet_v2",
                    "inception_resnet_v2_weights_tf_dim_ordering_tf_kernels_notop.h5",
                    "d19885ff4a710c122648d3b5c3b684e4"));

    private InceptionResNetV2() {}

    /** With Keras' defaults: 1000 classes, weights trained on ImageNet, pictures of 299x299x3; the least size is 75x75. */
    public static Application of() {
        return Application.of(ARCHITECTURE);
    }

    /** Values of 0 to 255 to -1 to 1, as {@code keras.applications.inception_resnet_v2.preprocess_input}; the tensor given stays as it is. */
    public static Tensor preprocessInput(Tensor values) {
        return Imagenet.preprocessInput(values);
    }

    /**
     * The best classes of each example, as {@code keras.applications.inception_resnet_v2.decode_predictions}.
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
