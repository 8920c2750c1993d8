package org.inception4j.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Names for run folders: {@code runs/photos-1}, {@code runs/photos-2}, … */
final class RunNames {
    private RunNames() {}

    /** The first that is not taken. */
    static Path free(Path runs, String name) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> runs.resolve(name + "-" + number))
                .filter(Files::notExists)
                .findFirst()
                .orElseThrow();
    }
}
