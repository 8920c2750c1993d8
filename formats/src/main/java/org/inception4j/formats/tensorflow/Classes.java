package org.inception4j.formats.tensorflow;

import java.util.List;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/**
 * The classes of a file that a model does not have: the background in front, and behind those of ImageNet seven that were never
 * used, in the graph of 2015.
 *
 * @param first how many to leave out in front
 */
record Classes(int first) {
    private static final int OF_2015 = 1008;
    private static final int OF_IMAGENET = 1000;

    /** Whether leaving out the first ones leaves what the model needs. */
    boolean fit(List<Integer> sizes, List<Integer> needed) {
        return first > 0
                && isLonger(sizes, needed)
                && (extra(sizes, needed) == first || first == 1 && isOf2015(sizes, needed));
    }

    /** The numbers of the model's classes, which are the last axis. */
    Tensor cut(Tensor tensor, Shape shape) {
        int stored = tensor.shape().channels();
        int needed = shape.channels();
        Tensor cut = Tensor.zeros(shape);
        for (long row = 0; row < shape.elements() / needed; row++) {
            for (int column = 0; column < needed; column++) {
                cut.set(row * needed + column, tensor.get(row * stored + first + column));
            }
        }
        return cut;
    }

    /** What to say where it does not fit and would without a background. */
    String hint(List<Integer> sizes, List<Integer> needed) {
        boolean would = first == 0 && isLonger(sizes, needed) && (extra(sizes, needed) == 1 || isOf2015(sizes, needed));
        return would ? " (its first class may be a background, see withoutFirstClasses)" : "";
    }

    private static boolean isLonger(List<Integer> sizes, List<Integer> needed) {
        int last = sizes.size() - 1;
        return sizes.size() == needed.size() && sizes.subList(0, last).equals(needed.subList(0, last));
    }

    private static int extra(List<Integer> sizes, List<Integer> needed) {
        return sizes.getLast() - needed.getLast();
    }

    private static boolean isOf2015(List<Integer> sizes, List<Integer> needed) {
        return sizes.getLast() == OF_2015 && needed.getLast() == OF_IMAGENET;
    }
}
