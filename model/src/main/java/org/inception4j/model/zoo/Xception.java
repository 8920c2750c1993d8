package org.inception4j.model.zoo;

import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.zoo.ConvBn.named;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inception4j.model.Activation;
import org.inception4j.model.Add;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.SeparableConv2D;

/** Xception (Chollet 2017, arXiv 1610.02357, figure 5) with Keras' names and padding or timm's. */
final class Xception {
    private static final String NO_DROPOUT = "there is no dropout; the paper has 50 %";

    static final Network KERAS = Network.of(
                    "xception:keras",
                    "Xception as Keras has it, layer by layer in its order and under its names",
                    (_, input, options) -> new Xception(options, true).model("xception", input))
            .withImageSize(299, 71)
            .withSource("Chollet 2017, arXiv 1610.02357, figure 5; keras.applications.Xception")
            .withDeviations(List.of(NO_DROPOUT))
            .withAccuracy(79.0, 94.5, "keras.io");

    static final Network TIMM = Network.of(
                    "xception:timm",
                    "Xception as timm has it (legacy_xception): the same with other padding and epsilon",
                    (name, input, options) -> new Xception(options, false).model(name, input))
            .withImageSize(299, 7)
            .countedByPyTorch()
            .withSource("Chollet 2017, arXiv 1610.02357, figure 5; timm's legacy_xception")
            .withDeviations(
                    List.of(
                            NO_DROPOUT,
                            "max pools are padded by 1 on all sides, which differs from SAME where a map has an even side",
                            "batch normalisation has an epsilon of 0.00001, though the weights were trained in Keras with 0.001"))
            .withAccuracy(79.058, 94.396, "timm, legacy_xception.tf_in1k");

    /** A box of figure 5: the filters of its separable convolutions; a halving one has a 1x1 convolution beside it. */
    private record Block(String name, boolean halving, List<Integer> filters) {
        /** Figure 5's second box starts without the ReLU that the stem has just applied. */
        boolean startsWithRelu() {
            return !name.equals("entry_2");
        }
    }

    // Figure 5, the 3x3 convolutions before and the separable ones in and after the blocks.
    private static final List<Integer> FIRST = List.of(32, 64);
    private static final List<Block> BLOCKS = Stream.of(
                    Stream.of(
                            new Block("entry_2", true, List.of(128, 128)),
                            new Block("entry_3", true, List.of(256, 256)),
                            new Block("entry_4", true, List.of(728, 728))),
                    IntStream.rangeClosed(1, 8).mapToObj(i -> new Block("middle_" + i, false, List.of(728, 728, 728))),
                    Stream.of(new Block("exit_1", true, List.of(728, 1024))))
            .flatMap(boxes -> boxes)
            .toList();
    private static final List<Integer> LAST = List.of(1536, 2048);

    private static final BatchNormalization TIMM_NORMALIZATION =
            BatchNormalization.of().withMomentum(0.9f).withEpsilon(1e-5f).withUnbiasedVariance(true);

    private final NetworkOptions options;
    private final boolean keras;
    private final BatchNormalization normalization;
    private final Initializer kernel;
    private final Blocks blocks = new Blocks();

    private Xception(NetworkOptions options, boolean keras) {
        this.options = options;
        this.keras = keras;
        normalization = keras ? BatchNormalization.of() : TIMM_NORMALIZATION;
        kernel = keras ? Initializer.GLOROT_UNIFORM : Initializer.HE_NORMAL;
    }

    private Model model(String name, Node input) {
        Node x = stem(input);
        for (int i = 0; i < BLOCKS.size(); i++) {
            x = block(i + 1, BLOCKS.get(i), x);
        }
        x = last(x);
        Head head = keras ? Head.keras(options) : Head.timm(mean -> Head.classes("fc", options, mean));
        return blocks.model(name, input, List.of(head.on(x, options.top(), blocks)));
    }

    private Node stem(Node input) {
        Node x = input;
        for (int i = 1; i <= FIRST.size(); i++) {
            Conv2D conv = convolution(FIRST.get(i - 1), 3).withStrides(i == 1 ? 2 : 1);
            x = named(name("block1_conv" + i, "conv" + i), conv, x);
            x = named(name("block1_conv" + i + "_bn", "bn" + i), normalization, x);
            x = relu(name("block1_conv" + i + "_act", "act" + i), x);
        }
        return blocks.end("entry_1", x);
    }

    private Node last(Node input) {
        Node x = input;
        for (int i = 1; i <= LAST.size(); i++) {
            int timm = FIRST.size() + i;
            x = separable("block14_sepconv" + i, "conv" + timm, LAST.get(i - 1), x);
            x = named(name("block14_sepconv" + i + "_bn", "bn" + timm), normalization, x);
            x = relu(name("block14_sepconv" + i + "_act", "act" + timm), x);
        }
        return blocks.end("exit_2", x);
    }

    /** The number is timm's; Keras counts the stem as its first block. */
    private Node block(int number, Block block, Node input) {
        String keras = "block" + (number + 1);
        String timm = "block" + number;
        Node shortcut = block.halving ? shortcut(timm, block.filters.getLast(), input) : input;
        Node x = input;
        int step = 0;
        for (int i = 1; i <= block.filters.size(); i++) {
            String separable = keras + "_sepconv" + i;
            if (i > 1 || block.startsWithRelu()) {
                x = relu(name(separable + "_act", timm + "/rep/" + step++), x);
            }
            x = separable(separable, timm + "/rep/" + step++, block.filters.get(i - 1), x);
            x = named(name(separable + "_bn", timm + "/rep/" + step++), normalization, x);
        }
        x = block.halving ? named(name(keras + "_pool", timm + "/rep/" + step), pool(), x) : x;
        return blocks.end(block.name, named(name("", timm + "/add"), Add.of(), x, shortcut));
    }

    private Node shortcut(String timm, int filters, Node x) {
        Node conv = named(
                name("", timm + "/skip"), convolution(filters, 1).withStrides(2).withPadding(Padding.SAME), x);
        return named(name("", timm + "/skipbn"), normalization, conv);
    }

    /** One layer in Keras, two in timm. */
    private Node separable(String keras, String timm, int filters, Node x) {
        if (this.keras) {
            SeparableConv2D conv = SeparableConv2D.of(options.scaled(filters), 3)
                    .withPadding(Padding.SAME)
                    .withBias(false);
            return conv.named(keras).on(x);
        }
        DepthwiseConv2D depthwise = DepthwiseConv2D.of(3)
                .withPadding(Padding.SAME)
                .withBias(false)
                .withInitializers(kernel, Initializer.ZEROS);
        Node channels = depthwise.named(timm + "/conv1").on(x);
        return convolution(filters, 1).named(timm + "/pointwise").on(channels);
    }

    private Conv2D convolution(int filters, int kernelSize) {
        return Conv2D.of(options.scaled(filters), kernelSize)
                .withBias(false)
                .withInitializers(kernel, Initializer.ZEROS);
    }

    private MaxPooling2D pool() {
        return MaxPooling2D.of(3, 2).withPadding(keras ? Padding.SAME : Padding.of(1));
    }

    private static Node relu(String name, Node x) {
        return named(name, Activation.of(RELU), x);
    }

    private String name(String keras, String timm) {
        return this.keras ? keras : timm;
    }
}
