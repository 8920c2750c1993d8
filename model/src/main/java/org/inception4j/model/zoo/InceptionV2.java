package org.inception4j.model.zoo;

import static org.inception4j.model.ActivationFunction.LINEAR;
import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.zoo.Branches.AVERAGE;
import static org.inception4j.model.zoo.Branches.conv;
import static org.inception4j.model.zoo.ConvBn.named;

import java.util.List;
import org.inception4j.model.Activation;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.SeparableConv2D;

/**
 * BN-Inception (Ioffe and Szegedy 2015, arXiv 1502.03167, figure 5) as TF-slim has it, with its variable scopes: Google's own
 * definition, in which the first convolution is separable as in the paper.
 */
final class InceptionV2 {
    static final Network SLIM = Network.of(
                    "inception-v2:slim",
                    "TF-slim's InceptionV2, which is BN-Inception: a separable first convolution, SAME padding, background as class 0",
                    (name, input, options) -> new InceptionV2(options).model(name, input))
            .withImageSize(224, 1)
            .withClasses(1001)
            .withDeviations(List.of(
                    "the first convolution has a bias and no normalisation",
                    "batch normalisation has an offset and no factor",
                    "the pools of the modules 4c and 4d are projected to 96 channels, which join to figure 5's 576; with its 128 they would be 608",
                    "dropout of 20 % stands before the classifier, where the paper took it out",
                    "there are 1001 classes, of which 0 is the background"))
            .withSource(
                    "Ioffe and Szegedy 2015, arXiv 1502.03167, figure 5; tensorflow/models research/slim/nets/inception_v2.py, with global_pool")
            .withAccuracy(73.9, 91.8, "TF-slim, inception_v2_2016_08_28");

    private static final BatchNormalization NORMALIZATION =
            BatchNormalization.of().withMomentum(0.9997f).withScale(false).withUnbiasedVariance(true);

    private static final Initializer REDUCTION = new Initializer.TruncatedNormal(0, 0.09f);
    private static final Initializer PROJECTION = new Initializer.TruncatedNormal(0, 0.1f);

    private static final MaxPooling2D HALVING = MaxPooling2D.of(3, 2).withPadding(Padding.SAME);

    private final NetworkOptions options;
    private final ConvBn convolution;
    private final ConvBn reduction;
    private final ConvBn projection;
    private final Blocks blocks = new Blocks();

    private InceptionV2(NetworkOptions options) {
        this.options = options;
        convolution = ConvBn.of(options, NORMALIZATION, Initializer.HE_NORMAL);
        reduction = convolution.withKernel(REDUCTION);
        projection = convolution.withKernel(PROJECTION);
    }

    private Model model(String name, Node input) {
        Node x = stem(input);
        for (BnInceptionRow mixed : BnInceptionRow.ROWS) {
            x = blocks.end(mixed.slim(), mixed.halves() ? halving(mixed, x) : module(mixed, x));
        }
        return blocks.model(name, input, List.of(Output.of("", top(x))));
    }

    private Node stem(Node picture) {
        Node x = blocks.end("Conv2d_1a_7x7", named(scope("Conv2d_1a_7x7"), first(), picture));
        x = blocks.end("MaxPool_2a_3x3", named(scope("MaxPool_2a_3x3"), HALVING, x));
        x = blocks.end("Conv2d_2b_1x1", add("Conv2d_2b_1x1", projection, conv(64, 1), x));
        x = blocks.end("Conv2d_2c_3x3", add("Conv2d_2c_3x3", convolution, conv(192, 3), x));
        return blocks.end("MaxPool_3a_3x3", named(scope("MaxPool_3a_3x3"), HALVING, x));
    }

    /** With 8 channels for each of the picture's, or fewer where more would come out of the first half than of the second. */
    private SeparableConv2D first() {
        int channels = options.scaled(64);
        Initializer start = new Initializer.TruncatedNormal(0, 1);
        return SeparableConv2D.of(channels, 7)
                .withStrides(2)
                .withPadding(Padding.SAME)
                .withDepthMultiplier(Math.min(channels / 3, 8))
                .withActivation(RELU)
                .withInitializers(start, start, Initializer.ZEROS);
    }

