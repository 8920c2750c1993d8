package org.inception4j.app;

import java.util.Arrays;
import java.util.List;
import org.inception4j.classifier.Classifier;
import org.inception4j.engine.InferencePlan;
import org.inception4j.tensor.Tensor;

/** How long classifiers compute on a picture. */
final class Pace {
    private static final int WARM_UP = 3;
    private static final int RUNS = 15;
    private static final double NANOS_PER_MILLI = 1e6;

    private Pace() {}

    /** Milliseconds a picture of each, medians, in batches of this size; they run in turn, so that all find the same machine. */
    static double[] millis(List<Classifier> classifiers, int batch) {
        List<InferencePlan> plans =
                classifiers.stream().map(classifier -> classifier.plan(batch)).toList();
        Tensor pictures = Tensor.zeros(plans.getFirst().model().input().shape().batched(batch));
        double[][] times = new double[plans.size()][RUNS];
        for (int run = -WARM_UP; run < RUNS; run++) {
            for (int i = 0; i < plans.size(); i++) {
                long start = System.nanoTime();
                plans.get(i).run(pictures);
                if (run >= 0) {
                    times[i][run] = (System.nanoTime() - start) / NANOS_PER_MILLI / batch;
                }
            }
        }
        return Arrays.stream(times).mapToDouble(Pace::median).toArray();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
