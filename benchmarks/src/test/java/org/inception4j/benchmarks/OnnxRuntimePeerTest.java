package org.inception4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.inception4j.app.bench.Contender;
import org.inception4j.app.bench.Contender.Skip;
import org.inception4j.app.bench.Contender.Work;
import org.inception4j.app.bench.Subject;
import org.inception4j.app.bench.Task;
import org.inception4j.app.bench.Task.Job;
import org.inception4j.engine.Precision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class OnnxRuntimePeerTest {
    private static Task task(Job job, Precision precision) {
        return new Task(job, Subject.GOOGLENET, precision, 2, 1, 0.1);
    }

    private static Contender peer(Path python) {
        return new OnnxRuntimePeer(new Quantizer(python));
    }

    @Test
    void answersForAnExportedNetwork() throws Exception {
        try (Work work = peer(null).prepare(task(Job.INFER, Precision.FP32))) {
            work.run();
            work.run();
        }
        assertThat(peer(null).libraries()).matches("ONNX Runtime \\d+\\.\\d+\\.\\d+");
    }

    @Test
    void saysWhatItDoesNotDo() {
        refuses(null, task(Job.TRAIN, Precision.FP32), "does not train");
        refuses(null, task(Job.INFER, Precision.BF16), "has no bf16 on processors");
        refuses(
                null,
                task(Job.INFER, Precision.INT8),
                "its quantisation needs a Python with onnxruntime and onnx; give one by --python PATH");
    }

    private static void refuses(Path python, Task task, String reason) {
        assertThatThrownBy(() -> peer(python).prepare(task))
                .isInstanceOf(Skip.class)
                .hasMessage(reason);
    }
}
