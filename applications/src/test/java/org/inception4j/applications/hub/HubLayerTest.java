package org.inception4j.applications.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.summary.Summary;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;

class HubLayerTest {
    private static final String HANDLE = "https://tfhub.dev/google/tf2-preview/inception_v3/feature_vector/2";

    @Test
    void standsUnderADenseAsInTheDocument() {
        Model model = sequential(HubLayer.of(HANDLE));
        assertThat(model.parameters()).isEqualTo(23_851_784);
        assertThat(model.trainableParameters()).isEqualTo(2_049_000);
        Node hub = model.node("keras_layer");
        assertThat(hub.shape()).isEqualTo(Shape.of(2048));
        assertThat(hub.instance().trainable()).isFalse();
        assertThat(Summary.text(model)).contains("keras_layer (KerasLayer)").contains("21802784");
    }

    @Test
    void learnsWhenAskedTo() {
        Model model = sequential(HubLayer.of(HANDLE).withTrainable(true));
        assertThat(model.parameters()).isEqualTo(23_851_784);
        assertThat(model.trainableParameters()).isEqualTo(23_817_352);
        assertThat(model.weights().values().stream()
                        .filter(spec -> !spec.trainable())
                        .map(WeightSpec::name))
                .allMatch(name -> name.endsWith("/moving_mean") || name.endsWith("/moving_variance"));
    }

    @Test
    void knowsNetworksByTheirHandles() {
        assertThat(output("https://tfhub.dev/google/imagenet/inception_v1/feature_vector/5"))
                .isEqualTo(Shape.of(1024));
        assertThat(output("https://tfhub.dev/google/imagenet/inception_v1/classification/5"))
                .isEqualTo(Shape.of(1001));
        assertThat(output("https://tfhub.dev/google/imagenet/inception_v2/feature_vector/5"))
                .isEqualTo(Shape.of(1024));
        assertThat(output("https://tfhub.dev/google/imagenet/inception_v2/classification/5"))
                .isEqualTo(Shape.of(1001));
        assertThat(output("https://tfhub.dev/google/imagenet/inception_v3/classification/5"))
                .isEqualTo(Shape.of(1001));
        assertThat(output("https://tfhub.dev/google/imagenet/inception_resnet_v2/feature_vector/5"))
                .isEqualTo(Shape.of(1536));
        assertThat(output("https://www.kaggle.com/models/google/inception-v3/tensorFlow2/feature-vector/2"))
                .isEqualTo(Shape.of(2048));
        assertThat(output("downloads/imagenet_inception_v3_feature_vector_5.tar.gz"))
                .isEqualTo(Shape.of(2048));
        assertThat(HubLayer.of("https://tfhub.dev/google/imagenet/inception_v1/feature_vector/5")
                        .model()
                        .input()
                        .shape())
                .isEqualTo(Shape.of(224, 224, 3));
    }

    @Test
    void refusesNetworksThatItDoesNotKnow() {
        assertThatThrownBy(() -> HubLayer.of("https://tfhub.dev/google/imagenet/inception_v4/feature_vector/5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "https://tfhub.dev/google/imagenet/inception_v4/feature_vector/5: does not name a network that is known here; give a handle with one of inception_v1, inception_v2, inception_v3, inception_resnet_v2 and feature_vector or classification, such as "
                                + HANDLE);
        assertThatThrownBy(() -> HubLayer.of("inception_v3")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void checksShapes() {
        HubLayer layer = HubLayer.of(HANDLE);
        assertThat(layer.withInputShape(299, 299, 3).withOutputShape(2048).model())
                .isEqualTo(layer.model());
        assertThat(layer.withInputShape(75, 100, 3).model().input().shape()).isEqualTo(Shape.of(75, 100, 3));
        assertThatThrownBy(() -> layer.withOutputShape(1024))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        HANDLE
                                + ": output_shape is [1024] and inception_v3/feature_vector gives [2048]; leave output_shape out");
        assertThatThrownBy(() -> layer.withInputShape(74, 75, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        HANDLE
                                + ": input_shape is [74, 75, 3]; give (height, width, 3) with a height and a width of at least 75");
        assertThatThrownBy(() -> layer.withInputShape(299, 299))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        HANDLE
                                + ": input_shape is [299, 299]; give (height, width, 3) with a height and a width of at least 75");
    }

    @Test
    void appliesNoDropout() {
        for (String what : List.of("feature_vector", "classification")) {
            Model model = HubLayer.of("https://tfhub.dev/google/imagenet/inception_v3/%s/5".formatted(what))
                    .model();
            assertThat(model.nodes()).noneMatch(node -> node.layer() instanceof Dropout);
        }
    }

    @Test
    void scalesPicturesToMinusOneToOne() {
        Model model = HubLayer.of(HANDLE).withInputShape(75, 75, 3).model();
        assertThat(scaled(model, 0)).isEqualTo(-1);
        assertThat(scaled(model, 0.5f)).isEqualTo(0);
        assertThat(scaled(model, 1)).isEqualTo(1);
    }

    private static float scaled(Model model, float value) {
        Model first = model.withLayersAsOutputs(List.of(model.name(model.nodes().get(1))));
        Tensor picture = Tensor.zeros(Shape.of(1, 75, 75, 3));
        for (int i = 0; i < picture.size(); i++) {
            picture.set(i, value);
        }
        InferenceOptions options = InferenceOptions.standard().withPrecision(Precision.FP32);
        try (InferencePlan plan = Engine.named("reference").inference(first, Weights.initialise(first, 0), options)) {
            return plan.run(picture).get(0);
        }
    }

    private static Shape output(String handle) {
        return HubLayer.of(handle).model().output().node().shape();
    }

    private static Model sequential(HubLayer hub) {
        return Sequential.of(
                "sequential",
                Shape.of(299, 299, 3),
                List.of(hub.layer(), Dense.of(1000, ActivationFunction.SOFTMAX).shared()));
    }
}
