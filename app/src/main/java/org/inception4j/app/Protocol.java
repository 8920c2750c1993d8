package org.inception4j.app;

import org.inception4j.model.Shape;
import org.inception4j.vision.Preprocessing;
import org.inception4j.vision.Resize;

/** The protocols of the libraries that networks were trained with. */
enum Protocol {
    CAFFE,
    TF,
    TORCH,
    KERAS;

    /** For pictures of this height and width; where they differ, the picture is squashed to them. */
    Preprocessing of(Shape input) {
        Preprocessing square = of(input.height());
        return input.height() == input.width()
                ? square
                : new Preprocessing(
                        new Resize.Squash(input.height(), input.width()),
                        square.interpolation(),
                        input.height(),
                        input.width(),
                        square.order(),
                        square.mean(),
                        square.scale());
    }

    private Preprocessing of(int size) {
        return switch (this) {
            case CAFFE -> Preprocessing.caffe(size);
            case TF -> Preprocessing.tf(size);
            case TORCH -> Preprocessing.torch(size);
            case KERAS -> Preprocessing.keras(size);
        };
    }

    @Override
    public String toString() {
        return Choices.name(this);
    }
}
