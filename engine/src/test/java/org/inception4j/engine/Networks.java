package org.inception4j.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
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
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;

/** Small networks that have together what the large ones have: branches, shared layers, residuals, auxiliary heads. */
final class Networks {
    private static final ActivationFunction RELU = ActivationFunction.RELU;

    private Networks() {}

    static List<Model> all() {
        return List.of(inception(), normalized(), shared());
    }

    static Model named(String name) {
        return all().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** GoogLeNet's kind: biases, LRN, four branches, dropout, an auxiliary head with weight 0.3. */
    static Model inception() {
        Node input = Input.of(20, 18, 3).named("data").on();
        Node stem = Conv2D.of(16, 5)
                .withStrides(2)
                .withPadding(Padding.of(2))
                .withActivation(RELU)
                .on(input);
        Node pooled = LocalResponseNormalization.of()
                .on(MaxPooling2D.of(3, 2).withRounding(Rounding.CEIL).on(stem));
        Node block = block(6, 5, pooled);
        Node head =
                Dense.of(11, RELU).on(Flatten.of().on(AveragePooling2D.of(3, 2).on(block)));
        Node auxiliary =
                Dense.of(5, ActivationFunction.SOFTMAX).on(Dropout.of(0.5).on(head));
        Node features = GlobalAveragePooling2D.of().on(block(32, 16, block));
        Node main = Dense.of(5, ActivationFunction.SOFTMAX).on(Dropout.of(0.4).on(features));
        return Model.of("inception", input, Output.of("prob", main), Output.auxiliary("loss1", auxiliary, 0.3f));
    }

    /** Whole blocks of 16 filters, of which some code makes one convolution, in the second use. */
    private static Node block(int ones, int reduced, Node input) {
        Node one = convolution(ones, 1, input);
        Node three = convolution(9, 3, convolution(reduced, 1, input));
        Node five = convolution(3, 5, convolution(2, 1, input));
        Node pool = convolution(
                4, 1, MaxPooling2D.of(3, 1).withPadding(Padding.SAME).on(input));
        return Concatenate.of().on(one, three, five, pool);
    }

    private static Node convolution(int filters, int kernel, Node input) {
        return Conv2D.of(filters, kernel)
                .withPadding(Padding.SAME)
                .withActivation(RELU)
                .on(input);
    }

    /** Inception-ResNet's kind: batch normalization after each convolution, branches, a residual sum. */
    static Model normalized() {
        Node input = Input.of(13, 11, 3).named("data").on();
        Node stem = normalized(8, 3, 2, input);
        Node branches = Concatenate.of().on(normalized(4, 1, 1, stem), normalized(5, 3, 1, normalized(4, 1, 1, stem)));
        Node up = Conv2D.of(8, 1).on(branches);
        Node sum = Activation.of(RELU).on(Add.of().on(stem, up));
        Node main = Dense.of(4, ActivationFunction.SOFTMAX)
                .on(GlobalAveragePooling2D.of().on(sum));
        return Model.of("normalized", input, main);
    }

    private static Node normalized(int filters, int kernel, int stride, Node input) {
        Node convolution = Conv2D.of(filters, kernel)
                .withStrides(stride)
                .withPadding(Padding.SAME)
                .withBias(false)
                .on(input);
        return Activation.of(RELU).on(BatchNormalization.of().withMomentum(0.9f).on(convolution));
    }

    /** One convolution and one normalization used twice, a value used three times, an output inside another output's way. */
    static Model shared() {
        Node input = Input.of(9, 9, 4).named("data").on();
        LayerInstance convolution =
                Conv2D.of(4, 3).withPadding(Padding.SAME).withBias(false).named("twice");
        LayerInstance normalization = BatchNormalization.of().withMomentum(0.5f).named("norm");
        Node once = Activation.of(ActivationFunction.TANH).on(normalization.on(convolution.on(input)));
        Node twice = Activation.of(ActivationFunction.TANH).on(normalization.on(convolution.on(once)));
        Node joined = Concatenate.of().on(once, Add.of().on(once, twice), twice);
        Node inner = Dense.of(3, ActivationFunction.SIGMOID)
                .on(GlobalAveragePooling2D.of().on(joined));
        Node outer = Dense.of(4).on(inner);
        return Model.of("shared", input, Output.of("inner", inner), Output.of("outer", outer));
    }

    /** Softmax cross-entropy with all its switches, binary cross-entropy and squares, as the outputs ask for. */
    static List<Objective> objectives(Model model) {
        Loss.SoftmaxCrossEntropy softmax = Loss.SoftmaxCrossEntropy.of().withLabelSmoothing(0.1);
        if (model.name().equals("shared")) {
            return List.of(
                    new Objective("inner", new Loss.BinaryCrossEntropy(), 0.7f),
                    new Objective("outer", softmax.withClassWeights(List.of(1f, 2f, 0.5f, 1f)), 1));
        }
        return Objective.forAll(model, softmax);
    }

    static Map<String, Targets> targets(Model model, int count) {
        Map<String, Targets> targets = new LinkedHashMap<>();
        for (Output output : model.outputs()) {
            int[] labels = new int[count];
            Arrays.setAll(labels, i -> (i * 7 + 1) % output.node().shape().channels());
            targets.put(output.name(), Targets.classes(labels));
        }
        return targets;
    }
}
