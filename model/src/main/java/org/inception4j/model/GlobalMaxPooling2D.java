package org.inception4j.model;

import java.util.List;

/** The largest number of each channel over the whole picture: a vector, or with {@code keepDimensions} a picture of one pixel. */
public record GlobalMaxPooling2D(boolean keepDimensions) implements Layer {
    public static GlobalMaxPooling2D of() {
        return new GlobalMaxPooling2D(false);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        int channels = Inputs.picture(inputs).channels();
        return keepDimensions ? Shape.of(1, 1, channels) : Shape.of(channels);
    }

    public GlobalMaxPooling2D withKeepDimensions(boolean changed) {
        return new GlobalMaxPooling2D(changed);
    }
}
