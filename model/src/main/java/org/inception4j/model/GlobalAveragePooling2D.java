package org.inception4j.model;

import java.util.List;

/** The mean of each channel over the whole picture: a vector, or with {@code keepDimensions} a picture of one pixel. */
public record GlobalAveragePooling2D(boolean keepDimensions) implements Layer {
    public static GlobalAveragePooling2D of() {
        return new GlobalAveragePooling2D(false);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        int channels = Inputs.picture(inputs).channels();
        return keepDimensions ? Shape.of(1, 1, channels) : Shape.of(channels);
    }

    public GlobalAveragePooling2D withKeepDimensions(boolean changed) {
        return new GlobalAveragePooling2D(changed);
    }
}
