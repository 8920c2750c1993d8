package org.inception4j.formats.onnx;

import java.util.List;
import java.util.Optional;

/**
 * How a model becomes an ONNX file.
 *
 * @param batch how many examples the file takes at once; 0: any number
 * @param layout of pictures at the inputs and outputs; with {@code pixels} the input is NHWC whatever this says
 * @param pixels what is done to the pixels before the network, if the file is to do it
 * @param labels one for each class in order, kept in the file; or none
 */
public record OnnxOptions(int batch, PictureLayout layout, Optional<PixelInput> pixels, List<String> labels) {
    public OnnxOptions {
        labels = List.copyOf(labels);
        if (batch < 0) {
            throw new IllegalArgumentException(
                    "OnnxOptions: batch is %d; give at least 1, or 0 for any number".formatted(batch));
        }
        for (String label : labels) {
            if (label.indexOf('\n') >= 0) {
                throw new IllegalArgumentException(
                        "OnnxOptions: the label \"%s\" has several lines; give it one".formatted(label));
            }
        }
    }

    /** Any batch, NCHW float32 as the network takes it, without preprocessing and labels. */
    public static OnnxOptions standard() {
        return new OnnxOptions(0, PictureLayout.NCHW, Optional.empty(), List.of());
    }

    public OnnxOptions withBatch(int changed) {
        return new OnnxOptions(changed, layout, pixels, labels);
    }

    public OnnxOptions withLayout(PictureLayout changed) {
        return new OnnxOptions(batch, changed, pixels, labels);
    }

    public OnnxOptions withPixels(PixelInput changed) {
        return new OnnxOptions(batch, layout, Optional.of(changed), labels);
    }

    public OnnxOptions withLabels(List<String> changed) {
        return new OnnxOptions(batch, layout, pixels, changed);
    }
}
