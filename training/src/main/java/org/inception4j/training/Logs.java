package org.inception4j.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.engine.StepResult;
import org.inception4j.training.callback.BatchLog;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.callback.EpochLog.OutputLog;
import org.inception4j.training.checkpoint.EpochTotals;
import org.inception4j.training.checkpoint.Position;

/** From sums to what callbacks are told. */
final class Logs {
    private Logs() {}

    /** @param position after the step */
    static BatchLog batch(
            Position position,
            EpochTotals totals,
            int batches,
            String output,
            ExampleBatch batch,
            StepResult result,
            float rate) {
        return new BatchLog(
                position.epoch() + 1,
                Math.toIntExact(position.batch()),
                batches,
                position.step(),
                batch.count(),
                result.loss(),
                totals.meanLoss(),
                top1(totals, output),
                rate,
                totals.images() / totals.seconds());
    }

    static EpochLog epoch(
            Position position,
            EpochTotals totals,
            String output,
            Validation.Result validation,
            float rate,
            double seconds) {
        return new EpochLog(
                position.epoch() + 1,
                totals.meanLoss(),
                top1(totals, output),
                validation.loss(),
                validation.top1(),
                validation.top5(),
                rate,
                seconds,
                totals.images() / totals.seconds(),
                outputs(totals));
    }

    private static double top1(EpochTotals totals, String output) {
        return totals.images() == 0
                ? Double.NaN
                : (double) totals.outputs().get(output).top1() / totals.images();
    }

    private static Map<String, OutputLog> outputs(EpochTotals totals) {
        double images = totals.images();
        Map<String, OutputLog> outputs = new LinkedHashMap<>();
        totals.outputs()
                .forEach((name, sums) -> outputs.put(
                        name, new OutputLog(sums.loss() / images, sums.top1() / images, sums.top5() / images)));
        return outputs;
    }
}
