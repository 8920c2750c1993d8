package org.inception4j.classifier;

import java.util.List;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.vision.Preprocessing;

/** What must hold for a model, a preprocessing and labels to be a classifier. */
final class ClassifierCheck {
    private static final int CHANNELS = 3;

    private ClassifierCheck() {}

    static void of(Model model, Preprocessing preprocessing, List<String> labels) {
        if (model.inputs().size() != 1) {
            throw new IllegalArgumentException("%s: has %d inputs; give a model of one picture"
                    .formatted(model.name(), model.inputs().size()));
        }
        Shape given = Shape.of(preprocessing.height(), preprocessing.width(), CHANNELS);
        if (!model.input().shape().equals(given)) {
            throw new IllegalArgumentException(
                    "%s: takes %s and the preprocessing gives %s; give the preprocessing of this size"
                            .formatted(model.name(), model.input().shape(), given));
        }
        checkLabels(model, labels);
    }

    private static void checkLabels(Model model, List<String> labels) {
        Shape output = model.output().node().shape();
        if (!output.equals(Shape.of(Math.max(1, labels.size())))) {
            throw new IllegalArgumentException("%s: gives %s and there are %d labels; give one for each class"
                    .formatted(model.name(), output, labels.size()));
        }
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            if (label.isBlank() || label.indexOf('\n') >= 0 || label.indexOf('\r') >= 0) {
                throw new IllegalArgumentException(
                        "labels: the one of class %d is blank or has several lines; give one line".formatted(i));
            }
        }
    }
}
