package org.inception4j.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.app.demo.ShapePictures;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Preprocessing;

/** Small pictures and a small classifier of random weights, whose answers mean nothing. */
final class Tiny {
    static final int IMAGE_SIZE = 64;
    static final List<String> LABELS = ShapePictures.labels();

    private Tiny() {}

    /** A folder a class with so many pictures in each. */
    static Path pictures(Path folder, int perClass) throws IOException {
        ShapePictures.write(folder, perClass, 1);
        return folder;
    }

    static Path classifier(Path file) throws IOException {
        Network network = Networks.named("googlenet:bn");
        Model model = network.build(network.defaults()
                .withImageSize(IMAGE_SIZE)
                .withClasses(LABELS.size())
                .withWidth(0.1));
        Weights weights = Weights.initialise(model, 1);
        try (Classifier classifier =
                Classifier.of(model, weights, Preprocessing.torch(IMAGE_SIZE), LABELS, Card.of(network.name()))) {
            classifier.write(file);
        }
        return file;
    }

    /** The pictures of a folder as the commands list them. */
    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
