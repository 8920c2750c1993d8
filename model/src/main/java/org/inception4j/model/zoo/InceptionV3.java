package org.inception4j.model.zoo;

import static org.inception4j.model.ActivationFunction.LINEAR;
import static org.inception4j.model.zoo.Branches.AVERAGE;
import static org.inception4j.model.zoo.Branches.MAX;
import static org.inception4j.model.zoo.Branches.conv;
import static org.inception4j.model.zoo.Branches.halving;
import static org.inception4j.model.zoo.Branches.valid;
import static org.inception4j.model.zoo.ConvBn.named;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.zoo.Branches.Step;

/**
 * Inception-v3 (Szegedy et al. 2015, arXiv 1512.00567) as its published weights have it. One table of layers; who published
 * them says what the layers are called, how they are normalised, how they start and what they end in.
 *
 * <p>The windows of the auxiliary head shrink to what there is, as TF-slim's do, so there is a head at every image size; below
 * 299 pixels its weights have another shape than the published ones.
 */
final class InceptionV3 {
    private static final String PAPER = "Szegedy et al. 2015, arXiv 1512.00567; ";

    /** Of all published weights, Google's own too. */
    private static final List<String> STEM_DEVIATIONS = List.of(
            "the stem's 80 channels come of a 1x1 convolution, where table 1 has one of 3x3",
            "a max pool after the 3x3 of 192 channels halves the stem's maps, where table 1 halves by that convolution and has another to 288 channels",
            "the first module joins 256 channels, where table 1 has 288");

    static final Network KERAS = network(
                    InceptionV3Source.KERAS,
                    "keras",
                    "Inception-v3 as in Keras' applications: layer names, order and numbers")
            .withDeviation("batch normalisation has an offset and no factor")
            .withDeviation("there is no auxiliary head")
            .withSource(PAPER + "keras.applications.InceptionV3")
            .withAccuracy(77.9, 93.7, "keras.io/api/applications");

    static final Network TORCHVISION = network(
                    InceptionV3Source.TORCHVISION,
                    "torchvision",
                    "Inception-v3 as in torchvision: scaled normalisation, pools that count padding, an auxiliary head")
            .withHeads()
            .countedByPyTorch()
            .withDeviation("the means of 3x3 count the zeros beyond the border, where TensorFlow's count pixels only")
            .withSource(PAPER + "torchvision.models.inception_v3")
            .withAccuracy(77.294, 93.450, "torchvision, Inception_V3_Weights.IMAGENET1K_V1");

    static final Network SLIM = network(
                    InceptionV3Source.SLIM,
                    "slim",
                    "Inception-v3 as in TF-slim: a class for the background, an auxiliary head")
            .withHeads()
            .withClasses(1001)
            .withDeviation("batch normalisation has an offset and no factor")
            .withDeviation("there are 1001 classes, of which 0 is the background")
            .withSource(PAPER + "tensorflow/models research/slim/nets/inception_v3.py")
            .withAccuracy(78.0, 93.9, "TF-slim, inception_v3_2016_08_28");

    /** An inception module by TF-slim's and by Keras' name: branches side by side, joined along the channels. */
    record Mixed(String name, String kerasName, List<Branch> branches) {}

    /** Layers one after another, and then those that all see the last one's result and are joined: figure 7. */
    record Branch(String name, List<Layer> trunk, List<Layer> fork) {}

    // Table 1, from 299x299x3 to 35x35x192.
    private static final List<Step> STEM = List.of(
            new Step("Conv2d_1a_3x3", halving(32)),
            new Step("Conv2d_2a_3x3", valid(32, 3)),
            new Step("Conv2d_2b_3x3", conv(64, 3)),
            new Step("MaxPool_3a_3x3", MAX),
            new Step("Conv2d_3b_1x1", valid(80, 1)),
            new Step("Conv2d_4a_3x3", valid(192, 3)),
            new Step("MaxPool_5a_3x3", MAX));

