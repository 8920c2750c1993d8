package org.inception4j.model.zoo;

import static org.inception4j.model.ActivationFunction.LINEAR;
import static org.inception4j.model.ActivationFunction.RELU;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Activation;
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
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;

/**
 * GoogLeNet (Szegedy et al. 2014, arXiv 1409.4842, table 1) as the paper and its well-known definitions have it: one table,
 * one graph, and a {@link GoogLeNetStyle} for each. Layers go by Caffe's names here; the style translates them.
 *
 * <p>What becomes of a picture before it comes in is not part of the graph: torchvision's {@code transform_input}, which
 * makes 2x - 1 of what was normalised by ImageNet's means, belongs to the preprocessing.
 */
final class GoogLeNet {
    static final Network PAPER = network(
                    "googlenet:paper",
                    "GoogLeNet as in the paper: biases, local response normalisation, 5x5 branches, two auxiliary heads",
                    GoogLeNetStyle.PAPER)
            .withImageSize(224, 64)
            .withHeads()
            .withInputName("data")
            .withSource(
                    "Szegedy et al. 2014, arXiv 1409.4842, table 1; names, padding and initial weights of Caffe's bvlc_googlenet")
            .withAccuracy(68.7, 88.9, "BVLC Caffe model zoo, bvlc_googlenet, centre crop");

    /** The window of 7x7 fits from 223 pixels on; up to 254 it leaves one cell, and the published weights fit. */
    static final Network CAFFE = network(
                    "googlenet:caffe",
                    "Caffe's bvlc_googlenet to the letter: as the paper's, with a last pool of 7x7, so that its weights fit 223 to 254 pixels only",
                    GoogLeNetStyle.CAFFE)
            .withImageSize(224, 223)
            .withHeads()
            .withInputName("data")
            .withSource("BVLC/caffe models/bvlc_googlenet, train_val.prototxt and deploy.prototxt")
            .withAccuracy(68.7, 88.9, "BVLC Caffe model zoo, bvlc_googlenet, centre crop");

    static final Network SLIM = network(
                    "googlenet:slim",
                    "TF-slim's InceptionV1: SAME padding, batch normalisation, 3x3 in the 5x5 branches, background as class 0, no heads",
                    GoogLeNetStyle.SLIM)
            .withDeviation("class 0 is the background, so that ImageNet has 1001 classes")
            .withImageSize(224, 1)
            .withClasses(1001)
            .withSource("tensorflow/models research/slim/nets/inception_v1.py, with global_pool")
            .withAccuracy(69.8, 89.6, "tensorflow/models research/slim, inception_v1_2016_08_28");

    static final Network TORCHVISION = network(
                    "googlenet:torchvision",
                    "torchvision's googlenet: TF-slim's InceptionV1 with Caffe's padding and two auxiliary heads",
                    GoogLeNetStyle.TORCHVISION)
            .withImageSize(224, 15)
            .withHeads()
            .countedByPyTorch()
            .withSource("pytorch/vision torchvision/models/googlenet.py")
            .withAccuracy(69.778, 89.530, "torchvision, GoogLeNet_Weights.IMAGENET1K_V1");

    static final Network BATCH_NORMALISED = network(
                    "googlenet:bn",
                    "GoogLeNet with batch normalisation after each convolution, for training from scratch",
                    GoogLeNetStyle.BATCH_NORMALISED)
            .withImageSize(224, 64)
            .withInputName("data")
            .withSource(
                    "GoogLeNet (arXiv 1409.4842) with the normalisation of Ioffe and Szegedy 2015 (arXiv 1502.03167)");

    /** The modules that an auxiliary head looks at, and its name. */
    private static final Map<String, String> HEADS = Map.of("inception_4a", "loss1", "inception_4d", "loss2");

    private static final float HEAD_LOSS_WEIGHT = 0.3f;

    private final GoogLeNetStyle style;
    private final NetworkOptions options;
    private final Blocks blocks = new Blocks();
    private final List<Output> heads = new ArrayList<>();

    private GoogLeNet(GoogLeNetStyle style, NetworkOptions options) {
        this.style = style;
        this.options = options;
    }

    private static Network network(String name, String description, GoogLeNetStyle style) {
        return Network.of(name, description, (model, input, options) -> model(style, model, input, options))
                .withDeviations(style.deviations());
    }

    static Model model(GoogLeNetStyle style, String name, Node input, NetworkOptions options) {
        return new GoogLeNet(style, options).model(name, input);
    }

    private Model model(String name, Node input) {
        Node x = blocks.end("stem", stem(input));
        x = maxPool("pool3/3x3_s2", 3, modules(InceptionRow.STAGE_3, x));
        x = maxPool("pool4/3x3_s2", style.pools().last(), modules(InceptionRow.STAGE_4, x));
        Output main = top(modules(InceptionRow.STAGE_5, x));
        List<Output> outputs = new ArrayList<>(List.of(main));
        outputs.addAll(heads);
        return blocks.model(name, input, outputs);
    }

    private Node stem(Node data) {
        Node x = maxPool("pool1/3x3_s2", 3, conv("conv1/7x7_s2", data, 64, 7, 2));
        x = conv("conv2/3x3_reduce", respond("pool1/norm1", x), 64, 1, 1);
        x = respond("conv2/norm2", conv("conv2/3x3", x, 192, 3, 1));
        return maxPool("pool2/3x3_s2", 3, x);
    }

    private Node modules(List<InceptionRow> rows, Node input) {
        Node x = input;
        for (InceptionRow row : rows) {
            Node end = style.convolutions().bottlenecksFirst() ? bottlenecksFirst(row, x) : module(row, x);
            x = blocks.end(style.names().block(row.name()), end);
            if (options.heads() && style.hasHeads() && HEADS.containsKey(row.name())) {
                head(HEADS.get(row.name()), x);
            }
        }
        return x;
    }

