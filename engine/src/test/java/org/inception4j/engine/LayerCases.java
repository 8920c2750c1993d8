package org.inception4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.ActivationFunction.Kind;
import org.inception4j.model.AdaptiveAveragePooling2D;
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
import org.inception4j.model.Input;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.model.Normalization;
import org.inception4j.model.Padding;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Reshape;
import org.inception4j.model.Rounding;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.ZeroPadding2D;

/** For each kind of layer the cases that its arithmetic must survive: odd sizes, uneven strides, each padding, each switch. */
public final class LayerCases {
    private static final Shape PICTURE = Shape.of(7, 5, 3);
    private static final Shape SQUARE = Shape.of(8, 8, 4);
    private static final Shape WIDE = Shape.of(6, 5, 17);
    private static final Shape VECTOR = Shape.of(13);
    private static final Padding UNEVEN = new Padding.Explicit(2, 0, 1, 2);
    private static final Padding SIDES = new Padding.Explicit(0, 0, 1, 2);

    private LayerCases() {}

    public static List<LayerCase> all() {
        return Stream.of(
                        activations(),
                        convolutions(),
                        convolutionsWithActivation(),
                        depthwise(),
                        separable(),
                        dense(),
                        maxPoolings(),
                        averagePoolings(),
                        adaptivePoolings(),
                        globalPoolings(),
                        normalizations(),
                        joins(),
                        nested(),
                        shapes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ActivationFunction> functions() {
        List<ActivationFunction> functions = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            float alpha = kind == Kind.LEAKY_RELU ? 0.125f : kind == Kind.ELU ? 0.75f : 0;
            functions.add(new ActivationFunction(kind, alpha));
        }
        return functions;
    }

    private static List<LayerCase> activations() {
        return functions().stream()
                .flatMap(function -> Stream.of(
                        LayerCase.of(Activation.of(function), PICTURE).withSpread(8),
                        LayerCase.of(Activation.of(function), VECTOR)))
                .toList();
    }

    private static List<LayerCase> convolutions() {
        return List.of(
                LayerCase.of(Conv2D.of(5, 1), PICTURE),
                LayerCase.of(Conv2D.of(19, 1), WIDE),
                LayerCase.of(Conv2D.of(33, 3).withPadding(Padding.SAME), WIDE),
                LayerCase.of(Conv2D.of(5, 3).withPadding(Padding.SAME), PICTURE),
                LayerCase.of(Conv2D.of(5, 3).withPadding(Padding.SAME).withStrides(2), PICTURE),
                LayerCase.of(Conv2D.of(5, 3).withPadding(Padding.SAME).withStrides(2), SQUARE),
                LayerCase.of(Conv2D.of(4, 5), PICTURE),
                LayerCase.of(Conv2D.of(6, 7).withPadding(Padding.of(3)).withStrides(2), Shape.of(11, 10, 3)),
                LayerCase.of(Conv2D.of(4, 3).withPadding(UNEVEN), PICTURE),
                LayerCase.of(Conv2D.of(4, 3).withPadding(UNEVEN).withStrides(Size.of(1, 3)), PICTURE),
                LayerCase.of(Conv2D.of(4, 3).withPadding(SIDES), PICTURE.withChannels(1)),
                LayerCase.of(Conv2D.of(4, 3).withPadding(Padding.SAME), PICTURE.withChannels(1)),
                LayerCase.of(Conv2D.of(4, Size.of(1, 5)).withPadding(Padding.SAME), PICTURE),
                LayerCase.of(Conv2D.of(4, Size.of(5, 1)).withPadding(Padding.SAME), PICTURE),
                LayerCase.of(Conv2D.of(4, Size.of(2, 3)).withStrides(Size.of(3, 2)), PICTURE),
                LayerCase.of(Conv2D.of(4, 3).withDilation(2).withPadding(Padding.SAME), PICTURE),
                LayerCase.of(Conv2D.of(4, 2).withDilation(3), PICTURE),
                LayerCase.of(Conv2D.of(6, 3).withGroups(2), SQUARE),
                LayerCase.of(Conv2D.of(8, 3).withGroups(4).withPadding(Padding.SAME), SQUARE),
                LayerCase.of(Conv2D.of(5, 3).withBias(false), PICTURE),
                LayerCase.of(Conv2D.of(1, 1).withStrides(2), Shape.of(5, 5, 1)));
    }

    private static List<LayerCase> convolutionsWithActivation() {
        return functions().stream()
                .map(function ->
                        LayerCase.of(Conv2D.of(5, 3).withPadding(Padding.SAME).withActivation(function), PICTURE))
                .toList();
    }

    private static List<LayerCase> depthwise() {
        return List.of(
                LayerCase.of(DepthwiseConv2D.of(3), PICTURE),
                LayerCase.of(DepthwiseConv2D.of(3).withPadding(Padding.SAME), WIDE),
                LayerCase.of(DepthwiseConv2D.of(3).withPadding(Padding.SAME).withStrides(2), PICTURE),
                LayerCase.of(DepthwiseConv2D.of(3).withDepthMultiplier(2).withPadding(UNEVEN), PICTURE),
                LayerCase.of(DepthwiseConv2D.of(3).withDepthMultiplier(2).withPadding(SIDES), PICTURE),
                LayerCase.of(DepthwiseConv2D.of(2).withDepthMultiplier(2).withPadding(SIDES), PICTURE),
                LayerCase.of(DepthwiseConv2D.of(2).withDilation(2).withBias(false), PICTURE),
                LayerCase.of(DepthwiseConv2D.of(3).withActivation(ActivationFunction.SILU), SQUARE));
    }

    private static List<LayerCase> separable() {
        return List.of(
                LayerCase.of(SeparableConv2D.of(5, 3), PICTURE),
                LayerCase.of(SeparableConv2D.of(7, 3).withPadding(Padding.SAME).withStrides(2), PICTURE),
                LayerCase.of(SeparableConv2D.of(5, 3).withDepthMultiplier(3).withPadding(UNEVEN), PICTURE),
                LayerCase.of(SeparableConv2D.of(5, 2).withDilation(2).withBias(false), PICTURE),
                LayerCase.of(SeparableConv2D.of(5, 3).withActivation(ActivationFunction.RELU), SQUARE));
    }

    private static List<LayerCase> dense() {
        return Stream.concat(
                        Stream.of(
                                LayerCase.of(Dense.of(7), VECTOR),
                                LayerCase.of(Dense.of(1).withBias(false), VECTOR),
                                LayerCase.of(Dense.of(101), Shape.of(67)),
                                LayerCase.of(Dense.of(7), Shape.of(1))),
                        functions().stream().map(function -> LayerCase.of(Dense.of(7, function), VECTOR)))
                .toList();
    }

    private static List<LayerCase> maxPoolings() {
        MaxPooling2D three = MaxPooling2D.of(3, 2);
        return List.of(
                LayerCase.of(MaxPooling2D.of(2, 2), PICTURE),
                LayerCase.of(three, WIDE),
                LayerCase.of(three.withPadding(Padding.SAME), PICTURE),
                LayerCase.of(three.withPadding(Padding.SAME), SQUARE),
                LayerCase.of(MaxPooling2D.of(3, 1).withPadding(Padding.SAME), PICTURE),
                LayerCase.of(three.withRounding(Rounding.CEIL), SQUARE),
                LayerCase.of(three.withRounding(Rounding.CEIL).withPadding(Padding.of(1)), SQUARE),
                LayerCase.of(MaxPooling2D.of(2, 3).withRounding(Rounding.CEIL), SQUARE),
                LayerCase.of(three.withPadding(UNEVEN), PICTURE),
                LayerCase.of(new MaxPooling2D(Size.of(2, 3), Size.of(1, 2), Padding.VALID, Rounding.FLOOR), PICTURE));
    }

    private static List<LayerCase> averagePoolings() {
        AveragePooling2D three = AveragePooling2D.of(3, 2);
        return List.of(
                LayerCase.of(AveragePooling2D.of(2, 2), PICTURE),
                LayerCase.of(AveragePooling2D.of(5, 3), WIDE),
                LayerCase.of(AveragePooling2D.of(3, 1).withPadding(Padding.SAME), PICTURE),
                LayerCase.of(three.withPadding(Padding.SAME), SQUARE),
                LayerCase.of(three.withPadding(Padding.SAME).withCountPadding(true), SQUARE),
                LayerCase.of(three.withRounding(Rounding.CEIL), SQUARE),
                LayerCase.of(three.withRounding(Rounding.CEIL).withCountPadding(true), SQUARE),
                LayerCase.of(three.withRounding(Rounding.CEIL).withPadding(Padding.of(1)), SQUARE),
                LayerCase.of(
                        three.withRounding(Rounding.CEIL)
                                .withPadding(Padding.of(1))
                                .withCountPadding(true),
                        SQUARE),
                LayerCase.of(AveragePooling2D.of(2, 3).withRounding(Rounding.CEIL), SQUARE),
                LayerCase.of(three.withPadding(UNEVEN), PICTURE),
                LayerCase.of(three.withPadding(UNEVEN).withCountPadding(true), PICTURE),
                LayerCase.of(
                        new AveragePooling2D(Size.of(2, 3), Size.of(1, 2), Padding.VALID, Rounding.FLOOR, false),
                        PICTURE));
    }

    private static List<LayerCase> adaptivePoolings() {
        return List.of(
                LayerCase.of(AdaptiveAveragePooling2D.of(4), Shape.of(14, 14, 8)),
                LayerCase.of(AdaptiveAveragePooling2D.of(4), SQUARE),
                LayerCase.of(AdaptiveAveragePooling2D.of(1), PICTURE),
                LayerCase.of(AdaptiveAveragePooling2D.of(Size.of(3, 2)), PICTURE),
                LayerCase.of(AdaptiveAveragePooling2D.of(Size.of(7, 5)), PICTURE),
                LayerCase.of(AdaptiveAveragePooling2D.of(Size.of(9, 2)), PICTURE),
                LayerCase.of(AdaptiveAveragePooling2D.of(Size.of(6, 10)), WIDE),
                LayerCase.of(AdaptiveAveragePooling2D.of(3), Shape.of(1, 1, 5)));
    }

    private static List<LayerCase> globalPoolings() {
        return List.of(
                LayerCase.of(GlobalAveragePooling2D.of(), PICTURE),
                LayerCase.of(new GlobalAveragePooling2D(true), WIDE),
                LayerCase.of(GlobalMaxPooling2D.of(), PICTURE),
                LayerCase.of(new GlobalMaxPooling2D(true), WIDE));
    }

    private static List<LayerCase> normalizations() {
        BatchNormalization batch = BatchNormalization.of();
        return List.of(
                LayerCase.of(batch, PICTURE),
                LayerCase.of(batch, WIDE),
                LayerCase.of(batch.withScale(false), PICTURE),
                LayerCase.of(batch.withCenter(false), PICTURE),
                LayerCase.of(batch.withScale(false).withCenter(false), PICTURE),
                LayerCase.of(batch.withUnbiasedVariance(true).withMomentum(0.9f), PICTURE),
                LayerCase.of(batch.withEpsilon(0.5f), VECTOR),
                LayerCase.of(LayerNormalization.of(), PICTURE),
                LayerCase.of(LayerNormalization.of(), VECTOR),
                LayerCase.of(new LayerNormalization(1e-5f, false, true), WIDE),
                LayerCase.of(new LayerNormalization(1e-5f, true, false), WIDE),
                LayerCase.of(new LayerNormalization(1e-5f, false, false), WIDE),
                LayerCase.of(LocalResponseNormalization.of(), WIDE),
                LayerCase.of(new LocalResponseNormalization(5, 0.5f, 0.75f, 1), WIDE),
                LayerCase.of(new LocalResponseNormalization(3, 1, 0.5f, 2), PICTURE),
                LayerCase.of(new LocalResponseNormalization(1, 1, 1, 1), PICTURE),
                LayerCase.of(new LocalResponseNormalization(9, 1, 0.75f, 1), PICTURE),
                LayerCase.of(new LocalResponseNormalization(9, 1, 0.75f, 1), PICTURE.withChannels(32)),
                LayerCase.of(new LocalResponseNormalization(3, 1, 0.75f, 1), PICTURE.withChannels(24)),
                LayerCase.of(new Normalization(List.of(0.5f, -1f, 0f), List.of(2f, 0.25f, 1f)), PICTURE),
                LayerCase.of(Rescaling.of(0.75, -0.5), PICTURE),
                LayerCase.of(Rescaling.of(-2, 1), VECTOR));
    }

    private static List<LayerCase> joins() {
        return List.of(
                LayerCase.of(Add.of(), PICTURE, PICTURE),
                LayerCase.of(Add.of(), VECTOR, VECTOR, VECTOR),
                LayerCase.of(Concatenate.of(), PICTURE, PICTURE.withChannels(5)),
                LayerCase.of(Concatenate.of(), PICTURE.withChannels(16), PICTURE.withChannels(1), PICTURE),
                LayerCase.of(Concatenate.of(), VECTOR, Shape.of(3)));
    }

    private static List<LayerCase> nested() {
        Node data = new Input(PICTURE).on();
        Node one = Conv2D.of(4, 3).withPadding(Padding.SAME).on(data);
        Node two = MaxPooling2D.of(3, 1).withPadding(Padding.SAME).on(data);
        Model branches = Model.of("branches", data, Concatenate.of().on(one, two));
        Model deep = Sequential.of("deep", PICTURE, NestedModel.of(branches), Flatten.of(), Dense.of(3));
        return List.of(
                LayerCase.of(NestedModel.of(branches), PICTURE),
                LayerCase.of(NestedModel.of(deep), PICTURE),
                LayerCase.of(NestedModel.of(Model.of("nothing", data, data)), PICTURE));
    }

    private static List<LayerCase> shapes() {
        return List.of(
                LayerCase.of(new Input(PICTURE)),
                LayerCase.of(new Input(VECTOR)),
                LayerCase.of(Dropout.of(0.3), PICTURE),
                LayerCase.of(Dropout.of(0), VECTOR),
                LayerCase.of(Flatten.of(), PICTURE),
                LayerCase.of(Reshape.of(5, 21), PICTURE),
                LayerCase.of(Reshape.of(1, 1, 13), VECTOR),
                LayerCase.of(new ZeroPadding2D(1, 0, 2, 3), PICTURE),
                LayerCase.of(ZeroPadding2D.of(2), WIDE),
                LayerCase.of(new Cropping2D(2, 1, 0, 2), PICTURE),
                LayerCase.of(Cropping2D.of(1), WIDE));
    }
}
