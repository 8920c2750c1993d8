package org.inception4j.model.zoo;

import static org.inception4j.model.zoo.Branches.AVERAGE;
import static org.inception4j.model.zoo.Branches.MAX;
import static org.inception4j.model.zoo.Branches.conv;
import static org.inception4j.model.zoo.Branches.halving;
import static org.inception4j.model.zoo.Branches.valid;

import java.util.List;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.zoo.Branches.Stage;
import org.inception4j.model.zoo.Branches.Step;
import org.inception4j.model.zoo.Branches.UnitNames;

/** Inception-ResNet-v2 (Szegedy et al. 2016, arXiv 1602.07261) as TF-slim trained it, with Keras' names or timm's. */
final class InceptionResNetV2 {
    private static final List<String> DEVIATIONS = List.of(
            "the stem is Inception-v3's with the module mixed_5b after it, not figure 3",
            "so maps have 320, 1088 and 2080 channels, not 384, 1152 and 2144 (misprinted 1154 and 2048 in figures 17 and 19)",
            "there are 10, 20 and 10 units, not 5, 10 and 5",
            "the last unit has neither scale nor ReLU, and a 1x1 convolution to 1536 channels follows it",
            "a unit's last convolution has a bias and no batch normalisation, as in TF-slim",
            "there is no dropout; the paper has 20 %");

    static final Network KERAS = Network.of(
                    "inception-resnet-v2:keras",
                    "Inception-ResNet-v2 as Keras has it, layer by layer in its order and under its names",
                    (_, input, options) -> new InceptionResNetV2(options, true).model("inception_resnet_v2", input))
            .withImageSize(299, 75)
            .withSource("Szegedy et al. 2016, arXiv 1602.07261; keras.applications.InceptionResNetV2")
            .withDeviations(DEVIATIONS)
            .withDeviation("batch normalisation has no factor (center only)")
            .withAccuracy(80.3, 95.3, "keras.io");

    static final Network TIMM = Network.of(
                    "inception-resnet-v2:timm",
                    "Inception-ResNet-v2 as timm has it: the same with a gamma in each normalisation",
                    (name, input, options) -> new InceptionResNetV2(options, false).model(name, input))
            .withImageSize(299, 75)
            .countedByPyTorch()
            .withSource("Szegedy et al. 2016, arXiv 1602.07261; timm's inception_resnet_v2")
            .withDeviations(DEVIATIONS)
            .withAccuracy(80.434, 95.312, "timm, inception_resnet_v2.tf_in1k");

    private static final List<Step> STEM = List.of(
            new Step("conv2d_1a", halving(32)),
            new Step("conv2d_2a", valid(32, 3)),
            new Step("conv2d_2b", conv(64, 3)),
            new Step("maxpool_3a", MAX),
            new Step("conv2d_3b", valid(80, 1)),
            new Step("conv2d_4a", valid(192, 3)),
            new Step("maxpool_5a", MAX));

    private static final List<List<Layer>> MIXED_5B = List.of(
            List.of(conv(96, 1)),
            List.of(conv(48, 1), conv(64, 5)),
            List.of(conv(64, 1), conv(96, 3), conv(96, 3)),
            List.of(AVERAGE, conv(64, 1)));

    // Figures 16, 17 and 19, each unit's last 1x1 convolution left out, as it has its input's channels.
    private static final Stage BLOCK_35 = new Stage(
            "block35",
            "repeat",
            10,
            0.17,
            List.of(
                    List.of(conv(32, 1)),
                    List.of(conv(32, 1), conv(32, 3)),
                    List.of(conv(32, 1), conv(48, 3), conv(64, 3))));
    private static final Stage BLOCK_17 = new Stage(
            "block17",
            "repeat_1",
            20,
            0.1,
            List.of(List.of(conv(192, 1)), List.of(conv(128, 1), conv(160, 1, 7), conv(192, 7, 1))));
    private static final Stage BLOCK_8 = new Stage(
            "block8",
            "repeat_2",
            9,
            0.2,
            List.of(List.of(conv(192, 1)), List.of(conv(192, 1), conv(224, 1, 3), conv(256, 3, 1))));

