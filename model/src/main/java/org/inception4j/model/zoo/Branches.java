package org.inception4j.model.zoo;

import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.zoo.ConvBn.named;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.model.Activation;
import org.inception4j.model.Add;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Size;

/**
 * What the figures of arXiv 1602.07261 show: branches side by side, joined, alone or as the residual of a unit. A branch is a
 * list of convolutions (with normalisation and ReLU) and pools. Layers are named as PyTorch's modules: {@code
 * unit/branch1/0/conv} for the first of several in a branch, {@code unit/branch0/conv} for an only one; below a blank name
 * all names are left to Keras' rules.
 */
record Branches(ConvBn convolution) {
    /** The mean of 3x3 around each cell, of the real cells only. */
    static final Layer AVERAGE = AveragePooling2D.of(3, 1).withPadding(Padding.SAME);

    /** The largest of 3x3: it halves as {@link #halving} does. */
    static final Layer MAX = MaxPooling2D.of(3, 2);

    /** A row of a stem: a convolution or pool under its module's name. */
    record Step(String name, Layer layer) {}

    /** A row of a network's outline: how often a figure's unit follows itself, and how much of its residual is added. */
    record Stage(String block, String module, int units, double scale, List<List<Layer>> branches) {}

    /** What the layers of a residual unit are called; its branches are below the first name. */
    record UnitNames(String branches, String mixed, String up, String scale, String sum, String relu) {
        static UnitNames torch(String module) {
            return new UnitNames(
                    module, module + "/cat", module + "/conv2d", module + "/scale", module + "/add", module + "/relu");
        }
    }

    /** A convolution that keeps height and width. */
    static Conv2D conv(int filters, int kernelSize) {
        return conv(filters, kernelSize, kernelSize);
    }

    static Conv2D conv(int filters, int rows, int columns) {
        return Conv2D.of(filters, Size.of(rows, columns)).withPadding(Padding.SAME);
    }

    /** A convolution that stays inside the picture: the figures' "V". */
    static Conv2D valid(int filters, int kernelSize) {
        return Conv2D.of(filters, kernelSize);
    }

    /** The figures' "3x3, stride 2 V". */
    static Conv2D halving(int filters) {
        return valid(filters, 3).withStrides(2);
    }

    /** The branches of {@code x} below a name, joined in their order by a layer called {@code joined}. */
    Node join(String name, String joined, List<List<Layer>> branches, Node x) {
        List<Node> ends = new ArrayList<>();
        for (List<Layer> branch : branches) {
            ends.add(chain(below(name, "branch" + ends.size()), branch, x));
        }
        return named(joined, Concatenate.of(), ends.toArray(Node[]::new));
    }

    Node chain(String name, List<Layer> branch, Node input) {
        Node x = input;
        for (int i = 0; i < branch.size(); i++) {
            x = step(branch.size() == 1 ? name : below(name, Integer.toString(i)), branch.get(i), x);
        }
        return x;
    }

    /** A convolution with normalisation and ReLU, or a pool. */
    Node step(String name, Layer layer, Node x) {
        if (layer instanceof Conv2D conv) {
            return convolution.on(name.isBlank() ? ConvBn.Names.AUTOMATIC : ConvBn.Names.torch(name), conv, x);
        }
        return named(name, layer, x);
    }

    /**
     * What the branches see, brought to the channels of {@code x} by a 1x1 convolution with bias and without normalisation,
     * times {@code scale}, added to {@code x}.
     */
    Node residual(UnitNames names, List<List<Layer>> branches, double scale, Node x) {
        Node mixed = join(names.branches, names.mixed, branches, x);
        Conv2D widening = Conv2D.of(x.shape().channels(), 1)
                .withPadding(Padding.SAME)
                .withInitializers(convolution.kernel(), Initializer.ZEROS);
        Node up = named(names.up, widening, mixed);
        Node scaled = scale == 1 ? up : named(names.scale, Rescaling.of(scale, 0), up);
        return named(names.sum, Add.of(), x, scaled);
    }

    /** A residual and the ReLU that all but the last unit end with. */
    Node unit(UnitNames names, List<List<Layer>> branches, double scale, Node x) {
        return named(names.relu, Activation.of(RELU), residual(names, branches, scale, x));
    }

    private static String below(String name, String part) {
        return name.isBlank() ? "" : name + "/" + part;
    }
}
