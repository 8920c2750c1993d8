package org.inception4j.classifier;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.calibration.Calibration;
import org.inception4j.engine.calibration.CalibrationMethod;
import org.inception4j.tensor.Tensor;
import org.inception4j.vision.Image;

/**
 * Makes a classifier compute in 8 bits: shows it pictures of the kind that it will see, and finds the range of what its layers
 * give. A hundred pictures are plenty; their labels do not matter. It owns native memory: close it. For one thread at a time.
 */
public final class Quantizer implements AutoCloseable {
    private final Classifier classifier;
    private final Calibration calibration;

    private Quantizer(Classifier classifier, Calibration calibration) {
        this.classifier = classifier;
        this.calibration = calibration;
    }

    /** Computes on the classifier's engine and threads, in float32 whatever its precision. */
    public static Quantizer of(Classifier classifier) {
        ClassifierOptions options = classifier.options();
        InferenceOptions how = InferenceOptions.standard().withThreads(options.threads());
        return new Quantizer(
                classifier, Calibration.of(options.findEngine(), classifier.model(), classifier.weights(), how));
    }

    /** The classifier quantised by these pictures; nothing else of it changes. It is closed by itself. */
    public static Classifier quantize(Classifier classifier, List<Path> pictures, CalibrationMethod method)
            throws IOException {
        try (Quantizer quantizer = of(classifier)) {
            for (Path picture : pictures) {
                quantizer.show(Image.read(picture));
            }
            return quantizer.classifier(method);
        }
    }

    /** Takes one more picture into account. */
    public void show(Image picture) {
        float[] values = new float[classifier.preprocessing().values()];
        classifier.preprocessing().apply(picture, values, 0);
        calibration.show(new Tensor(classifier.model().input().shape().batched(1), MemorySegment.ofArray(values)));
    }

    /** How many pictures were shown. */
    public int pictures() {
        return calibration.pictures();
    }

    /** The classifier with the ranges of the pictures shown so far. */
    public Classifier classifier(CalibrationMethod method) {
        return classifier.withQuantization(calibration.quantization(method));
    }

    @Override
    public void close() {
        calibration.close();
    }
}
