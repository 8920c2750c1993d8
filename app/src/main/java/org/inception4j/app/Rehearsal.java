package org.inception4j.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Image;
import org.inception4j.vision.Preprocessing;

/**
 * What the JVM watches once after a build, so that later starts are quick: the ways that short commands take from their
 * arguments to the first answer. Every class that it sees takes each start some time and memory, so that what is needed for the
 * rehearsal alone is made before, by another process.
 */
final class Rehearsal {
    private static final String PICTURE = "grey.jpg";
    private static final int IMAGE_SIZE = 64;

    /** Two small ones, one with normalisation: the rest are built of the same layers, and larger. */
    private static final List<String> NETWORKS = List.of("googlenet:paper", "googlenet:bn");

    private Rehearsal() {}

    /** {@code prepare FOLDER} makes the files that {@code play FOLDER} uses. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("prepare")) {
            prepare(folder);
        } else {
            play(folder);
        }
        System.exit(0); // as commands do: it takes a score of classes
    }

    private static void prepare(Path folder) throws IOException {
        new Image(IMAGE_SIZE, IMAGE_SIZE, new byte[IMAGE_SIZE * IMAGE_SIZE * 3]).writeJpeg(folder.resolve(PICTURE), 90);
        for (String name : NETWORKS) {
            write(Networks.named(name), folder.resolve(file(name)));
        }
    }

    private static void play(Path folder) {
        String picture = folder.resolve(PICTURE).toString();
        load(Main.class);
        run("--version");
        run("help");
        run("summary", "googlenet");
        for (String network : NETWORKS) {
            String file = folder.resolve(file(network)).toString();
            run("predict", file, picture);
            run("predict", file, picture, "--top", "3");
            run("predict", file, picture, picture, "--format", "json");
        }
    }

    private static String file(String network) {
        return network.replace(':', '-') + ".inception";
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

    private static void write(Network network, Path file) throws IOException {
        List<String> labels =
                IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
        Model model = network.build(network.defaults()
                .withImageSize(IMAGE_SIZE)
                .withClasses(labels.size())
                .withAuxiliary(false));
        Preprocessing preprocessing = Preprocessing.caffe(IMAGE_SIZE);
        try (Classifier classifier =
                Classifier.of(model, Weights.initialise(model, 1), preprocessing, labels, Card.of(network.name()))) {
            classifier.write(file);
        }
    }
}
