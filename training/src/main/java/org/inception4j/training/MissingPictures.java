package org.inception4j.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inception4j.training.checkpoint.CheckpointFile;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;

/** Pictures that were there when a run was begun and are not when it goes on. */
final class MissingPictures {
    private MissingPictures() {}

    /** Those that were missing from the beginning change nothing: the run left them out. */
    static void refuse(Path checkpoint, ImageExamples training, ImageExamples validation) throws IOException {
        List<Path> all = Stream.of(training.folder(), validation.folder())
                .map(ImageFolder::images)
                .flatMap(List::stream)
                .map(LabelledImage::path)
                .toList();
        List<Path> missing = all.stream().filter(Files::notExists).toList();
        if (!missing.isEmpty() && differ(checkpoint, training, validation)) {
            String some = missing.size() == 1 ? "%d of %d pictures is" : "%d of %d pictures are";
            throw new IllegalArgumentException(
                    "%s: is not there any more (%s missing); put them back or begin a new run"
                            .formatted(missing.getFirst(), some.formatted(missing.size(), all.size())));
        }
    }

    private static boolean differ(Path checkpoint, ImageExamples training, ImageExamples validation)
            throws IOException {
        Optional<Examples> held = validation.count() == 0 ? Optional.empty() : Optional.of(validation);
        Map<String, String> begun = CheckpointFile.read(checkpoint).facts();
        return Facts.ofExamples(training, held).entrySet().stream()
                .anyMatch(fact -> !fact.getValue().equals(begun.get(fact.getKey())));
    }
}
