package org.inception4j.model.zoo;

import static org.inception4j.model.zoo.ConvBn.named;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Initializer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;
import org.inception4j.model.zoo.ConvBn.Names;

/**
 * BN-Inception (Ioffe and Szegedy 2015, arXiv 1502.03167, figure 5) as its Caffe weights have it, with their layers' names:
 * GoogLeNet with batch normalisation and two 3x3 for each 5x5.
 */
final class BnInception {
    static final Network CAFFE = Network.of(
                    "bn-inception",
                    "BN-Inception, with the names, biases and scaled normalisation of its Caffe weights",
                    (name, input, options) -> new BnInception(options).model(name, input))
            .withImageSize(224, 32)
            .countedByPyTorch()
            .withInputName("data")
            .withDeviations(List.of(
                    "the first convolution is a full one, where the paper's is separable with a depth multiplier of 8",
                    "convolutions have biases, which their normalisation makes needless",
                    "the modules 4c and 4d join 608 channels, where figure 5 says 576"))
            .withSource(
                    "Ioffe and Szegedy 2015, arXiv 1502.03167, figure 5; Caffe's definition as in Cadene's pretrained-models.pytorch")
            .withAccuracy(74.8, 92.2, "arXiv 1502.03167, single crop");

    /** 0.9 as Caffe averages; the port to PyTorch says 0.9 too, which there means a tenth of it. */
    private static final BatchNormalization NORMALIZATION =
            BatchNormalization.of().withMomentum(0.9f).withEpsilon(1e-5f).withUnbiasedVariance(true);

    private final NetworkOptions options;
    private final ConvBn convolution;
    private final Blocks blocks = new Blocks();

    private BnInception(NetworkOptions options) {
        this.options = options;
        convolution =
                ConvBn.of(options, NORMALIZATION, Initializer.CAFFE_XAVIER).withBias(true);
    }

    private Model model(String name, Node input) {
        Node x = blocks.end("stem", stem(input));
        for (BnInceptionRow row : BnInceptionRow.ROWS) {
            x = blocks.end(row.caffe(), inception(row, x));
        }
        Head head = new Head("global_pool", "global_pool", this::classifier);
        return blocks.model(name, input, List.of(head.on(x, options.top(), blocks)));
    }

    private Node stem(Node data) {
        Node x = conv("conv1", "7x7_s2", window(64, 7, 2), data);
        x = conv("conv2", "3x3_reduce", window(64, 1, 1), named("pool1_3x3_s2", halving(), x));
        return named("pool2_3x3_s2", halving(), conv("conv2", "3x3", window(192, 3, 1), x));
    }

    private Node inception(BnInceptionRow row, Node x) {
        int stride = row.halves() ? 2 : 1;
        List<Node> ends = new ArrayList<>();
        if (!row.halves()) {
            ends.add(conv(row.caffe(), "1x1", window(row.one(), 1, 1), x));
        }
        Node three = conv(row.caffe(), "3x3_reduce", window(row.reduceThree(), 1, 1), x);
        ends.add(conv(row.caffe(), "3x3", window(row.three(), 3, stride), three));
        Node two = conv(row.caffe(), "double_3x3_reduce", window(row.reduceDouble(), 1, 1), x);
        two = conv(row.caffe(), "double_3x3_1", window(row.doubled(), 3, 1), two);
        ends.add(conv(row.caffe(), "double_3x3_2", window(row.doubled(), 3, stride), two));
        ends.add(pooled(row, x));
        return named(row.caffe() + "_output", Concatenate.of(), ends.toArray(Node[]::new));
    }

    /** Where it halves, SAME sees what Caffe's rounding up sees, and fits the convolutions beside it at odd sizes too. */
    private Node pooled(BnInceptionRow row, Node x) {
        String name = row.caffe() + "_pool";
        if (row.halves()) {
            return named(name, MaxPooling2D.of(3, 2).withPadding(Padding.SAME), x);
        }
        Node pool =
                switch (row.pool()) {
                    case AVERAGE ->
                        named(
                                name,
                                AveragePooling2D.of(3, 1)
                                        .withPadding(Padding.of(1))
                                        .withCountPadding(true),
                                x);
                    case MAX -> named(name, MaxPooling2D.of(3, 1).withPadding(Padding.of(1)), x);
                };
        return conv(row.caffe(), "pool_proj", window(row.project(), 1, 1), pool);
    }

    private Node classifier(Node x) {
        Dense dense = Dense.of(options.classes(), options.classifierActivation())
                .withInitializers(Initializer.CAFFE_XAVIER, Initializer.ZEROS);
        return named("last_linear", dense, x);
    }

    private Node conv(String block, String part, Conv2D window, Node x) {
        String name = block + "_" + part;
        return convolution.on(new Names(name, name + "_bn", block + "_relu_" + part.replace("_s2", "")), window, x);
    }

    private static Conv2D window(int filters, int side, int stride) {
        return Conv2D.of(filters, side).withStrides(stride).withPadding(Padding.of(side / 2));
    }

    private static MaxPooling2D halving() {
        return MaxPooling2D.of(3, 2).withRounding(Rounding.CEIL);
    }
}
