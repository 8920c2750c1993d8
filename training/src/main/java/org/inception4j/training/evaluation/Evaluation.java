package org.inception4j.training.evaluation;

import java.util.List;
import org.inception4j.vision.Rejected;

/**
 * What a classifier achieved on labelled pictures. With no picture that could be read, {@code top1}, {@code top5} and
 * {@code loss} are NaN.
 *
 * @param images that were answered; those left out are not counted
 * @param top1 the part of the pictures whose true class is the likeliest one, in [0, 1]; of equally likely classes the one
 *     with the lower index counts as likelier
 * @param top5 the part whose true class is among the five likeliest
 * @param loss the mean of minus the natural logarithm of the true class's probability; a probability below 1e-37 counts as
 *     1e-37
 * @param imagesPerSecond decoding included
 * @param confusion over all classes of the classifier
 * @param worst the most confident mistakes, the surest first, 24 at most
 * @param rejected pictures that could not be read
 */
public record Evaluation(
        int images,
        double top1,
        double top5,
        double loss,
        double imagesPerSecond,
        ConfusionMatrix confusion,
        List<Mistake> worst,
        List<Rejected> rejected) {
    public Evaluation {
        worst = List.copyOf(worst);
        rejected = List.copyOf(rejected);
    }
}
