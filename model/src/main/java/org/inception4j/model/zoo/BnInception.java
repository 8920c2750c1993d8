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

    /** A row of figure 5: a module's channels. Without #1x1 it halves the picture, and its pool passes on what it sees. */
    private record Block(
            String name, int one, int reduceThree, int three, int reduceDouble, int doubled, Pool pool, int project) {
        boolean halves() {
            return one == 0;
        }
    }

    private enum Pool {
        AVERAGE,
        MAX
    }

    // The columns of figure 5: #1x1, #3x3 reduce, #3x3, double #3x3 reduce, double #3x3, pool, proj.
    private static final List<Block> BLOCKS = List.of(
            new Block("inception_3a", 64, 64, 64, 64, 96, Pool.AVERAGE, 32),
            new Block("inception_3b", 64, 64, 96, 64, 96, Pool.AVERAGE, 64),
            new Block("inception_3c", 0, 128, 160, 64, 96, Pool.MAX, 0),
            new Block("inception_4a", 224, 64, 96, 96, 128, Pool.AVERAGE, 128),
            new Block("inception_4b", 192, 96, 128, 96, 128, Pool.AVERAGE, 128),
            new Block("inception_4c", 160, 128, 160, 128, 160, Pool.AVERAGE, 128),
            new Block("inception_4d", 96, 128, 192, 160, 192, Pool.AVERAGE, 128),
            new Block("inception_4e", 0, 128, 192, 192, 256, Pool.MAX, 0),
            new Block("inception_5a", 352, 192, 320, 160, 224, Pool.AVERAGE, 128),
            new Block("inception_5b", 352, 192, 320, 192, 224, Pool.MAX, 128));

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
        for (Block block : BLOCKS) {
            x = blocks.end(block.name, inception(block, x));
        }
        Head head = new Head("global_pool", "global_pool", this::classifier);
        return blocks.model(name, input, List.of(head.on(x, options.top(), blocks)));
    }

    private Node stem(Node data) {
        Node x = conv("conv1", "7x7_s2", window(64, 7, 2), data);
        x = conv("conv2", "3x3_reduce", window(64, 1, 1), named("pool1_3x3_s2", halving(), x));
        return named("pool2_3x3_s2", halving(), conv("conv2", "3x3", window(192, 3, 1), x));
    }

    private Node inception(Block block, Node x) {
        int stride = block.halves() ? 2 : 1;
        List<Node> ends = new ArrayList<>();
        if (!block.halves()) {
            ends.add(conv(block.name, "1x1", window(block.one, 1, 1), x));
        }
        Node three = conv(block.name, "3x3_reduce", window(block.reduceThree, 1, 1), x);
        ends.add(conv(block.name, "3x3", window(block.three, 3, stride), three));
        Node two = conv(block.name, "double_3x3_reduce", window(block.reduceDouble, 1, 1), x);
        two = conv(block.name, "double_3x3_1", window(block.doubled, 3, 1), two);
        ends.add(conv(block.name, "double_3x3_2", window(block.doubled, 3, stride), two));
        ends.add(pooled(block, x));
        return named(block.name + "_output", Concatenate.of(), ends.toArray(Node[]::new));
    }

    /** Where it halves, SAME sees what Caffe's rounding up sees, and fits the convolutions beside it at odd sizes too. */
    private Node pooled(Block block, Node x) {
        String name = block.name + "_pool";
        if (block.halves()) {
            return named(name, MaxPooling2D.of(3, 2).withPadding(Padding.SAME), x);
        }
        Node pool =
                switch (block.pool) {
                    case AVERAGE ->
                        named(
                                name,
                                AveragePooling2D.of(3, 1)
                                        .withPadding(Padding.of(1))
                                        .withCountPadding(true),
                                x);
                    case MAX -> named(name, MaxPooling2D.of(3, 1).withPadding(Padding.of(1)), x);
                };
        return conv(block.name, "pool_proj", window(block.project, 1, 1), pool);
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
