package org.inception4j.model.zoo;

import static org.inception4j.model.ActivationFunction.LINEAR;
import static org.inception4j.model.ActivationFunction.RELU;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Activation;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;

/**
 * GoogLeNet (Szegedy et al. 2014, arXiv 1409.4842, table 1) with the layer names, the padding and the initial weights of
 * Caffe's {@code bvlc_googlenet}. Pools round up as Caffe's do, so an auxiliary head finds at least one window at every size.
 */
final class GoogLeNet {
    static final Network PAPER = Network.of(
                    "googlenet:paper",
                    "GoogLeNet as in the paper: biases, local response normalisation, 5x5 branches, two auxiliary heads",
                    (name, input, options) -> new GoogLeNet(options, false).model(name, input))
            .withImageSize(224, 64)
            .withHeads()
            .withInputName("data")
            .withSource(
                    "Szegedy et al. 2014, arXiv 1409.4842, table 1; names, padding and initial weights of Caffe's bvlc_googlenet")
            .withAccuracy(68.7, 88.9, "BVLC Caffe model zoo, bvlc_googlenet, centre crop");

    static final Network BATCH_NORMALISED = Network.of(
                    "googlenet:bn",
                    "GoogLeNet with batch normalisation after each convolution, for training from scratch",
                    (name, input, options) -> new GoogLeNet(options, true).model(name, input))
            .withImageSize(224, 64)
            .withInputName("data")
            .withSource(
                    "GoogLeNet (arXiv 1409.4842) with the normalisation of Ioffe and Szegedy 2015 (arXiv 1502.03167)");

    /** A row of table 1: an inception module's channels. */
    private record Block(String name, int one, int reduceThree, int three, int reduceFive, int five, int project) {}

    // The columns of table 1: #1x1, #3x3 reduce, #3x3, #5x5 reduce, #5x5, pool proj.
    private static final List<Block> STAGE_3 = List.of(
            new Block("inception_3a", 64, 96, 128, 16, 32, 32), new Block("inception_3b", 128, 128, 192, 32, 96, 64));
    private static final List<Block> STAGE_4 = List.of(
            new Block("inception_4a", 192, 96, 208, 16, 48, 64),
            new Block("inception_4b", 160, 112, 224, 24, 64, 64),
            new Block("inception_4c", 128, 128, 256, 24, 64, 64),
            new Block("inception_4d", 112, 144, 288, 32, 64, 64),
            new Block("inception_4e", 256, 160, 320, 32, 128, 128));
    private static final List<Block> STAGE_5 = List.of(
            new Block("inception_5a", 256, 160, 320, 32, 128, 128),
            new Block("inception_5b", 384, 192, 384, 48, 128, 128));

    /** The modules that an auxiliary head looks at, and its name. */
    private static final Map<String, String> HEADS = Map.of("inception_4a", "loss1", "inception_4d", "loss2");

    private static final float HEAD_LOSS_WEIGHT = 0.3f;
    private static final Initializer CAFFE_BIAS = new Initializer.Constant(0.2f);

    /** 0.9 as in PyTorch instead of Keras' 0.99: a small set of photos has few steps an epoch. */
    private static final BatchNormalization BATCH_NORMALIZATION =
            BatchNormalization.of().withMomentum(0.9f);

    private final NetworkOptions options;
    private final boolean batchNormalised;
    private final Blocks blocks = new Blocks();
    private final List<Output> heads = new ArrayList<>();

    private GoogLeNet(NetworkOptions options, boolean batchNormalised) {
        this.options = options;
        this.batchNormalised = batchNormalised;
    }

    private Model model(String name, Node input) {
        Node x = pool("pool3/3x3_s2", modules(STAGE_3, blocks.end("stem", stem(input))));
        x = modules(STAGE_5, pool("pool4/3x3_s2", modules(STAGE_4, x)));
        List<Output> outputs = new ArrayList<>(List.of(top(x)));
        outputs.addAll(heads);
        return blocks.model(name, input, outputs);
    }

    private Output top(Node x) {
        return switch (options.top()) {
            case CLASSIFIER -> Output.of("prob", blocks.end("classifier", main(x)));
            case NONE -> Output.of("", x);
            case AVERAGE -> Output.of("", pooled(x));
            case MAX -> Output.of("", GlobalMaxPooling2D.of().named("pool5/max").on(x));
        };
    }

