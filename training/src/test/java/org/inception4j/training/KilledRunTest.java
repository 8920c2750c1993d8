package org.inception4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.inception4j.engine.Precision;
import org.inception4j.training.callback.BatchLog;
import org.inception4j.training.callback.Callback;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.Split;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in processes of their own that are killed as {@code kill -9} does, at random moments, and go on in others. */
@Tag("slow")
@Tag("native")
class KilledRunTest {
    private static final int STEPS = 15;
    private static final int KILLS = 3;

    @TempDir
    private Path folder;

    @Test
    void endsWithTheSameBytesAsOneThatWasNotKilled() throws Exception {
        Path photos = Pictures.write(folder.resolve("photos"), 13, 7);
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        finish(start(photos, whole));
        // moments by the clock: a run that is resumed differently each time would show it
        long seed = System.nanoTime();
        System.out.println("KilledRunTest: seed " + seed);
        var random = org.inception4j.random.CounterRandom.of(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            kill(start(photos, killed), 1 + random.nextInt(STEPS / KILLS), random.nextInt(60));
        }
        finish(start(photos, killed));
        assertThat(rows(killed)).isEqualTo(rows(whole));
        assertThat(weights(killed, "last.inception")).isEqualTo(weights(whole, "last.inception"));
        assertThat(weights(killed, "best.inception")).isEqualTo(weights(whole, "best.inception"));
        try (var files = Files.list(killed)) {
            assertThat(files).hasSameSizeAs(Files.list(whole).toList());
        }
    }

    /** The child: begins the run or goes on with it, and says each step. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        Path run = Path.of(arguments[1]);
        ImageTraining training = Files.exists(run.resolve("checkpoint.bin"))
                ? ImageTraining.resume(run)
                : begun(ImageFolder.read(Path.of(arguments[0])).holdOut(0.25, 1), run);
        training.checkpoints(2, Duration.ZERO)
                .listener(new Callback() {
                    @Override
                    public void batchEnds(BatchLog log) {
                        out.println("step " + log.step());
                    }
                })
                .fit()
                .close();
        out.println("finished");
    }

    private static ImageTraining begun(Split split, Path run) {
        return ImageTraining.of(split.training(), split.validation())
                .network("googlenet:bn")
                .width(0.25)
                .imageSize(64)
                .recipe(Recipe.standard()
                        .withEpochs(STEPS / 5)
                        .withBatch(6)
                        .withEmaDecay(0.9)
                        .withPrecision(Precision.AUTO)
                        .withThreads(2)
                        .withSeed(3))
                .runFolder(run);
    }

    private static Process start(Path photos, Path run) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRunTest.class.getName(),
                photos.toString(),
                run.toString());
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        return builder.redirectErrorStream(true).start();
    }

    /** Waits for some steps of this process and then some milliseconds more, into whatever it is doing. */
    private static void kill(Process process, int steps, int milliseconds) throws Exception {
        try (BufferedReader lines = process.inputReader()) {
            int seen = 0;
            for (String line = lines.readLine(); line != null && seen < steps; line = lines.readLine()) {
                seen += line.startsWith("step ") ? 1 : 0;
            }
            assertThat(seen).as("steps before the kill").isEqualTo(steps);
            process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
        }
    }

    private static void finish(Process process) throws Exception {
        try (BufferedReader lines = process.inputReader()) {
            String all = lines.lines().collect(Collectors.joining("\n"));
            assertThat(process.waitFor()).as(all).isZero();
            assertThat(all).endsWith("finished");
        }
    }

    private static List<String> rows(Path run) throws IOException {
        return Files.readAllLines(run.resolve("results.csv")).stream()
                .map(row -> String.join(",", List.of(row.split(",")).subList(0, 7)))
                .toList();
    }

    /** The bytes of the weights inside the file; its card tells when the run was begun. */
    private static byte[] weights(Path run, String file) throws IOException {
        try (var zip = new java.util.zip.ZipFile(run.resolve(file).toFile())) {
            return zip.getInputStream(zip.getEntry("weights.safetensors")).readAllBytes();
        }
    }
}
