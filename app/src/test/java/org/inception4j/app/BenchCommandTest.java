package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @TempDir
    private Path folder;

    @Test
    void refusesValuesOfItsOptions() {
        inception("bench", "--network", "resnet")
                .refuses("--network: is 'resnet'; give googlenet-plain, googlenet, googlenet-bn or inception-v3");
        inception("bench", "--batch", "1,0").refuses("--batch: is 0; give at least 1");
        inception("bench", "--seconds", "0").refuses("--seconds: is 0; give a number above 0");
        inception("bench", "--peers", "jax").refuses("--peers: is 'jax'; give pytorch, onnxruntime, djl or none");
    }

    @Test
    void readsNamesInLargeLettersToo() {
        inception("bench", "--job", "Cold", "--precision", "FP32", "--network", "GoogLeNet", "--peers", "NONE")
                .refuses("--photos: is missing; give a folder of photos for --job folder and cold");
    }

    @Test
    void refusesBeforeItMeasures() {
        Path file = folder.resolve("none/bench.json");

        inception("bench", "--output", file)
                .refuses("--output: the folder %s does not exist; make it or give another file"
                        .formatted(file.getParent()));
        inception("bench", "--job", "cold", "--peers", "none")
                .refuses("--photos: is missing; give a folder of photos for --job folder and cold");
        inception("bench", "--photos", folder, "--peers", "none")
                .refuses("--photos: %s holds no photos; give a folder that does".formatted(folder));
        inception("bench", "--python", "/no/such/python", "--peers", "pytorch")
                .refuses(
                        "--python: /no/such/python cannot be started (Cannot run program \"/no/such/python\": Exec failed, error: 2 (No such file or directory) ); give one that has PyTorch, or leave it out by --peers");
    }

    @Test
    @Tag("native")
    @Tag("slow")
    void measuresASmallNetwork() throws IOException {
        Path file = folder.resolve("bench.json");
        Ran ran = inception(
                "bench",
                "--peers",
                "none",
                "--width",
                0.1,
                "--rounds",
                2,
                "--seconds",
                0.05,
                "--job",
                "infer,train",
                "--batch",
                1,
                "--precision",
                "fp32",
                "--format",
                "json",
                "--output",
                file);

        JsonNode run = ran.succeeds().json().getFirst();
        assertThat(run.get("cases")).hasSize(2);
        for (JsonNode each : run.get("cases")) {
            JsonNode ours = each.get("contenders").get(0);
            assertThat(ours.get("name").asText()).isEqualTo("inception4j");
            assertThat(ours.get("millis")).hasSizeGreaterThanOrEqualTo(6);
            assertThat(ours.get("ms_per_image").asDouble()).isPositive();
            assertThat(each.get("ceiling_gflops").asDouble()).isPositive();
        }
        assertThat(Files.readString(file)).isEqualTo(ran.out());
    }
}
