package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.inception4j.classifier.Classifier;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.catalog.TensorFiles;

/** Opens classifiers, and says of weights from another library how to make one of them. */
final class SavedClassifier {
    private SavedClassifier() {}

    static Classifier open(Path file) throws IOException {
        try {
            return Classifier.open(file);
        } catch (IOException refused) {
            throw explained(file, refused);
        }
    }

    /** What to say of a file that was refused as a classifier. */
    private static IOException explained(Path file, IOException refused) {
        return library(file)
                .<IOException>map(library -> new FormatException(
                        file.toString(),
                        "holds weights (%s) and is no classifier".formatted(library),
                        "make one: %s import %s --output %s"
                                .formatted(Program.NAME, Program.quoted(file), Program.quoted(classifier(file)))))
                .orElse(refused);
    }

    private static Optional<String> library(Path file) {
        try {
            return TensorFiles.library(file);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Beside the weights, under their name. */
    private static Path classifier(Path weights) {
        String name = weights.getFileName().toString();
        int ending = name.lastIndexOf('.');
        return weights.resolveSibling((ending > 0 ? name.substring(0, ending) : name) + ".inception");
    }
}
