package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, in a process of its own. */
@Tag("native")
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class InterruptionTest {
    @TempDir
    private Path folder;

    @Test
    void putsTheRunAwaySoThatItCanGoOn() throws Exception {
        Path pictures = Tiny.pictures(folder.resolve("shapes"), 6);
        Path run = folder.resolve("run");
        Process training = train(pictures, "--epochs", "1000", "--output", run.toString());
        waitForEpoch(training.inputReader(StandardCharsets.UTF_8));
        new ProcessBuilder("kill", "-INT", Long.toString(training.pid()))
                .start()
                .waitFor();

        assertThat(training.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(training.exitValue()).isEqualTo(130);
        assertThat(new String(training.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .endsWith("Put away. To go on: inception train --resume " + run);
        assertThat(inception("predict", run.resolve("best.inception"), pictures.resolve("star"))
                        .exitCode())
                .isZero();
    }

    @Test
    void goesOnAfterwardsToTheEnd() throws Exception {
        Path pictures = Tiny.pictures(folder.resolve("shapes"), 6);
        Path run = folder.resolve("run");
        Process training = train(pictures, "--epochs", "40", "--output", run.toString());
        waitForEpoch(training.inputReader(StandardCharsets.UTF_8));
        new ProcessBuilder("kill", "-INT", Long.toString(training.pid()))
                .start()
                .waitFor();
        assertThat(training.waitFor(60, TimeUnit.SECONDS)).isTrue();

        Ran resumed = inception("train", "--resume", run).succeeds();

        assertThat(resumed.out())
                .containsPattern("Resumed    in epoch \\d+ of 40")
                .contains("epoch 40/40  ");
    }

    private static Process train(Path pictures, String... arguments) throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                "env",
                // a shell starts what runs in its background with Ctrl-C ignored, and its children inherit that
                OS.LINUX.isCurrentOs() ? "--default-signal=INT" : "INT=",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                pictures.toString(),
                "--image-size",
                "64",
                "--width",
                "0.1",
                "--batch",
                "8",
                "--threads",
                "1");
        java.command().addAll(List.of(arguments));
        return java.start();
    }

    private static void waitForEpoch(BufferedReader out) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith("epoch ")) {
            line = out.readLine();
        }
        assertThat(line).isNotNull();
    }
}
