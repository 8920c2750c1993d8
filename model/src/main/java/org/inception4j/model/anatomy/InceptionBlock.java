package org.inception4j.model.anatomy;

import static org.inception4j.model.Padding.SAME;

import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;

/**
 * The widths of an inception block (Szegedy et al. 2014, arXiv 1409.4842, figure 2b), in the order of the columns of the
 * paper's table 1: filters of each convolution.
 *
 * @param reduceThree of the 1x1 convolution before the 3x3
 * @param reduceFive of the 1x1 convolution before the 5x5
 * @param project of the 1x1 convolution after the pool
 */
public record InceptionBlock(int one, int reduceThree, int three, int reduceFive, int five, int project) {
    /** The paper's block 3a, whose input is 28x28x192. */
    public static final InceptionBlock PAPER_3A = new InceptionBlock(64, 96, 128, 16, 32, 32);

    /** The block alone, with biases and without activations, named {@code inception}. */
    public Model model(Shape input) {
        Node x = new Input(input).named("input").on();
        Node small = conv("3x3", 3, three, conv("3x3_reduce", 1, reduceThree, x));
        Node large = conv("5x5", 5, five, conv("5x5_reduce", 1, reduceFive, x));
        Node pool = MaxPooling2D.of(3, 1).withPadding(SAME).named("pool").on(x);
        Node output = Concatenate.of()
                .named("output")
                .on(conv("1x1", 1, one, x), small, large, conv("pool_proj", 1, project, pool));
        return Model.of("inception", x, output);
    }

    private static Node conv(String name, int kernelSize, int filters, Node x) {
        return Conv2D.of(filters, kernelSize).withPadding(SAME).named(name).on(x);
    }
}
