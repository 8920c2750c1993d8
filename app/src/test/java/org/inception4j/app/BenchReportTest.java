package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.inception4j.app.bench.Result;
import org.inception4j.app.bench.Standing;
import org.inception4j.app.bench.Subject;
import org.inception4j.app.bench.Task;
import org.inception4j.app.bench.Times;
import org.inception4j.engine.Precision;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private static final Task TASK = new Task(Task.Job.TRAIN, Subject.GOOGLENET_PLAIN, Precision.FP32, 2, 1, 1);

    private static BenchReport report(double othersBusy) {
        Result result = new Result(
                TASK,
                2,
                List.of(
                        new Standing("inception4j", Times.of(List.of(80.0, 84.0, 96.0)), 300 << 20, 1, "oneDNN"),
                        new Standing("pytorch eager", Times.of(List.of(168.0)), 600 << 20, 2, "PyTorch")),
                300e9,
                Map.of("onnxruntime", new Result.Absent("does not train", false)));
        BenchRun run = new BenchRun(5, 1, "0.1 0.2 0.3", othersBusy, Map.of("cores", "2"));
        return new BenchReport(run, List.of(result), Map.of("djl", "is not here"));
    }

    @Test
    void laysContendersSideBySide() {
        assertThat(report(0).text())
                .containsExactly(
                        "googlenet-plain, train, fp32, batch 2, 1 thread; ceiling 300 GFLOP/s",
                        "                 ms/image    quartiles  x ours  of ceiling  MiB  ours needs",
                        "  inception4j       42.00  41.00–45.00                75 %  300",
                        "  pytorch eager     84.00  84.00–84.00    2.00        38 %  600  0.50 of it",
                        "  onnxruntime: does not train",
                        "",
                        "cores       2",
                        "djl is left out: is not here");
    }

    @Test
    void givesTablesForDocuments() {
        assertThat(report(0).markdown())
                .startsWith(
                        "| ms per image | inception4j | pytorch eager | best peer / ours | share of the ceiling |",
                        "|---|---|---|---|---|",
                        "| googlenet-plain, train, fp32, batch 2, 1 thread | 42.00 (41.00–45.00) | 84.00 (84.00–84.00) | 2.00 (pytorch eager) | 75 % of 300 GFLOP/s |",
                        "",
                        "| peak memory, MiB | inception4j | pytorch eager | ours / best peer |",
                        "|---|---|---|---|",
                        "| googlenet-plain, train, fp32, batch 2, 1 thread | 300 | 600 | 0.50 |");
    }

    @Test
    void saysWhenTheMachineWasNotQuiet() {
        assertThat(report(0.06).text())
                .contains(
                        "The machine was not quiet: others kept 0.06 processors busy during the turns; end them and measure again.");
    }
}
