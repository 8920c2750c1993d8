package org.inception4j.model.summary;

import static org.inception4j.model.ActivationFunction.LINEAR;
import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.ActivationFunction.SOFTMAX;

import java.util.List;
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
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;

/** A student's GoogLeNet, slips and all, line by line as it stood in a notebook whose printed summary is known. */
final class ThreeOutputs {
    private ThreeOutputs() {}

    static Model model() {
        Node data = Input.of(224, 224, 3).on();
        Node x = conv(data, 64, 7, 2);
        x = LayerNormalization.of().on(pool(x, 2));
        x = conv(x, 64, 1, 1);
        x = LayerNormalization.of().on(conv(x, 192, 3, 2));
        x = pool(x, 2);
        x = inception(x, 64, 96, 128, 16);
        x = inception(x, 128, 128, 192, 32);
        x = pool(x, 2);
        x = inception(x, 192, 96, 208, 16);
        Node first = head(x);
        x = inception(x, 160, 112, 224, 24);
        x = inception(x, 128, 128, 256, 24);
        x = inception(x, 112, 114, 288, 32);
        Node second = head(x);
        x = inception(x, 256, 160, 320, 32);
        x = pool(x, 2);
        x = inception(x, 256, 160, 320, 32);
        x = inception(x, 384, 192, 384, 48);
        x = Dropout.of(0.4).on(GlobalAveragePooling2D.of().on(x));
        x = Dense.of(1000, SOFTMAX).on(x);
        return Model.of(
                "googlenet",
                List.of(data),
                List.of(Output.of("", x), Output.auxiliary("", first, 1), Output.auxiliary("", second, 1)));
    }

    private static Node inception(Node in, int one, int reduce, int three, int five) {
        Node x1 = relu(conv(pool(in, 1), five, 1, 1));
        Node x2 = relu(conv(conv(in, five, 1, 1), three, 3, 1));
        Node x3 = relu(conv(conv(in, reduce, 1, 1), three, 3, 1));
        Node x4 = relu(conv(in, one, 1, 1));
        return Concatenate.of().on(x1, x2, x3, x4);
    }

    private static Node head(Node in) {
        Node x = AveragePooling2D.of(5, 3).on(in);
        x = Flatten.of().on(conv(x, 128, 1, 1));
        x = Dropout.of(0.7).on(Dense.of(1024, RELU).on(x));
        return Dense.of(1000, SOFTMAX).on(x);
    }

    private static Node conv(Node in, int filters, int kernelSize, int stride) {
        return Conv2D.of(filters, kernelSize)
                .withStrides(stride)
                .withPadding(Padding.SAME)
                .withActivation(LINEAR)
                .on(in);
    }

    private static Node pool(Node in, int stride) {
        return MaxPooling2D.of(3, stride).withPadding(Padding.SAME).on(in);
    }

    private static Node relu(Node in) {
        return Activation.of(RELU).on(in);
    }
}