    private Node main(Node x) {
        return classifier(
                "loss3/classifier", Dropout.of(0.4).named("pool5/drop_7x7_s1").on(pooled(x)));
    }

    private static Node pooled(Node x) {
        return GlobalAveragePooling2D.of().named("pool5/7x7_s1").on(x);
    }

    private Node stem(Node data) {
        Node x = pool("pool1/3x3_s2", conv("conv1/7x7_s2", data, 64, 7, 2));
        x = conv("conv2/3x3_reduce", respond("pool1/norm1", x), 64, 1, 1);
        x = respond("conv2/norm2", conv("conv2/3x3", x, 192, 3, 1));
        return pool("pool2/3x3_s2", x);
    }

    private Node modules(List<Block> rows, Node input) {
        Node x = input;
        for (Block block : rows) {
            x = blocks.end(block.name, inception(block, x));
            if (options.heads() && HEADS.containsKey(block.name)) {
                head(HEADS.get(block.name), x);
            }
        }
        return x;
    }

    private Node inception(Block block, Node x) {
        Node one = conv(block.name + "/1x1", x, block.one, 1, 1);
        Node three = conv(block.name + "/3x3_reduce", x, block.reduceThree, 1, 1);
        three = conv(block.name + "/3x3", three, block.three, 3, 1);
        Node five = conv(block.name + "/5x5_reduce", x, block.reduceFive, 1, 1);
        five = conv(block.name + "/5x5", five, block.five, 5, 1);
        Node pool = MaxPooling2D.of(3, 1)
                .withPadding(Padding.of(1))
                .named(block.name + "/pool")
                .on(x);
        pool = conv(block.name + "/pool_proj", pool, block.project, 1, 1);
        return Concatenate.of().named(block.name + "/output").on(one, three, five, pool);
    }

    private void head(String name, Node input) {
        AveragePooling2D average = AveragePooling2D.of(5, 3).withRounding(Rounding.CEIL);
        Node x = conv(name + "/conv", average.named(name + "/ave_pool").on(input), 128, 1, 1);
        x = Flatten.of().named(name + "/flatten").on(x);
        x = Dense.of(options.scaled(1024), RELU)
                .withInitializers(kernel(), bias())
                .named(name + "/fc")
                .on(x);
        x = Dropout.of(0.7).named(name + "/drop_fc").on(x);
        Node end = blocks.end(name, classifier(name + "/classifier", x));
        heads.add(Output.auxiliary(name, end, HEAD_LOSS_WEIGHT));
    }

    private Node conv(String name, Node x, int channels, int kernelSize, int stride) {
        Conv2D conv = Conv2D.of(options.scaled(channels), kernelSize)
                .withStrides(stride)
                .withPadding(Padding.of(kernelSize / 2))
                .withActivation(batchNormalised ? LINEAR : RELU)
                .withBias(!batchNormalised)
                .withInitializers(kernel(), bias());
        Node node = conv.named(name).on(x);
        return batchNormalised
                ? activated(name, BATCH_NORMALIZATION.named(name + "/bn").on(node))
                : node;
    }

    private static Node activated(String name, Node x) {
        return Activation.of(RELU).named(name + "/relu").on(x);
    }

    private static Node pool(String name, Node x) {
        return MaxPooling2D.of(3, 2).withRounding(Rounding.CEIL).named(name).on(x);
    }

    /** Local response normalisation, which batch normalisation makes needless. */
    private Node respond(String name, Node x) {
        return batchNormalised ? x : LocalResponseNormalization.of().named(name).on(x);
    }

    private Node classifier(String name, Node x) {
        Initializer start = batchNormalised ? Initializer.GLOROT_UNIFORM : Initializer.CAFFE_XAVIER;
        return Dense.of(options.classes(), options.classifierActivation())
                .withInitializers(start, Initializer.ZEROS)
                .named(name)
                .on(x);
    }

    private Initializer kernel() {
        return batchNormalised ? Initializer.HE_NORMAL : Initializer.CAFFE_XAVIER;
    }

    private Initializer bias() {
        return batchNormalised ? Initializer.ZEROS : CAFFE_BIAS;
    }
}
