package org.inception4j.classifier;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Image;
import org.inception4j.vision.Preprocessing;

/** A small classifier of three classes with an auxiliary head, and pictures for it. */
final class Samples {
    static final List<String> LABELS = List.of("daisy", "n02 röse, wild", "tulip");

    private Samples() {}

    static Classifier classifier(long seed) {
        Model model = model();
        return Classifier.of(model, Weights.initialise(model, seed), Preprocessing.torch(8), LABELS, card())
                .withOptions(
                        ClassifierOptions.standard().withEngine("reference").withBatch(2));
    }

    static Model model() {
        Node input = Input.of(8, 8, 3).named("data").on();
        Node features = Conv2D.of(4, 3)
                .withActivation(ActivationFunction.RELU)
                .named("block/conv")
                .on(input);
        Node pooled = GlobalAveragePooling2D.of().on(features);
        return Model.of(
                "small",
                input,
                Output.of("prob", Dense.of(3, ActivationFunction.SOFTMAX).on(pooled)),
                Output.auxiliary(
                        "extra",
                        Dense.of(3, ActivationFunction.SOFTMAX).named("head").on(pooled),
                        0.3f));
    }

    static Card card() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("val_top1", 0.9);
        metrics.put("loss", Double.NaN);
        return Card.of("small")
                .withCreated(Instant.parse("2026-01-31T12:00:00Z"))
                .withSeed(Long.MIN_VALUE)
                .withMetrics(metrics)
                .withDataFingerprint("0123")
                .withSource("photos/\"ä\"");
    }

    static Image image(long seed) {
        byte[] rgb = new byte[12 * 10 * 3];
        new Random(seed).nextBytes(rgb);
        return new Image(12, 10, rgb);
    }
}
