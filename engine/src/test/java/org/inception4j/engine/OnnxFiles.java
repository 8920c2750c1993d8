package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes to ONNX files. */
final class OnnxFiles {
    private static final String KEY = "inception4j.model";

    private OnnxFiles() {}

    /** Makes a file that this library wrote one of anybody: the model in its metadata is not found any more. */
    static void forgetTheModel(Path file) throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).containsOnlyOnce(KEY);
        Files.writeString(file, bytes.replace(KEY, "anybody's other m"), StandardCharsets.ISO_8859_1);
    }
}
