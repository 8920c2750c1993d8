package org.inception4j.training.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sums over the examples of an epoch so far.
 *
 * @param loss sum of the weighted total
 * @param seconds spent on the training part
 * @param waited seconds of these in which there was no batch to compute
 * @param outputs by output name
 */
public record EpochTotals(long images, double loss, double seconds, double waited, Map<String, OutputTotals> outputs) {
    public static final EpochTotals NONE = new EpochTotals(0, 0, 0, 0, Map.of());

    /** Sum of an output's own loss, and how many of the examples it had right. */
    public record OutputTotals(double loss, long top1, long top5) {
        static final OutputTotals NONE = new OutputTotals(0, 0, 0);

        OutputTotals plus(OutputTotals more) {
            return new OutputTotals(loss + more.loss, top1 + more.top1, top5 + more.top5);
        }
    }

    public EpochTotals {
        outputs = Map.copyOf(outputs);
    }

    public EpochTotals plus(EpochTotals more) {
        Map<String, OutputTotals> sums = new LinkedHashMap<>(outputs);
        more.outputs.forEach((name, totals) ->
                sums.put(name, sums.getOrDefault(name, OutputTotals.NONE).plus(totals)));
        return new EpochTotals(
                images + more.images, loss + more.loss, seconds + more.seconds, waited + more.waited, sums);
    }

    public EpochTotals withSeconds(double changed, double changedWaited) {
        return new EpochTotals(images, loss, changed, changedWaited, outputs);
    }

    /** Mean of the weighted total; NaN before the first example. */
    public double meanLoss() {
        return loss / images;
    }
}
