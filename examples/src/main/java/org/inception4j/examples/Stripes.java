package org.inception4j.examples;

import org.inception4j.model.Shape;
import org.inception4j.random.CounterRandom;
import org.inception4j.tensor.Tensor;
import org.inception4j.training.Recipe;
import org.inception4j.training.TensorExamples;
import org.inception4j.training.optimizer.Optimizer;

/** Pictures to train on, drawn here: stripes whose direction is the class. */
final class Stripes {
    private static final int BATCH = 16;

    /** Pixels from one bright stripe to the next. */
    private static final double PERIOD = 12;

    private Stripes() {}

    /** One thread: on pictures so small a second one waits more than it works. */
    static Recipe recipe(Optimizer optimizer, int epochs) {
        return Recipe.of(optimizer, epochs).withBatch(BATCH).withThreads(1);
    }

    /** Numbers about -1 to 1, the same for the same seed. */
    static TensorExamples draw(Shape picture, int classes, int count, long seed) {
        CounterRandom random = CounterRandom.of(seed);
        Tensor pictures = Tensor.zeros(picture.batched(count));
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % classes;
            draw(pictures, i, Math.PI * labels[i] / classes, random);
        }
        return TensorExamples.of(pictures, labels, classes, BATCH);
    }

    private static void draw(Tensor pictures, int index, double angle, CounterRandom random) {
        Shape picture = pictures.shape().unbatched();
        double phase = random.nextDouble(0, 2 * Math.PI);
        long place = index * picture.elements();
        for (int row = 0; row < picture.height(); row++) {
            for (int column = 0; column < picture.width(); column++) {
                double along = Math.cos(angle) * column + Math.sin(angle) * row;
                double bright = Math.sin(2 * Math.PI * along / PERIOD + phase);
                for (int channel = 0; channel < picture.channels(); channel++) {
                    pictures.set(place++, (float) (bright + 0.1 * random.nextGaussian()));
                }
            }
        }
    }
}