    private Node module(InceptionRow row, Node x) {
        Node one = conv(row.name() + "/1x1", x, row.one(), 1, 1);
        Node three = conv(row.name() + "/3x3_reduce", x, row.reduceThree(), 1, 1);
        three = conv(row.name() + "/3x3", three, row.three(), 3, 1);
        Node five = conv(row.name() + "/5x5_reduce", x, row.reduceFive(), 1, 1);
        five = conv(row.name() + "/5x5", five, row.five(), style.convolutions().five(), 1);
        Node project = conv(row.name() + "/pool_proj", window(row.name() + "/pool", x), row.project(), 1, 1);
        return add(row.name() + "/output", Concatenate.of(), one, three, five, project);
    }

    /** The same module, its layers made in another order. */
    private Node bottlenecksFirst(InceptionRow row, Node x) {
        Node three = conv(row.name() + "/3x3_reduce", x, row.reduceThree(), 1, 1);
        Node five = conv(row.name() + "/5x5_reduce", x, row.reduceFive(), 1, 1);
        Node pool = window(row.name() + "/pool", x);
        Node one = conv(row.name() + "/1x1", x, row.one(), 1, 1);
        three = conv(row.name() + "/3x3", three, row.three(), 3, 1);
        five = conv(row.name() + "/5x5", five, row.five(), style.convolutions().five(), 1);
        Node project = conv(row.name() + "/pool_proj", pool, row.project(), 1, 1);
        return add(row.name() + "/output", Concatenate.of(), one, three, five, project);
    }

    private Output top(Node x) {
        return switch (options.top()) {
            case CLASSIFIER -> Output.of(name("prob"), blocks.end("classifier", main(x)));
            case NONE -> Output.of("", x);
            case AVERAGE -> Output.of("", mean(GlobalAveragePooling2D.of(), x));
            case MAX -> Output.of("", add("pool5/max", GlobalMaxPooling2D.of(), x));
        };
    }

    private Node main(Node x) {
        return switch (style.ending().classifier()) {
            case DENSE -> classifier("loss3/classifier", drop(mean(GlobalAveragePooling2D.of(), x)));
            case DENSE_ON_WINDOWS ->
                classifier(
                        "loss3/classifier",
                        add("loss3/flatten", Flatten.of(), drop(mean(AveragePooling2D.of(7, 1), x))));
            case CONVOLUTION -> convolutionalClassifier(drop(mean(new GlobalAveragePooling2D(true), x)));
        };
    }

    private Node mean(Layer pool, Node x) {
        return add("pool5/7x7_s1", pool, x);
    }

    private Node drop(Node x) {
        double rate = style.ending().dropout();
        return rate == 0 ? x : add("pool5/drop_7x7_s1", Dropout.of(rate), x);
    }

    private Node convolutionalClassifier(Node pixel) {
        Conv2D conv =
                Conv2D.of(options.classes(), 1).withInitializers(style.start().classifier(), Initializer.ZEROS);
        Node logits = add("loss3/squeeze", Flatten.of(), add("loss3/classifier", conv, pixel));
        boolean linear = options.classifierActivation().equals(LINEAR);
        return linear ? logits : add("loss3/prob", Activation.of(options.classifierActivation()), logits);
    }

    private void head(String name, Node input) {
        Node x = conv(name + "/conv", add(name + "/ave_pool", style.pools().head(), input), 128, 1, 1);
        x = add(name + "/flatten", Flatten.of(), x);
        Dense dense = Dense.of(options.scaled(1024), RELU)
                .withInitializers(style.start().kernel(), style.start().bias());
        x = add(name + "/drop_fc", Dropout.of(0.7), add(name + "/fc", dense, x));
        Node end = blocks.end(style.names().block(name), classifier(name + "/classifier", x));
        heads.add(Output.auxiliary(name(name), end, HEAD_LOSS_WEIGHT));
    }

    private Node classifier(String name, Node x) {
        Dense dense = Dense.of(options.classes(), options.classifierActivation());
        return add(name, dense.withInitializers(style.start().classifier(), Initializer.ZEROS), x);
    }

    private Node conv(String name, Node x, int channels, int kernelSize, int stride) {
        Conv2D conv = Conv2D.of(channels, kernelSize)
                .withStrides(stride)
                .withPadding(style.pools().same() ? Padding.SAME : Padding.of(kernelSize / 2));
        if (style.convolutions().normalization() != null) {
            return ConvBn.of(
                            options,
                            style.convolutions().normalization(),
                            style.start().kernel())
                    .on(style.names().convolution().apply(name(name)), conv, x);
        }
        return add(
                name,
                conv.withFilters(options.scaled(channels))
                        .withActivation(RELU)
                        .withInitializers(style.start().kernel(), style.start().bias()),
                x);
    }

    private Node maxPool(String name, int size, Node x) {
        MaxPooling2D pool = MaxPooling2D.of(size, 2);
        return add(name, style.pools().same() ? pool.withPadding(Padding.SAME) : pool.withRounding(Rounding.CEIL), x);
    }

    /** The pool within a module, which keeps height and width. */
    private Node window(String name, Node x) {
        return add(name, MaxPooling2D.of(3, 1).withPadding(style.pools().same() ? Padding.SAME : Padding.of(1)), x);
    }

    private Node respond(String name, Node x) {
        return style.convolutions().localResponse() ? add(name, LocalResponseNormalization.of(), x) : x;
    }

    private Node add(String name, Layer layer, Node... inputs) {
        return ConvBn.named(name(name), layer, inputs);
    }

    private String name(String caffe) {
        return style.names().layer().apply(caffe);
    }
}
