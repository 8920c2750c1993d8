package org.inception4j.examples;

import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.ActivationFunction.SOFTMAX;

import java.util.List;
import org.inception4j.applications.InceptionV3;
import org.inception4j.applications.hub.HubLayer;
import org.inception4j.engine.Engine;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.summary.Summary;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.inception4j.training.History;
import org.inception4j.training.Trainer;
import org.inception4j.training.optimizer.Optimizer;

/**
 * A blog's chapter on GoogLeNet: two ways to write a model, the inception block, the auxiliary classifiers that are trained and
 * taken away, and InceptionV3 ready made, from TensorFlow Hub and from Keras.
 */
public final class Seed003InceptionBlocksAndTransfer {
    static final String HUB_URL = "https://tfhub.dev/google/tf2-preview/inception_v3/feature_vector/2";

    private Seed003InceptionBlocksAndTransfer() {}

    /** The chain. The blog says {@code MaxPooling2D(pool_size(2,2))}, which is no argument; {@code of(2)} cannot be misspelt. */
    static Model sequential(Shape inputShape) {
        return Sequential.of(
                "sequential", inputShape, Conv2D.of(32, 5), MaxPooling2D.of(2), Flatten.of(), Dense.of(10, SOFTMAX));
    }

    /** The graph. The blog says {@code Model(inputs=inputs, ouputs=predictions)}. */
    static Model functional(Shape inputShape) {
        Node inputs = new Input(inputShape).on();
        Node conv1 = Conv2D.of(32, 5).on(inputs);
        Node maxpool1 = MaxPooling2D.of(2).on(conv1);
        Node predictions = Dense.of(10, SOFTMAX).on(Flatten.of().on(maxpool1));
        return Model.of("model", inputs, predictions);
    }

    static Node naiveInceptionBlock(Node previousLayer, List<Integer> filters) {
        Node conv1x1 = conv(filters.get(0), 1).on(previousLayer);
        Node conv3x3 = conv(filters.get(1), 3).on(previousLayer);
        Node conv5x5 = conv(filters.get(2), 5).on(previousLayer);
        Node maxPool = MaxPooling2D.of(3, 1).withPadding(Padding.SAME).on(previousLayer);
        return Concatenate.of().on(conv1x1, conv3x3, conv5x5, maxPool);
    }

    /** As written: what is called {@code conv5x5_3} has a kernel of (3, 3). */
    static Node inceptionV1Block(Node previousLayer) {
        Node conv1x1For2 = conv(96, 1).on(previousLayer);
        Node conv1x1For3 = conv(16, 1).on(previousLayer);
        Node maxPoolFor4 = MaxPooling2D.of(3, 1).withPadding(Padding.SAME).on(previousLayer);

        Node conv1x1For1 = conv(64, 1).on(previousLayer);
        Node conv3x3For2 = conv(128, 3).on(conv1x1For2);
        Node conv5x5For3 = conv(32, 3).on(conv1x1For3);
        Node conv1x1For4 = conv(32, 1).on(maxPoolFor4);

        return Concatenate.of().on(conv1x1For1, conv3x3For2, conv5x5For3, conv1x1For4);
    }

    private static Conv2D conv(int filters, int kernelSize) {
        return Conv2D.of(filters, kernelSize).withPadding(Padding.SAME).withActivation(RELU);
    }

    /**
     * The network of such blocks with both auxiliary classifiers, whose losses training adds to the main one. The model that
     * answers later is {@link Model#inference()}.
     */
    static Model withAuxiliaryClassifiers(int imageSize, int classes) {
        Network network = Networks.named("googlenet:seed-003");
        return network.build(
                network.defaults().withImageSize(imageSize).withClasses(classes).withAuxiliary(true));
    }

    /** A few steps, enough to see three losses. */
    static History train(Model model, int epochs) {
        Shape picture = model.input().shape();
        int classes = model.output().node().shape().channels();
        return Trainer.of(
                        Engine.best(),
                        model,
                        Weights.initialise(model, 0),
                        Stripes.recipe(Optimizer.Sgd.of(0.01, 0.9), epochs))
                .fit(Stripes.draw(picture, classes, 48, 1).shuffled(1));
    }

    /** {@code Sequential([hub.KerasLayer(url, trainable=False, …), Dense(num_classes, activation='softmax')])}. */
    static Model inceptionTfHub(int classes) {
        return Sequential.of(
                "inception_tf_hub",
                Shape.of(299, 299, 3),
                List.of(
                        HubLayer.of(HUB_URL)
                                .withTrainable(false)
                                .withInputShape(299, 299, 3)
                                .withOutputShape(2048)
                                .layer(),
                        Dense.of(classes, SOFTMAX).shared()));
    }

    /** {@code tf.keras.applications.InceptionV3(include_top=True, weights=…, classes=1000)}. */
    static Model inceptionV3() {
        return InceptionV3.of().withIncludeTop(true).withClasses(1000).model();
    }

    public static void main(String[] args) {
        IO.print(Summary.text(sequential(Shape.of(28, 28, 3))));

        Model trained = withAuxiliaryClassifiers(96, 3);
        IO.println("googlenet with auxiliary classifiers: %,d parameters".formatted(trained.parameters()));
        train(trained, 2)
                .last()
                .outputs()
                .forEach((name, log) -> IO.println("  %s: loss %.4f".formatted(name, log.loss())));
        IO.println("without: %,d parameters".formatted(trained.inference().parameters()));

        IO.print(Summary.text(inceptionTfHub(1000)));
        IO.println("inception_v3: %,d parameters".formatted(inceptionV3().parameters()));
    }
}