    // Figure 7 with the row of table 1, and figure 18.
    private static final List<List<Layer>> MIXED_6A =
            List.of(List.of(halving(384)), List.of(conv(256, 1), conv(256, 3), halving(384)), List.of(MAX));
    private static final List<List<Layer>> MIXED_7A = List.of(
            List.of(conv(256, 1), halving(384)),
            List.of(conv(256, 1), halving(288)),
            List.of(conv(256, 1), conv(288, 3), halving(320)),
            List.of(MAX));

    private static final Conv2D CONV_7B = conv(1536, 1);
    private static final ConvBn.Names KERAS_7B = new ConvBn.Names("conv_7b", "conv_7b_bn", "conv_7b_ac");
    private static final ConvBn.Names TIMM_7B = ConvBn.Names.torch("conv2d_7b");

    private static final BatchNormalization KERAS_NORMALIZATION =
            BatchNormalization.of().withScale(false);
    private static final BatchNormalization TIMM_NORMALIZATION =
            BatchNormalization.of().withMomentum(0.9f).withUnbiasedVariance(true);

    private final NetworkOptions options;
    private final boolean keras;
    private final ConvBn convolution;
    private final Branches branches;
    private final Blocks blocks = new Blocks();

    /** How many residuals have been added, which Keras' names count. */
    private int sums;

    private InceptionResNetV2(NetworkOptions options, boolean keras) {
        this.options = options;
        this.keras = keras;
        convolution = keras
                ? ConvBn.of(options, KERAS_NORMALIZATION, Initializer.GLOROT_UNIFORM)
                : ConvBn.of(options, TIMM_NORMALIZATION, Initializer.HE_NORMAL);
        branches = new Branches(convolution);
    }

    private Model model(String name, Node input) {
        Node x = stem(input);
        x = units(BLOCK_35, mixed("mixed_5b", MIXED_5B, x));
        x = units(BLOCK_17, mixed("mixed_6a", MIXED_6A, x));
        x = units(BLOCK_8, mixed("mixed_7a", MIXED_7A, x));
        x = blocks.end("block8_10", branches.residual(names("block8", 10, "block8"), BLOCK_8.branches(), 1, x));
        x = blocks.end("conv_7b", convolution.on(keras ? KERAS_7B : TIMM_7B, CONV_7B, x));
        Head head = keras ? Head.keras(options) : Head.timm(mean -> Head.classes("classif", options, mean));
        return blocks.model(name, input, List.of(head.on(x, options.top(), blocks)));
    }

    private Node stem(Node input) {
        Node x = input;
        for (Step step : STEM) {
            x = branches.step(timm(step.name()), step.layer(), x);
        }
        return blocks.end("stem", x);
    }

    private Node units(Stage stage, Node input) {
        Node x = input;
        for (int i = 1; i <= stage.units(); i++) {
            UnitNames names = names(stage.block(), i, stage.module() + "/" + (i - 1));
            x = blocks.end(stage.block() + "_" + i, branches.unit(names, stage.branches(), stage.scale(), x));
        }
        return x;
    }

    private Node mixed(String name, List<List<Layer>> figure, Node x) {
        return blocks.end(name, branches.join(timm(name), name, figure, x));
    }

    /** Keras' sum is a layer of its own kind that scales too, which it counts from {@code custom_scale_layer}. */
    private UnitNames names(String block, int unit, String module) {
        if (!keras) {
            return UnitNames.torch(module);
        }
        String name = block + "_" + unit;
        String sum = sums == 0 ? "custom_scale_layer" : "custom_scale_layer_" + sums;
        sums++;
        return new UnitNames("", name + "_mixed", name + "_conv", sum + "/scale", sum, name + "_ac");
    }

    /** timm's name of what Keras leaves unnamed. */
    private String timm(String name) {
        return keras ? "" : name;
    }
}
