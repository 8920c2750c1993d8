package org.inception4j.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Image;
import org.inception4j.vision.Preprocessing;

/**
 * What the JVM watches once after a build, so that later starts are quick: the ways that commands take from their arguments to
 * the first answer. It unpacks the native libraries, too.
 */
final class Rehearsal {
    private static final int IMAGE_SIZE = 64;

    /** Two small ones, one with normalisation: the rest are built of the same layers, and larger. */
    private static final List<Network> NETWORKS =
            List.of(Networks.named("googlenet:paper"), Networks.named("googlenet:bn"));

    private static final List<String> LABELS =
            IntStream.range(0, 1000).mapToObj(Integer::toString).toList();

    private Rehearsal() {}

    /** Writes nothing but a folder that is gone at the end. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("inception-rehearsal");
        try {
            play(folder);
        } finally {
            delete(folder);
        }
        System.exit(0); // as commands do: it takes a score of classes
    }

    private static void play(Path folder) throws IOException {
        Path picture = folder.resolve("grey.jpg");
        new Image(IMAGE_SIZE, IMAGE_SIZE, new byte[IMAGE_SIZE * IMAGE_SIZE * 3]).writeJpeg(picture, 90);
        load(Main.class);
        run("--version");
        run("help");
        run("summary", "googlenet");
        for (Network network : NETWORKS) {
            Path file = folder.resolve(network.name().replace(':', '-') + ".inception");
            write(network, file);
            run("predict", file.toString(), picture.toString());
            run("predict", file.toString(), picture.toString(), "--top", "3");
            run("predict", file.toString(), picture.toString(), picture.toString(), "--format", "json");
        }
    }

    /** A class that is only named is not noted; that of the start would be looked for in the jars, 8 ms. */
    private static void load(Class<?> type) {
        try {
            Class.forName(type.getName());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void run(String... arguments) {
        Inception.run(Console.of(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()), arguments);
    }

    /** In full width: a file's size shows the JVM that hashing is worth its best code from the start. */
    private static void write(Network network, Path file) throws IOException {
        Model model = network.build(network.defaults()
                .withImageSize(IMAGE_SIZE)
                .withClasses(LABELS.size())
                .withAuxiliary(false));
        Preprocessing preprocessing = Preprocessing.caffe(IMAGE_SIZE);
        try (Classifier classifier =
                Classifier.of(model, Weights.initialise(model, 1), preprocessing, LABELS, Card.of(network.name()))) {
            classifier.write(file);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