    // Table 1, from there to 8x8x2048.
    private static final List<Mixed> MODULES = List.of(
            new Mixed("Mixed_5b", "mixed0", figure5(32)),
            new Mixed("Mixed_5c", "mixed1", figure5(64)),
            new Mixed("Mixed_5d", "mixed2", figure5(64)),
            new Mixed("Mixed_6a", "mixed3", halvingTo17()),
            new Mixed("Mixed_6b", "mixed4", figure6(128)),
            new Mixed("Mixed_6c", "mixed5", figure6(160)),
            new Mixed("Mixed_6d", "mixed6", figure6(160)),
            new Mixed("Mixed_6e", "mixed7", figure6(192)),
            new Mixed("Mixed_7a", "mixed8", halvingTo8()),
            new Mixed("Mixed_7b", "mixed9", figure7()),
            new Mixed("Mixed_7c", "mixed10", figure7()));

    private static final String HEAD_AFTER = "Mixed_6e";

    /** TF-slim's train_image_classifier.py and PyTorch's tutorial on fine-tuning; torchvision's own trainer has no word on it. */
    private static final float HEAD_LOSS_WEIGHT = 0.4f;

    private static List<Branch> figure5(int project) {
        return List.of(
                branch("branch1x1", conv(64, 1)),
                branch("branch5x5", conv(48, 1), conv(64, 5)),
                branch("branch3x3dbl", conv(64, 1), conv(96, 3), conv(96, 3)),
                branch("branch_pool", AVERAGE, conv(project, 1)));
    }

    private static List<Branch> halvingTo17() {
        return List.of(
                branch("branch3x3", halving(384)),
                branch("branch3x3dbl", conv(64, 1), conv(96, 3), halving(96)),
                branch("branch_pool", MAX));
    }

    /** With n = 7: a 7x7 as 1x7 and 7x1. */
    private static List<Branch> figure6(int c) {
        return List.of(
                branch("branch1x1", conv(192, 1)),
                branch("branch7x7", conv(c, 1), conv(c, 1, 7), conv(192, 7, 1)),
                branch("branch7x7dbl", conv(c, 1), conv(c, 7, 1), conv(c, 1, 7), conv(c, 7, 1), conv(192, 1, 7)),
                branch("branch_pool", AVERAGE, conv(192, 1)));
    }

    private static List<Branch> halvingTo8() {
        return List.of(
                branch("branch3x3", conv(192, 1), halving(320)),
                branch("branch7x7x3", conv(192, 1), conv(192, 1, 7), conv(192, 7, 1), halving(192)),
                branch("branch_pool", MAX));
    }

    private static List<Branch> figure7() {
        List<Layer> fork = List.of(conv(384, 1, 3), conv(384, 3, 1));
        return List.of(
                branch("branch1x1", conv(320, 1)),
                new Branch("branch3x3", List.of(conv(384, 1)), fork),
                new Branch("branch3x3dbl", List.of(conv(448, 1), conv(384, 3)), fork),
                branch("branch_pool", AVERAGE, conv(192, 1)));
    }

    private final InceptionV3Source source;
    private final NetworkOptions options;
    private final ConvBn convolution;
    private final Blocks blocks = new Blocks();
    private final List<Output> heads = new ArrayList<>();

    private InceptionV3(InceptionV3Source source, NetworkOptions options) {
        this.source = source;
        this.options = options;
        convolution = ConvBn.of(
                options, source.numbers().normalization(), source.numbers().kernel());
    }

    private static Network network(InceptionV3Source source, String variant, String description) {
        return Network.of("inception-v3:" + variant, description, (name, input, options) -> new InceptionV3(
                                source, options)
                        .model(name, input))
                .withImageSize(299, 75)
                .withDeviations(STEM_DEVIATIONS);
    }

    private Model model(String name, Node input) {
        Node x = input;
        for (Step row : STEM) {
            x = row(row, x);
        }
        for (Mixed mixed : MODULES) {
            x = blocks.end(source.block(mixed), mixed(mixed, x));
            if (mixed.name.equals(HEAD_AFTER) && options.heads() && source.hasHead()) {
                heads.add(head(x));
            }
        }
        heads.addFirst(Output.of("", top(x)));
        return blocks.model(source.model(name), input, heads);
    }

    private Node row(Step row, Node x) {
        Node end = step(source.stem(row), row.layer(), x);
        source.block(row).ifPresent(block -> blocks.end(block, end));
        return end;
    }

