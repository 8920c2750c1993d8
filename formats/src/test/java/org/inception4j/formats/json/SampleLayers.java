package org.inception4j.formats.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
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
import org.inception4j.model.Initializer;
import org.inception4j.model.Input;
import org.inception4j.model.Layer;
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
import org.inception4j.model.Size;
import org.inception4j.model.ZeroPadding2D;

/** One layer or more of each type, every component unlike its default and unlike its neighbours. */
final class SampleLayers {
    private SampleLayers() {}

    static List<Layer> all() {
        return List.of(
                Activation.of(ActivationFunction.SOFTMAX),
                Activation.of(ActivationFunction.leakyRelu(0.1f)),
                Activation.of(ActivationFunction.elu(1)),
                Activation.of(new ActivationFunction(ActivationFunction.Kind.RELU, -0.0f)),
                AdaptiveAveragePooling2D.of(Size.of(3, 4)),
                Add.of(),
                new AveragePooling2D(Size.of(3, 2), Size.of(2, 1), Padding.SAME, Rounding.CEIL, true),
                new BatchNormalization(0.9997f, 1e-5f, false, true, true),
                Concatenate.of(),
                new Conv2D(
                        6,
                        Size.of(7, 1),
                        Size.of(1, 2),
                        new Padding.Explicit(0, 1, 2, 3),
                        Size.of(2, 3),
                        3,
                        ActivationFunction.RELU6,
                        false,
                        new Initializer.VarianceScaling(
                                0.1f, Initializer.Fan.OUT, Initializer.Distribution.TRUNCATED_NORMAL),
                        new Initializer.Constant(Float.MIN_VALUE)),
                new Cropping2D(1, 2, 3, 4),
                new Dense(
                        5,
                        ActivationFunction.GELU,
                        false,
                        new Initializer.TruncatedNormal(-1e-9f, 0.01f),
                        Initializer.ONES),
                new DepthwiseConv2D(
                        Size.of(3, 5),
                        Size.of(2, 1),
                        Padding.VALID,
                        Size.of(1, 2),
                        2,
                        ActivationFunction.SELU,
                        false,
                        Initializer.HE_NORMAL,
                        Initializer.ONES),
                Dropout.of(0.4),
                Flatten.of(),
                new GlobalAveragePooling2D(true),
                new GlobalMaxPooling2D(true),
                Input.of(4, 5, 6),
                new LayerNormalization(1e-6f, false, true),
                new LocalResponseNormalization(7, 2e-5f, 0.5f, 2),
                new MaxPooling2D(Size.of(2, 3), Size.of(1, 3), Padding.of(1), Rounding.CEIL),
                new NestedModel(nested(), "KerasLayer"),
                new Normalization(List.of(0.485f, 0.1f), List.of(1f, 0.229f)),
                new Rescaling(1 / 127.5f, -Float.MIN_VALUE),
                Reshape.of(2, 3, 4),
                new SeparableConv2D(
                        9,
                        Size.of(3, 1),
                        Size.of(2),
                        Padding.SAME,
                        Size.of(1, 3),
                        4,
                        ActivationFunction.TANH,
                        false,
                        Initializer.CAFFE_XAVIER,
                        Initializer.HE_NORMAL,
                        Initializer.ONES),
                new ZeroPadding2D(4, 3, 2, 1));
    }

    private static Model nested() {
        Node input = Input.of(3).on();
        Node frozen = Dense.of(2).named("frozen").withTrainable(false).on(input);
        Node end = NestedModel.of(Sequential.of("inner", frozen.shape(), Dense.of(4)))
                .on(frozen);
        Map<String, Node> blocks = new LinkedHashMap<>();
        blocks.put("second", frozen); // not in the order of the alphabet
        blocks.put("first", end);
        return Model.of("outer", input, end).withBlocks(blocks);
    }
}
