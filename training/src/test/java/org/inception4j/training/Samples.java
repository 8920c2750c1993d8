package org.inception4j.training;

import org.inception4j.engine.Engine;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.random.CounterRandom;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** A network and pictures small enough for the reference engine. */
final class Samples {
    static final int CLASSES = 3;
    static final int SIZE = 6;

    private Samples() {}

    static Engine engine() {
        return Engine.named("reference");
    }

    /** Two blocks, of which the first ends in batch normalisation; dropout; a classifier and an auxiliary one. */
    static Model model() {
        Node data = Input.of(SIZE, SIZE, 3).named("data").on();
        Node first = Conv2D.of(6, 3).named("block1/conv").on(data);
        Node normal =
                BatchNormalization.of().withMomentum(0.8f).named("block1/norm").on(first);
        Node second = Conv2D.of(8, 3)
                .withActivation(ActivationFunction.RELU)
                .named("block2/conv")
                .on(normal);
        Node features = GlobalAveragePooling2D.of().named("pool").on(second);
        Node dropped = Dropout.of(0.1).named("drop").on(features);
        Node main = Dense.of(CLASSES, ActivationFunction.SOFTMAX).named("head").on(dropped);
        Node pooled = GlobalAveragePooling2D.of().named("aux/pool").on(normal);
        Node side =
                Dense.of(CLASSES, ActivationFunction.SOFTMAX).named("aux/head").on(pooled);
        return Model.of("sample", data, Output.of("prob", main), Output.auxiliary("aux", side, 0.3f));
    }

    static Weights weights() {
        return Weights.initialise(model(), 5);
    }

    static Recipe recipe() {
        return Recipe.standard()
                .withEpochs(4)
                .withBatch(8)
                .withLearningRate(0.02)
                .withThreads(1)
                .withSeed(9);
    }

    /** Noise, brighter in the channel of the class. */
    static TensorExamples examples(int count, int batch, long seed) {
        CounterRandom random = CounterRandom.of(seed);
        Tensor inputs = Tensor.zeros(Shape.of(count, SIZE, SIZE, 3));
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(CLASSES);
            for (int j = 0; j < SIZE * SIZE * 3; j++) {
                double bright = j % 3 == labels[i] ? 0.7 : 0;
                inputs.set((long) i * SIZE * SIZE * 3 + j, (float) (random.nextGaussian() + bright));
            }
        }
        return TensorExamples.of(inputs, labels, CLASSES, batch);
    }

    static TensorExamples training() {
        return examples(44, 8, 1).shuffled(9);
    }

    static TensorExamples held() {
        return examples(20, 8, 2);
    }
}