    private Node module(BnInceptionRow mixed, Node x) {
        String name = mixed.slim();
        Node one = add(name + "/Branch_0/Conv2d_0a_1x1", convolution, conv(mixed.one(), 1), x);
        Node three = reduced(name + "/Branch_1", mixed.reduceThree(), x);
        three = add(name + "/Branch_1/Conv2d_0b_3x3", convolution, conv(mixed.three(), 3), three);
        Node two = reduced(name + "/Branch_2", mixed.reduceDouble(), x);
        two = add(name + "/Branch_2/Conv2d_0b_3x3", convolution, conv(mixed.doubled(), 3), two);
        two = add(name + "/Branch_2/Conv2d_0c_3x3", convolution, conv(mixed.doubled(), 3), two);
        Node pool = pooled(name + "/Branch_3", mixed.pool(), x);
        pool = add(name + "/Branch_3/Conv2d_0b_1x1", projection, conv(mixed.slimProject(), 1), pool);
        return named(scope(name + "/concat"), Concatenate.of(), one, three, two, pool);
    }

    private Node halving(BnInceptionRow mixed, Node x) {
        String name = mixed.slim();
        Node three = reduced(name + "/Branch_0", mixed.reduceThree(), x);
        three = add(name + "/Branch_0/Conv2d_1a_3x3", convolution, halved(mixed.three()), three);
        Node two = reduced(name + "/Branch_1", mixed.reduceDouble(), x);
        two = add(name + "/Branch_1/Conv2d_0b_3x3", convolution, conv(mixed.doubled(), 3), two);
        two = add(name + "/Branch_1/Conv2d_1a_3x3", convolution, halved(mixed.doubled()), two);
        Node pool = named(scope(name + "/Branch_2/MaxPool_1a_3x3"), HALVING, x);
        return named(scope(name + "/concat"), Concatenate.of(), three, two, pool);
    }

    private Node reduced(String branch, int channels, Node x) {
        return add(branch + "/Conv2d_0a_1x1", reduction, conv(channels, 1), x);
    }

    private static Node pooled(String branch, BnInceptionRow.Pool pool, Node x) {
        return switch (pool) {
            case AVERAGE -> named(scope(branch + "/AvgPool_0a_3x3"), AVERAGE, x);
            case MAX ->
                named(scope(branch + "/MaxPool_0a_3x3"), MaxPooling2D.of(3, 1).withPadding(Padding.SAME), x);
        };
    }

    private Node top(Node x) {
        return switch (options.top()) {
            case CLASSIFIER -> blocks.end("classifier", classifier(x));
            case NONE -> x;
            case AVERAGE -> named(scope("Logits/AvgPool_1a_7x7"), GlobalAveragePooling2D.of(), x);
            case MAX -> GlobalMaxPooling2D.of().on(x);
        };
    }

    /** A convolution of the picture of one pixel that the mean leaves. */
    private Node classifier(Node features) {
        Node x = named(
                scope("Logits/AvgPool_1a_7x7"), GlobalAveragePooling2D.of().withKeepDimensions(true), features);
        x = named(scope("Logits/Dropout_1b"), Dropout.of(0.2), x);
        Conv2D classes = Conv2D.of(options.classes(), 1).withInitializers(Initializer.HE_NORMAL, Initializer.ZEROS);
        x = named(scope("Logits/Conv2d_1c_1x1"), classes, x);
        x = named(scope("Logits/SpatialSqueeze"), Flatten.of(), x);
        boolean linear = options.classifierActivation().equals(LINEAR);
        return linear ? x : named(scope("Logits/Predictions"), Activation.of(options.classifierActivation()), x);
    }

    private static Node add(String name, ConvBn unit, Conv2D window, Node x) {
        return unit.on(ConvBn.Names.slim(scope(name)), window, x);
    }

    private static Conv2D halved(int channels) {
        return conv(channels, 3).withStrides(2);
    }

    private static String scope(String name) {
        return "InceptionV2/" + name;
    }
}
