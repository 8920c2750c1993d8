package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Source files stay small enough to be read at one sitting; a larger number here is a change that is reviewed. */
class SizeBudgetTest {
    private static final int MAX_LINES = 400;
    private static final Path ROOT = Path.of(System.getProperty("project.root"));

    @Test
    void noSourceFileIsLongerThanTheBudget() throws IOException {
        TreeMap<String, Integer> lines = new TreeMap<>();
        for (Path source : sources()) {
            lines.put(ROOT.relativize(source).toString(), lines(source));
        }
        assertThat(lines).hasSizeGreaterThan(100);
        System.out.println("source lines: "
                + lines.values().stream().mapToInt(Integer::intValue).sum() + " in " + lines.size() + " files");
        assertThat(lines).allSatisfy((file, count) -> assertThat(count).as(file).isLessThanOrEqualTo(MAX_LINES));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> path.toString()
                            .contains("src" + path.getFileSystem().getSeparator() + "main"))
                    .toList();
        }
    }

    private static int lines(Path source) {
        try {
            return Files.readAllLines(source).size();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
