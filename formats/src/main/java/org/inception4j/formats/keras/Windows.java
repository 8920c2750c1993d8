package org.inception4j.formats.keras;

import org.inception4j.formats.FormatException;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Cropping2D;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Padding;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Size;
import org.inception4j.model.ZeroPadding2D;

/** Layers that look at parts of a picture, in the words of Keras 1 to 3. */
final class Windows {
    private Windows() {}

    static Conv2D conv2D(LayerFields fields) throws FormatException {
        fields.checkChannelsLast();
        return new Conv2D(
                fields.number("filters", "nb_filter"),
                kernelSize(fields),
                strides(fields, Size.ONE),
                fields.padding(),
                dilation(fields),
                fields.numberOr(1, "groups"),
                Activations.of(fields),
                bias(fields),
                Initializers.of(fields, Initializer.GLOROT_UNIFORM, "kernel_initializer", "init"),
                Initializers.of(fields, Initializer.ZEROS, "bias_initializer"));
    }

    static SeparableConv2D separableConv2D(LayerFields fields) throws FormatException {
        fields.checkChannelsLast();
        checkGroups(fields);
        return new SeparableConv2D(
                fields.number("filters", "nb_filter"),
                kernelSize(fields),
                strides(fields, Size.ONE),
                fields.padding(),
                dilation(fields),
                fields.numberOr(1, "depth_multiplier"),
                Activations.of(fields),
                bias(fields),
                Initializers.of(fields, Initializer.GLOROT_UNIFORM, "depthwise_initializer", "depthwise_init", "init"),
                Initializers.of(fields, Initializer.GLOROT_UNIFORM, "pointwise_initializer", "pointwise_init", "init"),
                Initializers.of(fields, Initializer.ZEROS, "bias_initializer"));
    }

    static DepthwiseConv2D depthwiseConv2D(LayerFields fields) throws FormatException {
        fields.checkChannelsLast();
        checkGroups(fields);
        fields.skip("filters");
        return new DepthwiseConv2D(
                kernelSize(fields),
                strides(fields, Size.ONE),
                fields.padding(),
                dilation(fields),
                fields.numberOr(1, "depth_multiplier"),
                Activations.of(fields),
                bias(fields),
                Initializers.of(fields, Initializer.GLOROT_UNIFORM, "depthwise_initializer", "depthwise_init"),
                Initializers.of(fields, Initializer.ZEROS, "bias_initializer"));
    }

    static MaxPooling2D maxPooling2D(LayerFields fields) throws FormatException {
        fields.checkChannelsLast();
        Size pool = fields.sizeOr(Size.of(2), "pool_size");
        return MaxPooling2D.of(pool, strides(fields, pool)).withPadding(fields.padding());
    }

    /** TensorFlow's average leaves the padding out, as a pool here does by default. */
    static AveragePooling2D averagePooling2D(LayerFields fields) throws FormatException {
        fields.checkChannelsLast();
        Size pool = fields.sizeOr(Size.of(2), "pool_size");
        return AveragePooling2D.of(pool, strides(fields, pool)).withPadding(fields.padding());
    }

    static ZeroPadding2D zeroPadding2D(LayerFields fields) throws FormatException {
        fields.checkChannelsLast();
        Padding.Explicit sides = fields.sides("padding");
        return new ZeroPadding2D(sides.top(), sides.bottom(), sides.left(), sides.right());
    }

    static Cropping2D cropping2D(LayerFields fields) throws FormatException {
        fields.checkChannelsLast();
        Padding.Explicit sides = fields.sides("cropping");
        return new Cropping2D(sides.top(), sides.bottom(), sides.left(), sides.right());
    }

    private static Size kernelSize(LayerFields fields) throws FormatException {
        return fields.find("nb_row").isPresent()
                ? Size.of(fields.number("nb_row"), fields.number("nb_col"))
                : fields.size("kernel_size");
    }

    private static Size strides(LayerFields fields, Size otherwise) throws FormatException {
        return fields.sizeOr(otherwise, "strides", "subsample");
    }

    private static Size dilation(LayerFields fields) throws FormatException {
        return fields.sizeOr(Size.ONE, "dilation_rate", "atrous_rate");
    }

    private static boolean bias(LayerFields fields) throws FormatException {
        return fields.flagOr(true, "use_bias", "bias");
    }

    private static void checkGroups(LayerFields fields) throws FormatException {
        if (fields.numberOr(1, "groups") != 1) {
            throw fields.json().refused("has groups %d".formatted(fields.number("groups")), "give 1");
        }
    }
}
