package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    @Test
    @Tag("native")
    void saysWhatItRunsOn() {
        Ran ran = inception("doctor");

        for (String fact :
                List.of("java", "processor", "features", "threads", "memory", "engine", "precision", "decoder")) {
            assertThat(ran.out()).containsPattern("(?m)^" + fact + " +\\S");
        }
        assertThat(ran.exitCode()).isEqualTo(ran.out().contains("Problem: ") ? 2 : 0);
    }

    @Test
    @Tag("native")
    void givesTheSameToPrograms() {
        JsonNode json = inception("doctor", "--format", "json").json().getFirst();

        assertThat(json.get("java").asText()).startsWith(System.getProperty("java.runtime.version"));
        assertThat(json.get("threads").asInt()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(json.get("features").isArray()).isTrue();
        assertThat(json.get("memory").get("heap_bytes").asLong())
                .isEqualTo(Runtime.getRuntime().maxMemory());
        assertThat(json.get("precision").asText()).isIn("bf16", "fp32");
        assertThat(json.get("problems").isArray()).isTrue();
    }

    @Test
    void readsTheFeaturesThatMatterFromLinux() {
        Processor processor = Processor.parse(List.of(
                "processor\t: 0", "model name\t: Some Processor @ 2.0GHz", "flags\t\t: fpu avx2 avx512f amx_bf16", ""));

        assertThat(processor.name()).isEqualTo("Some Processor @ 2.0GHz");
        assertThat(processor.features()).containsExactly("amx_bf16", "avx2", "avx512f");
    }
}
