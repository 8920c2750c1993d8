package org.inception4j.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A text with the name of a class in each line, in the order of a network's output. */
final class LabelsFile {
    private LabelsFile() {}

    /** Blank lines at the end do not count. */
    static List<String> read(Path file) throws IOException {
        List<String> labels = lines(file).stream().map(String::strip).toList();
        while (!labels.isEmpty() && labels.getLast().isEmpty()) {
            labels = labels.subList(0, labels.size() - 1);
        }
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: has no label; give a file with the name of a class in each line".formatted(file));
        }
        return labels;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new IOException("%s: is not UTF-8 text; save it as UTF-8".formatted(file), e);
        }
    }
}
