package org.inception4j.model.anatomy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Rescaling;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;

/** Layers and shapes as papers write them. */
final class Notation {
    private Notation() {}

    /** {@code 28x28x192}. */
    static String of(Shape shape) {
        return shape.sizes().stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /** {@code 3x3/2}: kernel or window, then stride. */
    static String window(Size size, Size strides) {
        return strides.height() == strides.width() ? size + "/" + strides.height() : size + "/" + strides;
    }

    static String window(Unit unit) {
        return switch (unit.layer()) {
            case Conv2D conv -> window(conv.kernelSize(), conv.strides());
            case DepthwiseConv2D conv -> window(conv.kernelSize(), conv.strides());
            case SeparableConv2D conv -> window(conv.kernelSize(), conv.strides());
            case MaxPooling2D pool -> window(pool.poolSize(), pool.strides());
            case AveragePooling2D pool -> window(pool.poolSize(), pool.strides());
            case GlobalAveragePooling2D _, GlobalMaxPooling2D _ -> wholePicture(unit);
            case AdaptiveAveragePooling2D pool when pool.outputSize().equals(Size.ONE) -> wholePicture(unit);
            default -> "";
        };
    }

    private static String wholePicture(Unit unit) {
        Shape input = unit.main().inputs().getFirst().shape();
        return window(Size.of(input.height(), input.width()), Size.ONE);
    }

    /** {@code convolution}, {@code max pool}, {@code linear}. */
    static String type(Unit unit) {
        return switch (unit.layer()) {
            case Conv2D _ -> "convolution";
            case DepthwiseConv2D _ -> "depthwise convolution";
            case SeparableConv2D _ -> "separable convolution";
            case MaxPooling2D _, GlobalMaxPooling2D _ -> "max pool";
            case AveragePooling2D _, GlobalAveragePooling2D _, AdaptiveAveragePooling2D _ -> "avg pool";
            case Dropout(float rate) -> "dropout (%d%%)".formatted(Math.round(rate * 100));
            case Dense _ -> "linear";
            case LocalResponseNormalization _ -> "local response norm";
            case LayerNormalization _ -> "layer norm";
            case Rescaling(float scale, float offset) ->
                offset == 0 ? "times " + number(scale) : "times %s plus %s".formatted(number(scale), number(offset));
            default -> words(unit.layer().getClass().getSimpleName());
        };
    }

    /** {@code max pooling}, {@code dense layer}: in a sentence. */
    static String word(Unit unit) {
        return type(unit)
                .replace("linear", "dense layer")
                .replace("avg pool", "average pooling")
                .replace("max pool", "max pooling")
                .replace(" norm", " normalisation")
                .replaceFirst("^times ", "rescaling by ");
    }

    /** One step of a branch: {@code 1x1 64}, {@code 3x3 max pool}. */
    static String step(Stage stage) {
        return switch (stage) {
            case Unit unit when unit.layer() instanceof Conv2D conv -> step(conv);
            case Unit unit
            when Category.of(unit.layer()) == Category.CONVOLUTION ->
                "%s %s %d"
                        .formatted(
                                window(unit).replace("/1", ""),
                                type(unit),
                                unit.shape().channels());
            case Unit unit -> (window(unit).replace("/1", "") + " " + type(unit)).strip();
            case Split split ->
                split.branches().stream().map(Notation::branch).collect(Collectors.joining(" | ", "(", ")"));
        };
    }

    private static String step(Conv2D conv) {
        String window = window(conv.kernelSize(), conv.strides());
        return "%s %d".formatted(window.endsWith("/1") ? conv.kernelSize().toString() : window, conv.filters());
    }

    static String branch(List<Stage> branch) {
        return branch.isEmpty()
                ? "as it is"
                : branch.stream().map(Notation::step).collect(Collectors.joining(", "));
    }

    /** {@code 0.17}: without the digits that only a float has. */
    static String number(float value) {
        return plain(new BigDecimal(Float.toString(value)));
    }

    /** {@code 40 %}. */
    static String percent(float fraction) {
        return plain(new BigDecimal(Float.toString(fraction)).movePointRight(2)) + " %";
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** {@code GlobalMaxPooling2D} as {@code global max pooling 2d}. */
    static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z0-9])", " ").toLowerCase(Locale.ROOT);
    }
}
