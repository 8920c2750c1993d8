package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Starts a Java that believes to be on a machine for which no natives were added. */
class MissingNativesTest {
    @Test
    void namesTheArtifactToAdd() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.platform=linux-riscv64",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asked.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(said.strip())
                .isEqualTo(
                        "oneDNN: no native library for linux-riscv64 is on the class path; add org.bytedeco:dnnl and org.bytedeco:opencl with classifier linux-riscv64, or use the reference engine");
    }

    /** The other Java's program. */
    static final class Asked {
        private Asked() {}

        public static void main(String[] arguments) {
            System.out.println(new OneDnnEngine().unavailable().orElse("available"));
        }
    }
}
