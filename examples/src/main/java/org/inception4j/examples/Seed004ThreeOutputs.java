package org.inception4j.examples;

import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.ActivationFunction.SOFTMAX;

import org.inception4j.model.Activation;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.NameScope;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.summary.Summary;

/**
 * A student's GoogLeNet with two auxiliary classifiers as outputs of their own. It is kept as it was written, with what sets
 * it apart from the paper: {@code ./inception diff googlenet:paper googlenet:seed-004} lists that.
 */
public final class Seed004ThreeOutputs {
    private Seed004ThreeOutputs() {}

    /** A row of the paper's table, in the order of the function's arguments; {@code po} is never used. */
    private record Filters(int x1, int x3r, int x3, int x5r, int x5, int po) {}

    /** {@code def inception(x_in, x1_f, x3r_f, x3_f, x5r_f, x5_f, po)}. */
    private static Node inception(Node in, Filters f) {
        Node x1 = MaxPooling2D.of(3, 1).withPadding(Padding.SAME).on(in);
        x1 = conv(f.x5r, 1, 1).on(x1);
        x1 = Activation.of(RELU).on(x1);

        Node x2 = conv(f.x5r, 1, 1).on(in);
        x2 = conv(f.x3, 3, 1).on(x2);
        x2 = Activation.of(RELU).on(x2);

        Node x3 = conv(f.x3r, 1, 1).on(in);
        x3 = conv(f.x3, 3, 1).on(x3);
        x3 = Activation.of(RELU).on(x3);

        Node x4 = conv(f.x1, 1, 1).on(in);
        x4 = Activation.of(RELU).on(x4);

        return Concatenate.of().on(x1, x2, x3, x4);
    }

    static Model googlenet() {
        Node inputData = Input.of(224, 224, 3).on();
        Node x = conv(64, 7, 2).on(inputData);
        x = halve().on(x);
        x = LayerNormalization.of().on(x);

        x = conv(64, 1, 1).on(x);
        x = conv(192, 3, 2).on(x);
        x = LayerNormalization.of().on(x);

        x = halve().on(x);

        x = inception(x, new Filters(64, 96, 128, 16, 32, 32));
        x = inception(x, new Filters(128, 128, 192, 32, 96, 64));

        x = halve().on(x);
        x = inception(x, new Filters(192, 96, 208, 16, 48, 64));

        Node ax1 = auxiliary(x);

        x = inception(x, new Filters(160, 112, 224, 24, 64, 64));
        x = inception(x, new Filters(128, 128, 256, 24, 64, 64));

        x = inception(x, new Filters(112, 114, 288, 32, 64, 64));

        Node ax2 = auxiliary(x);

        x = inception(x, new Filters(256, 160, 320, 32, 128, 128));
        x = halve().on(x);

        x = inception(x, new Filters(256, 160, 320, 32, 128, 128));
        x = inception(x, new Filters(384, 192, 384, 48, 128, 128));

        x = GlobalAveragePooling2D.of().on(x);
        x = Dropout.of(0.4).on(x);

        Node outputs = Dense.of(1000, SOFTMAX).on(x);
        return Model.of("googlenet", inputData, Output.of("", outputs), Output.of("", ax1), Output.of("", ax2));
    }

    /** The document writes this out twice. */
    private static Node auxiliary(Node x) {
        Node ax = AveragePooling2D.of(5, 3).on(x);
        ax = conv(128, 1, 1).on(ax);
        ax = Flatten.of().on(ax);
        ax = Dense.of(1024, RELU).on(ax);
        ax = Dropout.of(0.7).on(ax);
        return Dense.of(1000, SOFTMAX).on(ax);
    }

    private static Conv2D conv(int filters, int kernelSize, int stride) {
        return Conv2D.of(filters, kernelSize).withStrides(stride).withPadding(Padding.SAME);
    }

    private static MaxPooling2D halve() {
        return MaxPooling2D.of(3, 2).withPadding(Padding.SAME);
    }

    /** What the document's session had counted when this cell ran: the printed names begin there. */
    static NameScope session() {
        return NameScope.keras2()
                .startingAt("input", 7)
                .startingAt("conv2d", 90)
                .startingAt("max_pooling2d", 25)
                .startingAt("layer_normalization", 11)
                .startingAt("activation", 48)
                .startingAt("concatenate", 12)
                .startingAt("average_pooling2d", 2)
                .startingAt("flatten", 2)
                .startingAt("dense", 5)
                .startingAt("dropout", 3)
                .startingAt("global_average_pooling2d", 1);
    }

    public static void main(String[] args) {
        IO.print(Summary.text(googlenet().withNames(session())));
    }
}
