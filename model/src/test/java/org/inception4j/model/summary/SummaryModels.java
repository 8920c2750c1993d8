package org.inception4j.model.summary;

import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.ActivationFunction.SOFTMAX;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.inception4j.model.Activation;
import org.inception4j.model.Add;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Networks;

/** The models of {@code scripts/goldens/summaries.py}, by the names of its functions. */
final class SummaryModels {
    private static final Map<String, Supplier<Model>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("sequential", SummaryModels::sequential);
        ALL.put("chain", SummaryModels::chain);
        ALL.put("chain_of_two_outputs", SummaryModels::chainOfTwoOutputs);
        ALL.put("naive_block", SummaryModels::naiveBlock);
        ALL.put("inception_v3_stem", SummaryModels::inceptionV3Stem);
        ALL.put("three_outputs", () -> Networks.named("googlenet:seed-004").build());
        ALL.put("shared", SummaryModels::shared);
        ALL.put("loop", SummaryModels::loop);
        ALL.put("twice_the_same_input", SummaryModels::twiceTheSameInput);
        ALL.put("long_names", SummaryModels::longNames);
        ALL.put("long_names_in_a_row", SummaryModels::longNamesInARow);
        ALL.put("several_inputs", SummaryModels::severalInputs);
        ALL.put("frozen", SummaryModels::frozen);
        ALL.put("without_weights", SummaryModels::withoutWeights);
        ALL.put("half_a_hundredth", SummaryModels::halfAHundredth);
        ALL.put("one_size_up", SummaryModels::oneSizeUp);
        ALL.put("nested", SummaryModels::nested);
        ALL.put("nested_in_a_row", SummaryModels::nestedInARow);
    }

    private SummaryModels() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static Model named(String name) {
        return ALL.get(name).get();
    }

    static Model sequential() {
        return Sequential.of(
                "sequential",
                Shape.of(28, 28, 3),
                Conv2D.of(32, 5),
                MaxPooling2D.of(2),
                Flatten.of(),
                Dense.of(10, SOFTMAX));
    }

    private static Model chain() {
        Node data = Input.of(28, 28, 3).on();
        Node x = MaxPooling2D.of(2).on(Conv2D.of(32, 5).on(data));
        return Model.of("model", data, Dense.of(10, RELU).on(Flatten.of().on(x)));
    }

    private static Model chainOfTwoOutputs() {
        Node data = Input.of(28, 28, 3).on();
        Node features = Conv2D.of(32, 5).on(data);
        Node average = GlobalAveragePooling2D.of().on(features);
        return Model.of("two", data, Output.of("average", average), Output.of("features", features));
    }

    private static Model naiveBlock() {
        Node data = Input.of(28, 28, 192).on();
        Node joined = Concatenate.of()
                .on(
                        same(64, 1).on(data),
                        same(128, 3).on(data),
                        same(32, 5).on(data),
                        MaxPooling2D.of(3, 1).withPadding(Padding.SAME).on(data));
        return Model.of("naive_inception", data, joined);
    }

    private static Conv2D same(int filters, int kernelSize) {
        return Conv2D.of(filters, kernelSize).withPadding(Padding.SAME).withActivation(RELU);
    }

    static Model inceptionV3Stem() {
        Node data = Input.of(299, 299, 3).on();
        Node x = normalised(Conv2D.of(32, 3).withStrides(2), data);
        x = normalised(Conv2D.of(32, 3), x);
        x = normalised(same(64, 3), x);
        x = MaxPooling2D.of(3, 2).on(x);
        x = normalised(Conv2D.of(80, 1), x);
        x = normalised(Conv2D.of(192, 3), x);
        x = MaxPooling2D.of(3, 2).on(x);
        Node branch1x1 = normalised(same(64, 1), x);
        Node branch5x5 = normalised(same(64, 5), normalised(same(48, 1), x));
        Node branch3x3 = normalised(same(96, 3), normalised(same(96, 3), normalised(same(64, 1), x)));
        Node pooled = normalised(
                same(32, 1), AveragePooling2D.of(3, 1).withPadding(Padding.SAME).on(x));
        Node joined = Concatenate.of().named("mixed0").on(branch1x1, branch5x5, branch3x3, pooled);
        return Model.of("inception_v3", data, joined);
    }

    private static Node normalised(Conv2D conv, Node x) {
        Node y = conv.withBias(false).on(x);
        return Activation.of(RELU).on(BatchNormalization.of().withScale(false).on(y));
    }

    private static Model shared() {
        Node left = Input.of(8, 8, 3).on();
        Node right = Input.of(9, 9, 3).on();
        LayerInstance eyes = Conv2D.of(2, 3).shared();
        LayerInstance average = GlobalAveragePooling2D.of().shared();
        Node both = Concatenate.of().on(average.on(eyes.on(left)), average.on(eyes.on(right)));
        LayerInstance again = Dense.of(4).shared();
        Node last = Dropout.of(0.5).on(again.on(again.on(both)));
        return Model.of("twins", List.of(left, right), List.of(Output.of("", last)));
    }

    private static Model loop() {
        Node data = Input.of(4).on();
        LayerInstance again = Dense.of(4).shared();
        return Model.of("loop", data, Dense.of(1).on(again.on(again.on(data))));
    }

    private static Model twiceTheSameInput() {
        Node data = Input.of(4).on();
        return Model.of("doubled", data, Add.of().on(data, data));
    }

    private static Model longNames() {
        Node data = Input.of(75, 75, 3)
                .named("a_picture_with_a_name_that_no_column_holds")
                .on();
        Node x = Conv2D.of(32, 3)
                .withStrides(2)
                .withBias(false)
                .named("InceptionV3/InceptionV3/Conv2d_1a_3x3")
                .on(data);
        x = BatchNormalization.of()
                .named("InceptionV3/InceptionV3/Conv2d_1a_3x3/BatchNorm")
                .on(x);
        Node left = Conv2D.of(32, 1).named("left branch of the block, in words").on(x);
        Node right = Conv2D.of(1024, 1).named("exactly_as_wide_as_it_gets").on(x);
        Node joined = Concatenate.of().named("joined").on(left, right, x);
        return Model.of(
                "long",
                data,
                GlobalAveragePooling2D.of().named("all_of_the_picture_averaged").on(joined));
    }

    private static Model longNamesInARow() {
        Shape shape = Shape.of(998, 998, 10240);
        Node inner = Input.of(998, 998, 10240).on();
        Model nothing =
                Model.of("nothing", inner, Activation.of(RELU).named("relu").on(inner));
        return Sequential.of(
                "row",
                Shape.of(1000, 1000, 3),
                List.of(
                        Conv2D.of(shape.channels(), 1).named("a_first_convolution_with_a_long_name"),
                        Conv2D.of(shape.channels(), 3).named("another one, of words"),
                        new NestedModel(nothing, "LayerOfTheLongestClassNameThatThereIs").named("x"),
                        Activation.of(RELU).named("so_long_that_type_wrap_")));
    }

    private static Model severalInputs() {
        Node photo = Input.of(32, 32, 3).named("photo").on();
        Node sketch = Input.of(32, 32, 1).named("sketch").on();
        Node age = Input.of(1).named("age").on();
        Node picture = GlobalAveragePooling2D.of()
                .on(Conv2D.of(16, 3).on(Concatenate.of().on(photo, sketch)));
        Node joined = Concatenate.of().on(picture, age);
        Node kind = Dense.of(3).named("kind").on(joined);
        Node price = Dense.of(1).named("price").on(joined);
        return Model.of("several", List.of(photo, sketch, age), List.of(Output.of("", kind), Output.of("", price)));
    }

    private static Model frozen() {
        Node data = Input.of(32, 32, 3).on();
        LayerInstance feature = Conv2D.of(288, 1).named("frozen_convolution").withTrainable(false);
        Node normal = BatchNormalization.of().on(feature.on(data));
        LayerInstance still = BatchNormalization.of().shared().withTrainable(false);
        Node x = GlobalAveragePooling2D.of().on(still.on(normal));
        return Model.of("frozen", data, Dense.of(2).on(x));
    }

    private static Model withoutWeights() {
        return Sequential.of("nothing", Shape.of(4, 4, 3), MaxPooling2D.of(2), Flatten.of());
    }

    /** 288 numbers take 1.125 KB, which Python rounds to even. */
    private static Model halfAHundredth() {
        return Sequential.of("rounding", Shape.of(287), Dense.of(1));
    }

    private static Model oneSizeUp() {
        return Sequential.of("sizes", Shape.of(1023), Dense.of(256), Dense.of(1));
    }

    private static Model nested() {
        Node data = Input.of(32, 32, 3).on();
        Model features =
                Sequential.of("features", Shape.of(32, 32, 3), Conv2D.of(8, 3), BatchNormalization.of(), Flatten.of());
        Node image = Input.of(32, 32, 3).on();
        Model colours = Model.of(
                "colours", image, GlobalAveragePooling2D.of().on(Conv2D.of(4, 1).on(image)));
        Node both = Concatenate.of()
                .on(NestedModel.of(features).on(data), NestedModel.of(colours).on(data));
        return Model.of("nested", data, Dense.of(2).on(both));
    }

    private static Model nestedInARow() {
        Node image = Input.of(32, 32, 3).on();
        Node x = BatchNormalization.of().on(Conv2D.of(8, 3).on(image));
        Model inner = Model.of("hub", image, GlobalAveragePooling2D.of().on(x));
        return Sequential.of(
                "transfer",
                Shape.of(32, 32, 3),
                List.of(
                        new NestedModel(inner, "KerasLayer").shared().withTrainable(false),
                        Dense.of(5).shared()));
    }
}
