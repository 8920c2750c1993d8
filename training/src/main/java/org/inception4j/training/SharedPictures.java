package org.inception4j.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;

/** Pictures that are learnt and held out at once, by their bytes: what they measure is memory. */
final class SharedPictures {
    /** Only files of equal length are read. */
    private final Map<Long, List<Path>> learnt = new HashMap<>();

    private final Map<Long, Set<String>> hashes = new HashMap<>();

    private SharedPictures(ImageFolder training) {
        for (LabelledImage image : training.images()) {
            size(image.path()).ifPresent(bytes -> learnt.computeIfAbsent(bytes, _ -> new ArrayList<>())
                    .add(image.path()));
        }
    }

    /** A sentence for the user, if there is any such picture. A file that cannot be read is left to the training. */
    static Optional<String> warning(ImageFolder training, ImageFolder validation) {
        SharedPictures pictures = new SharedPictures(training);
        List<Path> shared = validation.images().stream()
                .map(LabelledImage::path)
                .filter(pictures::hold)
                .toList();
        return shared.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s: is learnt and held out at once (%d of %d held-out pictures are also among those to learn); hold out others, or the accuracy will look better than it is"
                                .formatted(
                                        shared.getFirst(),
                                        shared.size(),
                                        validation.images().size()));
    }

    private boolean hold(Path held) {
        Optional<Long> bytes = size(held).filter(learnt::containsKey);
        return bytes.isPresent()
                && hash(held)
                        .filter(hashes.computeIfAbsent(bytes.get(), this::hashesOf)::contains)
                        .isPresent();
    }

    private Set<String> hashesOf(long bytes) {
        Set<String> all = new HashSet<>();
        learnt.get(bytes).forEach(path -> hash(path).ifPresent(all::add));
        return all;
    }

    private static Optional<Long> size(Path file) {
        try {
            return Optional.of(Files.size(file)).filter(bytes -> bytes > 0);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> hash(Path file) {
        try {
            return Optional.of(HexFormat.of().formatHex(Hashes.sha256().digest(Files.readAllBytes(file))));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
