package org.inception4j.model.zoo;

import static org.inception4j.model.zoo.Branches.MAX;
import static org.inception4j.model.zoo.Branches.conv;
import static org.inception4j.model.zoo.Branches.halving;
import static org.inception4j.model.zoo.Branches.valid;

import java.util.List;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.zoo.Branches.Stage;
import org.inception4j.model.zoo.Branches.Step;
import org.inception4j.model.zoo.Branches.UnitNames;

/**
 * Inception-ResNet-v1 (Szegedy et al. 2016, arXiv 1602.07261, figures 10 to 15), and FaceNet's, which adds a last unit
 * without ReLU and an embedding of 512 numbers below the classifier. Both have the names of facenet-pytorch.
 */
final class InceptionResNetV1 {
    private static final List<String> OPEN_IN_THE_PAPER = List.of(
            "residuals are scaled by 0.17, 0.1 and 0.2, of which the paper says only: 0.1 to 0.3",
            "a unit's last convolution has a bias and no batch normalisation, as in TF-slim");

    static final Network PAPER = Network.of(
                    "inception-resnet-v1:paper",
                    "Inception-ResNet-v1 as in the paper, about as costly as Inception-v3",
                    (name, input, options) -> new InceptionResNetV1(options, false).model(name, input))
            .withImageSize(299, 75)
            .withSource("Szegedy et al. 2016, arXiv 1602.07261, figures 10 to 15")
            .withDeviations(OPEN_IN_THE_PAPER)
            .withAccuracy(78.7, 94.5, "arXiv 1602.07261, table 2, which leaves out some 1,700 images");

    static final Network FACENET = Network.of(
                    "inception-resnet-v1:facenet",
                    "FaceNet's Inception-ResNet-v1: faces of 160 pixels to 512 numbers (last_bn), and these to identities",
                    (name, input, options) -> new InceptionResNetV1(options, true).model(name, input))
            .withImageSize(160, 75)
            .countedByPyTorch()
            .withClasses(8631)
            .withSource(
                    "Szegedy et al. 2016, arXiv 1602.07261; David Sandberg's facenet as facenet-pytorch's InceptionResnetV1, for VGGFace2")
            .withDeviations(OPEN_IN_THE_PAPER)
            .withDeviation("a sixth block8 follows the five, with neither scale nor ReLU")
            .withDeviation(
                    "an embedding of 512 numbers, a dense layer without bias and its normalisation, lies below the classifier")
            .withDeviation("dropout is 60 %, not 20 %")
            .withDeviation("pictures have 160 pixels, not 299");

    // Figure 14.
    private static final List<Step> STEM = List.of(
            new Step("conv2d_1a", halving(32)),
            new Step("conv2d_2a", valid(32, 3)),
            new Step("conv2d_2b", conv(64, 3)),
            new Step("maxpool_3a", MAX),
            new Step("conv2d_3b", valid(80, 1)),
            new Step("conv2d_4a", valid(192, 3)),
            new Step("conv2d_4b", halving(256)));

    // Figures 10, 11 and 13, each unit's last 1x1 convolution left out, as it has its input's channels.
    private static final Stage BLOCK_35 = new Stage(
            "block35",
            "repeat_1",
            5,
            0.17,
            List.of(
                    List.of(conv(32, 1)),
                    List.of(conv(32, 1), conv(32, 3)),
                    List.of(conv(32, 1), conv(32, 3), conv(32, 3))));
    private static final Stage BLOCK_17 = new Stage(
            "block17",
            "repeat_2",
            10,
            0.1,
            List.of(List.of(conv(128, 1)), List.of(conv(128, 1), conv(128, 1, 7), conv(128, 7, 1))));
    private static final Stage BLOCK_8 = new Stage(
            "block8",
            "repeat_3",
            5,
            0.2,
            List.of(List.of(conv(192, 1)), List.of(conv(192, 1), conv(192, 1, 3), conv(192, 3, 1))));

    // Figure 7 with the row of table 1, and figure 12.
    private static final List<List<Layer>> MIXED_6A =
            List.of(List.of(halving(384)), List.of(conv(192, 1), conv(192, 3), halving(256)), List.of(MAX));
    private static final List<List<Layer>> MIXED_7A = List.of(
            List.of(conv(256, 1), halving(384)),
            List.of(conv(256, 1), halving(256)),
            List.of(conv(256, 1), conv(256, 3), halving(256)),
            List.of(MAX));

    private static final int EMBEDDING = 512;
    private static final BatchNormalization NORMALIZATION =
            BatchNormalization.of().withMomentum(0.9f).withUnbiasedVariance(true);

    private final NetworkOptions options;
    private final boolean facenet;
    private final Branches branches;
    private final Blocks blocks = new Blocks();

    private InceptionResNetV1(NetworkOptions options, boolean facenet) {
        this.options = options;
        this.facenet = facenet;
        branches = new Branches(ConvBn.of(options, NORMALIZATION, Initializer.HE_NORMAL));
    }

    private Model model(String name, Node input) {
        Node x = blocks.end("stem", stem(input));
        x = mixed("mixed_6a", MIXED_6A, units(BLOCK_35, x));
        x = mixed("mixed_7a", MIXED_7A, units(BLOCK_17, x));
        x = units(BLOCK_8, x);
        if (facenet) {
            x = blocks.end("block8", branches.residual(UnitNames.torch("block8"), BLOCK_8.branches(), 1, x));
        }
        Head head = new Head("avgpool_1a", "avgpool_1a", this::classifier);
        return blocks.model(name, input, List.of(head.on(x, options.top(), blocks)));
    }

    private Node stem(Node input) {
        Node x = input;
        for (Step step : STEM) {
            x = branches.step(step.name(), step.layer(), x);
        }
        return x;
    }

    private Node units(Stage stage, Node input) {
        Node x = input;
        for (int i = 0; i < stage.units(); i++) {
            UnitNames names = UnitNames.torch(stage.module() + "/" + i);
            x = blocks.end(stage.block() + "_" + (i + 1), branches.unit(names, stage.branches(), stage.scale(), x));
        }
        return x;
    }

    private Node mixed(String name, List<List<Layer>> figure, Node x) {
        return blocks.end(name, branches.join(name, name, figure, x));
    }

    private Node classifier(Node mean) {
        return facenet
                ? Head.classes("logits", options, embedding(mean))
                : Head.classes("last_linear", options, dropped(0.2, mean));
    }

    private Node embedding(Node mean) {
        Dense dense = Dense.of(options.scaled(EMBEDDING)).withBias(false);
        Node x = dense.named("last_linear").on(dropped(0.6, mean));
        return blocks.end("embedding", NORMALIZATION.named("last_bn").on(x));
    }

    private static Node dropped(double rate, Node x) {
        return Dropout.of(rate).named("dropout").on(x);
    }
}
