package org.inception4j.formats.keras;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Keras 3.15 wrote, see scripts/fixtures/keras_files.py. */
final class KerasFixtures {
    private KerasFixtures() {}

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = KerasFixtures.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    static Path file(Path folder, String name) throws IOException {
        return Files.write(folder.resolve(name), bytes(name));
    }

    static KerasFile open(Path folder, String name) throws IOException {
        return KerasFile.open(file(folder, name));
    }
}
