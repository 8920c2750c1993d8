package org.inception4j.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.callback.EpochLog.OutputLog;
import org.inception4j.training.checkpoint.EpochTotals;
import org.inception4j.training.checkpoint.Position;

/** From the sums of an epoch to what callbacks are told. */
final class Logs {
    private Logs() {}

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
                totals.images() == 0 ? 0 : totals.waited() / totals.seconds(),
                outputs(totals));
    }

    /** Share of the examples so far; NaN before the first. */
    static double top1(EpochTotals totals, String output) {
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
