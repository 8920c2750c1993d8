package org.inception4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another JVM that may write only a few kilobytes a file saves over a good one: the system refuses it amid the weights. */
class FullDiskTest {
    @TempDir
    private Path folder;

    @Test
    void leavesTheOldFileAndNothingElse() throws Exception {
        Path shell = Path.of("/bin/sh");
        if (!Files.isExecutable(shell)) {
            System.out.println("FullDiskTest skipped: there is no /bin/sh to limit a process with");
        }
        assumeTrue(Files.isExecutable(shell), "no /bin/sh");
        Path file = folder.resolve("saved.inception");
        Samples.classifier(1).write(file);
        byte[] before = Files.readAllBytes(file);
        Process saver = start(shell, file);
        String said = saver.inputReader().readLine();
        assertThat(saver.waitFor()).isZero();
        assertThat(said)
                .isEqualTo(
                        file
                                + ": cannot be written (File too large); an old file is as it was, make room or choose another folder");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** {@code ulimit -f} counts in blocks of 512 bytes. */
    private static Process start(Path shell, Path file) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx256m",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FullDiskTest.class.getName(),
                file.toString());
        ProcessBuilder limited = new ProcessBuilder(shell.toString(), "-c", "ulimit -f 4; exec \"$@\"", "limited");
        limited.command().addAll(command);
        return limited.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    public static void main(String[] arguments) {
        try {
            Samples.classifier(2).write(Path.of(arguments[0]));
            System.out.println("saved");
        } catch (IOException refusal) {
            System.out.println(refusal.getMessage());
        }
    }
}
