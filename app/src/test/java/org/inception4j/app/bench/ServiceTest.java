package org.inception4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.Precision;
import org.inception4j.formats.json.JsonValue;
import org.junit.jupiter.api.Test;

class ServiceTest {
    private static final Task TASK = new Task(Task.Job.TRAIN, Subject.INCEPTION_V3, Precision.BF16, 8, 2, 0.5);

    /** Does nothing, and writes down what was asked of it. */
    private static final class Idler implements Contender {
        private final List<String> seen = new ArrayList<>();

        @Override
        public String libraries() {
            return "none";
        }

        @Override
        public Work prepare(Task task) throws Skip {
            seen.add(task.toString());
            if (task.precision() == Precision.INT8) {
                throw new Skip("has no int8");
            }
            return new Work() {
                @Override
                public void run() {
                    seen.add("run");
                }

                @Override
                public void close() {
                    seen.add("close");
                }
            };
        }
    }

    private static List<String> answers(Contender contender, String... requests) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] in = (String.join("\n", requests) + "\n").getBytes(StandardCharsets.UTF_8);
        Service.serve(contender, new ByteArrayInputStream(in), out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void warmsUpMeasuresAndGivesBackWhatItHolds() throws IOException {
        Idler idler = new Idler();
        List<String> answers = answers(idler, TASK.request(), "{\"do\": \"measure\", \"seconds\": 1e-9}");

        assertThat(answers.getFirst()).isEqualTo("{\"libraries\": \"none\"}");
        assertThat(JsonValue.parse(answers.getLast(), "answer").field("millis").elements())
                .hasSize(3);
        assertThat(idler.seen)
                .containsExactly(
                        "inception-v3, train, bf16, batch 8, 2 threads",
                        "run",
                        "run",
                        "run",
                        "run",
                        "run",
                        "run",
                        "run",
                        "close");
    }

    @Test
    void saysWhatItDoesNotDoAndWhatFailed() throws IOException {
        Task eightBits = new Task(Task.Job.INFER, Subject.GOOGLENET, Precision.INT8, 1, 1, 1);

        assertThat(answers(new Idler(), eightBits.request(), "{\"do\": \"prepare\"}"))
                .containsExactly(
                        "{\"skipped\": \"has no int8\"}",
                        "{\"failed\": \"request: the field job is missing; give a file that was written whole\"}");
    }
}
