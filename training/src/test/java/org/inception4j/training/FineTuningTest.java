package org.inception4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;

class FineTuningTest {
    @Test
    void keepsTheBodyOfGoogLeNetAndMakesANewHead() {
        Network network = Networks.named("googlenet:paper");
        Model model = network.build(network.defaults().withImageSize(96).withWidth(0.25));
        Weights weights = Weights.initialise(model, 1);
        FineTuning.Start start = FineTuning.from(model, weights, 5, 2);
        assertThat(start.head()).isEqualTo("loss3/classifier");
        assertThat(start.model().outputs()).hasSize(1);
        assertThat(start.model().output().name()).isEqualTo("prob");
        assertThat(start.model().output().node().shape()).isEqualTo(Shape.of(5));
        assertThat(start.weights().get("inception_4c/5x5/kernel").toArray())
                .isEqualTo(weights.get("inception_4c/5x5/kernel").toArray());
        assertThat(start.weights().get("loss3/classifier/kernel").shape().channels())
                .isEqualTo(5);
        assertThat(start.weights().names()).noneMatch(name -> name.startsWith("loss1/"));
    }

    @Test
    void drawsTheHeadBySeed() {
        Model model = Samples.model();
        float[] one = head(FineTuning.from(model, Samples.weights(), 4, 1));
        assertThat(head(FineTuning.from(model, Samples.weights(), 4, 1))).isEqualTo(one);
        assertThat(head(FineTuning.from(model, Samples.weights(), 4, 2))).isNotEqualTo(one);
    }

    @Test
    void takesAnotherInputSizeWhereTheNetworkPoolsGlobally() {
        FineTuning.Start start = FineTuning.from(Samples.model(), Samples.weights(), Shape.of(12, 12, 3), 4, 1);
        assertThat(start.model().input().shape()).isEqualTo(Shape.of(12, 12, 3));
        assertThat(start.weights().get("block1/conv/kernel").toArray())
                .isEqualTo(Samples.weights().get("block1/conv/kernel").toArray());
    }

    @Test
    void copiesWeightsByNodeWhereNamesChangeWithoutTheHeads() {
        // conv2d is the auxiliary head's: without it, what was conv2d_1 becomes conv2d
        Node input = org.inception4j.model.Input.of(6, 6, 3).on();
        Node aux = GlobalAveragePooling2D.of().on(Conv2D.of(4, 1).on(input));
        Node body = GlobalAveragePooling2D.of().on(Conv2D.of(4, 3).on(input));
        Node main = Dense.of(2, ActivationFunction.SOFTMAX).named("head").on(body);
        Model model = Model.of("unnamed", input, Output.of("main", main), Output.auxiliary("aux", aux, 1));
        Weights weights = Weights.initialise(model, 3);
        FineTuning.Start start = FineTuning.from(model, weights, 7, 1);
        String name = start.model().weights().keySet().iterator().next();
        assertThat(start.weights().get(name).toArray())
                .isEqualTo(weights.get("conv2d_1/kernel").toArray());
    }

    @Test
    void makesAnewAConvolutionThatTellsTheClassesApart() {
        Model model = Sequential.of(
                "slim",
                Shape.of(6, 6, 3),
                Conv2D.of(8, 3),
                AveragePooling2D.of(4),
                Conv2D.of(10, 1).withBias(true),
                Flatten.of(),
                Activation.of(ActivationFunction.SOFTMAX));
        FineTuning.Start start = FineTuning.from(model, Weights.initialise(model, 1), 3, 1);
        assertThat(start.head()).isEqualTo("conv2d_1");
        assertThat(start.model().output().node().shape()).isEqualTo(Shape.of(3));
        assertThat(start.weights().get("conv2d_1/kernel").shape()).isEqualTo(Shape.of(1, 1, 8, 3));
    }

    @Test
    void keepsTheNamedPartsOfTheNetwork() {
        Model model = Networks.named("googlenet:bn")
                .build(Networks.named("googlenet:bn")
                        .defaults()
                        .withImageSize(64)
                        .withWidth(0.25));
        FineTuning.Start start = FineTuning.from(model, Weights.initialise(model, 1), 3, 1);
        assertThat(start.model().blocks().keySet())
                .containsExactlyElementsOf(model.blocks().keySet());
    }

    @Test
    void refusesANetworkThatEndsInNothingToMakeAnew() {
        Model model = Sequential.of("ends", Shape.of(6, 6, 3), Conv2D.of(4, 3), Flatten.of());
        assertThatThrownBy(() -> FineTuning.from(model, Weights.initialise(model, 1), 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "ends: ends in flatten, a Flatten, where fine-tuning needs a Dense or a Conv2D of 1x1; give another network");
    }

    @Test
    void refusesAnotherInputSizeWhereTheNetworkIsFlattened() {
        Model model = Sequential.of(
                "flat",
                Shape.of(4, 4, 3),
                List.of(
                        Flatten.of().named("flat"),
                        Dense.of(5).named("body"),
                        Dense.of(3).named("head")));
        Weights weights = Weights.initialise(model, 1);
        assertThatThrownBy(() -> FineTuning.from(model, weights, Shape.of(6, 6, 3), 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "body/kernel: has the shape (48, 5) and the model needs (108, 5); load a file of this network");
    }

    private static float[] head(FineTuning.Start start) {
        return start.weights().get("head/kernel").toArray();
    }
}
