package org.inception4j.examples;

import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.anatomy.Bottlenecks;
import org.inception4j.model.anatomy.LayerCost;
import org.inception4j.model.summary.Cost;

/** An article's inception module, and its point: what the 1x1 convolutions save. */
public final class Seed001InceptionModule {
    private Seed001InceptionModule() {}

    /**
     * How many channels come out of each convolution, by the article's names.
     *
     * @param o1 of the 1x1 convolution
     * @param r3 of the 1x1 convolution before the 3x3
     * @param o3 of the 3x3
     * @param r5 of the 1x1 convolution before the 5x5
     * @param o5 of the 5x5
     * @param pool of the 1x1 convolution after the max pooling
     */
    record Channels(int o1, int r3, int o3, int r5, int o5, int pool) {
        /** {@code o_1=64, r_3=64, o_3=128, r_5=16, o_5=32, pool=32}. */
        static final Channels DEFAULTS = new Channels(64, 64, 128, 16, 32, 32);
    }

    /** {@code def inception_module(x, o_1=64, …)}: strides 1, padding same, and no activation anywhere. */
    static Node inceptionModule(Node x, Channels c) {
        Node x1 = conv(c.o1, 1).on(x);
        Node x2 = conv(c.r3, 1).on(x);
        x2 = conv(c.o3, 3).on(x2);
        Node x3 = conv(c.r5, 1).on(x);
        x3 = conv(c.o5, 5).on(x3);
        Node x4 = pool().on(x);
        x4 = conv(c.pool, 1).on(x4);
        return Concatenate.of().on(x1, x2, x3, x4);
    }

    private static Conv2D conv(int filters, int kernelSize) {
        return Conv2D.of(filters, kernelSize).withPadding(Padding.SAME);
    }

    private static MaxPooling2D pool() {
        return MaxPooling2D.of(3, 1).withPadding(Padding.SAME);
    }

    /** On (28, 28, 192), where the paper's first module stands. */
    static Model module() {
        Node x = Input.of(28, 28, 192).on();
        return Model.of("inception_module", x, inceptionModule(x, Channels.DEFAULTS));
    }

    /** The article's picture in numbers: of each convolution the results, the numbers of its filters, and their products. */
    public static void main(String[] args) {
        Bottlenecks bottlenecks = Bottlenecks.of(module());
        print("with 1x1 convolutions", bottlenecks.with());
        print("without", bottlenecks.without());
        IO.println("%.1f times the parameters, %.1f times the multiply-adds"
                .formatted(
                        (double) bottlenecks.totalWithout().parameters()
                                / bottlenecks.totalWith().parameters(),
                        (double) bottlenecks.totalWithout().multiplyAdds()
                                / bottlenecks.totalWith().multiplyAdds()));
    }

    private static void print(String title, Model model) {
        IO.println("%s: %s, %,d parameters, %,d multiply-adds"
                .formatted(title, model.output().node().shape(), model.parameters(), Cost.multiplyAdds(model)));
        for (LayerCost layer : LayerCost.of(model)) {
            IO.println("  %-9s %s of %3d channels: %,7d results x %,5d numbers of a filter = %,11d"
                    .formatted(
                            layer.layer(),
                            layer.kernel(),
                            layer.channels(),
                            layer.values(),
                            layer.numbersEach(),
                            layer.multiplyAdds()));
        }
    }
}
