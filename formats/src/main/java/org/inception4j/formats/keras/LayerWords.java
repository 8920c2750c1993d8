package org.inception4j.formats.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inception4j.formats.FormatException;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.ActivationFunction.Kind;
import org.inception4j.model.Add;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Cropping2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Normalization;
import org.inception4j.model.Padding;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Reshape;
import org.inception4j.model.Rounding;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Size;
import org.inception4j.model.ZeroPadding2D;

/** A layer in the words of Keras 3. */
record LayerWords(String className, Map<String, Object> config) {
    /** @param place what messages call the layer */
    static LayerWords of(Layer layer, String place) throws FormatException {
        return switch (layer) {
            case Activation(ActivationFunction function) -> activation(function);
            case Conv2D conv -> conv2D(conv, place);
            case SeparableConv2D conv -> separableConv2D(conv, place);
            case DepthwiseConv2D conv -> depthwiseConv2D(conv, place);
            case Dense dense -> dense(dense);
            case BatchNormalization norm ->
                words("BatchNormalization", "axis", -1, "momentum", norm.momentum(), "epsilon", norm.epsilon())
                        .with("center", norm.center(), "scale", norm.scale());
            case LayerNormalization norm ->
                words("LayerNormalization", "axis", -1, "epsilon", norm.epsilon())
                        .with("center", norm.center(), "scale", norm.scale());
            case MaxPooling2D pool
            when pool.rounding() == Rounding.FLOOR ->
                words("MaxPooling2D", "pool_size", pair(pool.poolSize()), "strides", pair(pool.strides()))
                        .with("padding", padding(pool.padding(), place));
            case AveragePooling2D pool
            when pool.rounding() == Rounding.FLOOR && !pool.countPadding() ->
                words("AveragePooling2D", "pool_size", pair(pool.poolSize()), "strides", pair(pool.strides()))
                        .with("padding", padding(pool.padding(), place));
            case GlobalAveragePooling2D pool -> words("GlobalAveragePooling2D", "keepdims", pool.keepDimensions());
            case GlobalMaxPooling2D pool -> words("GlobalMaxPooling2D", "keepdims", pool.keepDimensions());
            case ZeroPadding2D(int top, int bottom, int left, int right) ->
                words("ZeroPadding2D", "padding", List.of(List.of(top, bottom), List.of(left, right)));
            case Cropping2D(int top, int bottom, int left, int right) ->
                words("Cropping2D", "cropping", List.of(List.of(top, bottom), List.of(left, right)));
            case Add _ -> words("Add");
            case Concatenate _ -> words("Concatenate", "axis", -1);
            case Dropout(float rate) -> words("Dropout", "rate", rate);
            case Flatten _ -> words("Flatten");
            case Reshape reshape ->
                words("Reshape", "target_shape", reshape.shape().sizes());
            case Rescaling(float scale, float offset) -> words("Rescaling", "scale", scale, "offset", offset);
            case Normalization(List<Float> mean, List<Float> variance) ->
                words("Normalization", "axis", List.of(-1), "mean", mean, "variance", variance);
            default -> throw unknown(place, layer);
        };
    }

    private static FormatException unknown(String place, Object what) {
        return new FormatException(
                place,
                "Keras has no layer that computes %s".formatted(what),
                "write the weights alone (.weights.h5), or the model as ONNX");
    }

    private static LayerWords activation(ActivationFunction function) {
        return switch (function.kind()) {
            case LEAKY_RELU -> words("LeakyReLU", "negative_slope", function.alpha());
            case ELU -> words("ELU", "alpha", function.alpha());
            default -> words("Activation", "activation", name(function));
        };
    }

    private static LayerWords conv2D(Conv2D conv, String place) throws FormatException {
        return words("Conv2D", "filters", conv.filters(), "kernel_size", pair(conv.kernelSize()))
                .with("strides", pair(conv.strides()), "padding", padding(conv.padding(), place))
                .with("dilation_rate", pair(conv.dilation()), "groups", conv.groups())
                .with("activation", inside(conv.activation()), "use_bias", conv.useBias())
                .with("kernel_initializer", initializer(conv.kernelInitializer()))
                .with("bias_initializer", initializer(conv.biasInitializer()));
    }