    private Node mixed(Mixed mixed, Node x) {
        List<Node> ends = new ArrayList<>();
        for (Branch branch : mixed.branches) {
            ends.add(branch(mixed, branch, x));
        }
        return join(source.joined(mixed), ends);
    }

    private Node branch(Mixed mixed, Branch branch, Node input) {
        Node x = input;
        for (int i = 0; i < branch.trunk.size(); i++) {
            x = step(source.step(mixed, branch, i), branch.trunk.get(i), x);
        }
        List<Node> ends = new ArrayList<>();
        for (int i = 0; i < branch.fork.size(); i++) {
            ends.add(step(source.step(mixed, branch, branch.trunk.size() + i), branch.fork.get(i), x));
        }
        return ends.isEmpty() ? x : join(source.forked(mixed, branch), ends);
    }

    private static Node join(String name, List<Node> ends) {
        return named(name, Concatenate.of(), ends.toArray(Node[]::new));
    }

    private Node step(String name, Layer layer, Node x) {
        return switch (layer) {
            case Conv2D conv -> convolution.on(source.names(name), conv, x);
            case AveragePooling2D pool ->
                named(name, pool.withCountPadding(source.numbers().countsPadding()), x);
            default -> named(name, layer, x);
        };
    }

    private Node top(Node x) {
        return switch (options.top()) {
            case CLASSIFIER -> blocks.end("classifier", classifier(x));
            case NONE -> x;
            case AVERAGE -> named(source.ends().pooling(), GlobalAveragePooling2D.of(), x);
            case MAX -> GlobalMaxPooling2D.of().on(x);
        };
    }

    private Node classifier(Node features) {
        Node x = mean(source.ends().mean(), features);
        if (source.numbers().dropout() > 0) {
            x = named(source.ends().dropout(), Dropout.of(source.numbers().dropout()), x);
        }
        return classes(source.ends().classifier(), source.numbers().kernel(), x);
    }

    private Node mean(String name, Node x) {
        return named(name, GlobalAveragePooling2D.of().withKeepDimensions(source.convolvesClasses()), x);
    }

    /** Section 6.1's auxiliary classifier, whose convolutions are normalised as all are. */
    private Output head(Node input) {
        AveragePooling2D average = AveragePooling2D.of(within(input, 5), Size.of(3));
        Node x = named(source.head("pool"), average, input);
        x = step(source.head("conv0"), conv(128, 1), x);
        Conv2D whole = Conv2D.of(768, within(x, 5));
        ConvBn small = convolution.withKernel(new Initializer.TruncatedNormal(0, 0.01f));
        x = small.on(source.names(source.head("conv1")), whole, x);
        Initializer smaller = new Initializer.TruncatedNormal(0, 0.001f);
        Node end = classes(source.head("fc"), smaller, mean(source.head("avgpool"), x));
        return Output.auxiliary("AuxLogits", blocks.end("AuxLogits", end), HEAD_LOSS_WEIGHT);
    }

    private Node classes(String name, Initializer kernel, Node x) {
        if (source.convolvesClasses()) {
            return convolvedClasses(name, kernel, x);
        }
        Dense dense = Dense.of(options.classes(), options.classifierActivation());
        return named(name, dense.withInitializers(kernel, Initializer.ZEROS), x);
    }

    /** On the picture of one pixel that the mean leaves. */
    private Node convolvedClasses(String name, Initializer kernel, Node pixel) {
        Conv2D conv = Conv2D.of(options.classes(), 1).withInitializers(kernel, Initializer.ZEROS);
        String scope = name.substring(0, name.lastIndexOf('/') + 1);
        Node logits = named(scope + "SpatialSqueeze", Flatten.of(), named(name, conv, pixel));
        ActivationFunction activation = options.classifierActivation();
        return activation.equals(LINEAR) ? logits : named(scope + "Predictions", Activation.of(activation), logits);
    }

    /** A square window, as much of it as finds room. */
    private static Size within(Node x, int side) {
        Shape picture = x.shape();
        return Size.of(Math.min(side, picture.height()), Math.min(side, picture.width()));
    }

    private static Branch branch(String name, Layer... layers) {
        return new Branch(name, List.of(layers), List.of());
    }
}
