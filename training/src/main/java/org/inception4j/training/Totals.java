package org.inception4j.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.engine.StepResult;
import org.inception4j.training.checkpoint.EpochTotals;
import org.inception4j.training.checkpoint.EpochTotals.OutputTotals;

/** What a step adds to its epoch's sums. */
final class Totals {
    private Totals() {}

    static EpochTotals of(StepResult result, int[] labels) {
        Map<String, OutputTotals> outputs = new LinkedHashMap<>();
        result.predictions().forEach((name, prediction) -> {
            Ranks ranks = Ranks.of(prediction, labels);
            outputs.put(
                    name,
                    new OutputTotals(result.losses().get(name) * labels.length, ranks.within(1), ranks.within(5)));
        });
        return new EpochTotals(labels.length, result.loss() * labels.length, 0, 0, outputs);
    }
}