    private static LayerWords separableConv2D(SeparableConv2D conv, String place) throws FormatException {
        return words("SeparableConv2D", "filters", conv.filters(), "kernel_size", pair(conv.kernelSize()))
                .with("strides", pair(conv.strides()), "padding", padding(conv.padding(), place))
                .with("dilation_rate", pair(conv.dilation()), "depth_multiplier", conv.depthMultiplier())
                .with("activation", inside(conv.activation()), "use_bias", conv.useBias())
                .with("depthwise_initializer", initializer(conv.depthwiseInitializer()))
                .with("pointwise_initializer", initializer(conv.pointwiseInitializer()))
                .with("bias_initializer", initializer(conv.biasInitializer()));
    }

    private static LayerWords depthwiseConv2D(DepthwiseConv2D conv, String place) throws FormatException {
        return words("DepthwiseConv2D", "kernel_size", pair(conv.kernelSize()))
                .with("strides", pair(conv.strides()), "padding", padding(conv.padding(), place))
                .with("dilation_rate", pair(conv.dilation()), "depth_multiplier", conv.depthMultiplier())
                .with("activation", inside(conv.activation()), "use_bias", conv.useBias())
                .with("depthwise_initializer", initializer(conv.depthwiseInitializer()))
                .with("bias_initializer", initializer(conv.biasInitializer()));
    }

    private static LayerWords dense(Dense dense) {
        return words("Dense", "units", dense.units())
                .with("activation", inside(dense.activation()), "use_bias", dense.useBias())
                .with("kernel_initializer", initializer(dense.kernelInitializer()))
                .with("bias_initializer", initializer(dense.biasInitializer()));
    }

    /** One that has another slope than Keras' function of its name is written as a layer within the layer. */
    private static Object inside(ActivationFunction function) {
        boolean usual = !function.kind().hasAlpha() || function.alpha() == (function.kind() == Kind.ELU ? 1 : 0.2f);
        LayerWords layer = activation(function);
        return usual ? name(function) : object("keras.layers", layer.className, layer.config);
    }

    private static String name(ActivationFunction function) {
        return function.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String padding(Padding padding, String place) throws FormatException {
        if (padding instanceof Padding.Explicit) {
            throw unknown(place, "a padding of " + padding);
        }
        return padding.toString();
    }

    private static List<Integer> pair(Size size) {
        return List.of(size.height(), size.width());
    }

    private static Object initializer(Initializer initializer) {
        LayerWords words =
                switch (initializer) {
                    case Initializer.Constant(float value) -> words("Constant", "value", value);
                    case Initializer.TruncatedNormal(float mean, float deviation) ->
                        words("TruncatedNormal", "mean", mean, "stddev", deviation);
                    case Initializer.VarianceScaling(float scale, Initializer.Fan fan, Initializer.Distribution form) ->
                        words("VarianceScaling", "scale", scale)
                                .with(
                                        "mode",
                                        mode(fan),
                                        "distribution",
                                        form.name().toLowerCase(Locale.ROOT));
                };
        return object("keras.initializers", words.className, words.config);
    }

    private static String mode(Initializer.Fan fan) {
        return switch (fan) {
            case IN -> "fan_in";
            case OUT -> "fan_out";
            case AVERAGE -> "fan_avg";
        };
    }

    /** How Keras 3 writes any object. */
    static Map<String, Object> object(String module, String className, Map<String, Object> config) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("module", module);
        object.put("class_name", className);
        object.put("config", config);
        object.put("registered_name", null);
        return object;
    }

    private static LayerWords words(String className, Object... fields) {
        return new LayerWords(className, new LinkedHashMap<>()).with(fields);
    }

    /** Names and values by turns. */
    private LayerWords with(Object... fields) {
        Map<String, Object> more = new LinkedHashMap<>(config);
        for (int i = 0; i < fields.length; i += 2) {
            more.put((String) fields[i], fields[i + 1]);
        }
        return new LayerWords(className, more);
    }
}
