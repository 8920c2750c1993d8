package org.inception4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another JVM that does nothing but save over the same file is killed at random moments. */
@Tag("slow")
class KilledWhileSavingTest {
    private static final int KILLS = 8;
    private static final long SEED = 20260131;

    @TempDir
    private Path folder;

    @Test
    void leavesTheOldFileOrTheNewOne() throws Exception {
        Path file = folder.resolve("saved.inception");
        Random random = new Random(SEED);
        int leftovers = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process saver = start(file);
            assertThat(saver.inputReader().readLine()).isEqualTo("saved once");
            Thread.sleep(random.nextInt(150));
            saver.destroyForcibly().waitFor();
            assertThat(Classifier.open(file).labels()).isEqualTo(Samples.LABELS);
            leftovers += names().size() - 1;
        }
        Samples.classifier(3).write(file);
        assertThat(names()).containsExactly("saved.inception");
        System.out.printf("killed %d savers, %d times within a save%n", KILLS, leftovers);
    }

    private static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWhileSavingTest.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Saves until it is killed. */
    public static void main(String[] arguments) throws IOException {
        List<Classifier> classifiers = List.of(Samples.classifier(1), Samples.classifier(2));
        classifiers.getFirst().write(Path.of(arguments[0]));
        System.out.println("saved once");
        for (int i = 0; ; i++) {
            classifiers.get(i % 2).write(Path.of(arguments[0]));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
