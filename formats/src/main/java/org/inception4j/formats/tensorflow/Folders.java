package org.inception4j.formats.tensorflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders that TensorFlow wrote checkpoints into. */
final class Folders {
    private static final Pattern LAST = Pattern.compile("(?m)^model_checkpoint_path: \"([^\"\\\\]*)\"$");

    /** Its text grows with the checkpoints that are kept. */
    private static final long MAX_STATE_BYTES = 1 << 20;

    private Folders() {}

    static boolean looksLike(Path folder) {
        try {
            return Files.isRegularFile(folder.resolve(SavedModel.GRAPH))
                    || lastCheckpoint(folder).isPresent();
        } catch (IOException _) {
            return false;
        }
    }

    /** The one that the file {@code checkpoint} names, else the only one. */
    static Optional<Path> lastCheckpoint(Path folder) throws IOException {
        Optional<Path> named = named(folder);
        if (named.isPresent()) {
            return named;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> prefixes = files.map(Path::toString)
                    .filter(name -> name.endsWith(Opening.INDEX))
                    .map(name -> name.substring(0, name.length() - Opening.INDEX.length()))
                    .toList();
            return prefixes.size() == 1 ? Optional.of(Path.of(prefixes.getFirst())) : Optional.empty();
        }
    }

    private static Optional<Path> named(Path folder) throws IOException {
        Path state = folder.resolve("checkpoint");
        if (!Files.isRegularFile(state) || Files.size(state) > MAX_STATE_BYTES) {
            return Optional.empty();
        }
        Matcher last = LAST.matcher(new String(Files.readAllBytes(state), StandardCharsets.UTF_8));
        try {
            // a folder that was moved names the place where it was
            return Optional.of(last)
                    .filter(Matcher::find)
                    .map(found -> Path.of(found.group(1)).getFileName())
                    .map(folder::resolve)
                    .filter(prefix -> Files.exists(Path.of(prefix + Opening.INDEX)));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
