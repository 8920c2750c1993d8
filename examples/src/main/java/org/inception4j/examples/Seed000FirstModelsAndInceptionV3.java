package org.inception4j.examples;

import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.ActivationFunction.SOFTMAX;

import java.util.List;
import org.inception4j.applications.InceptionV3;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.NameScope;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.summary.Summary;

/**
 * A notebook's first steps: a chain of layers, the same as a graph, an inception module without bottlenecks, and the whole
 * InceptionV3.
 */
public final class Seed000FirstModelsAndInceptionV3 {
    static final Shape INPUT_SHAPE = Shape.of(28, 28, 3);

    private Seed000FirstModelsAndInceptionV3() {}

    /** In [1]: {@code model = Sequential(); model.add(Conv2D(32, kernel_size=(5, 5), input_shape=input_shape))…}. */
    static Model sequential() {
        return Sequential.of(
                "sequential", INPUT_SHAPE, Conv2D.of(32, 5), MaxPooling2D.of(2), Flatten.of(), Dense.of(10, SOFTMAX));
    }

    /** In [4], the functional API. The notebook says {@code kernel_szie=(5,5)}; a Java compiler does not take that. */
    static Model buildModel() {
        Node inputs = new Input(INPUT_SHAPE).on();
        Node conv1 = Conv2D.of(32, 5).on(inputs);
        Node maxpool1 = MaxPooling2D.of(2).on(conv1);
        Node predictions = Dense.of(10, RELU).on(Flatten.of().on(maxpool1));
        return Model.of("model", inputs, predictions);
    }

    /** In [5]: {@code def naive_inception_block(prev_layer, filters=[64, 128, 32])}. */
    static Node naiveInceptionBlock(Node prevLayer, List<Integer> filters) {
        Node conv1x1 = conv(filters.get(0), 1).on(prevLayer);
        Node conv3x3 = conv(filters.get(1), 3).on(prevLayer);
        Node conv5x5 = conv(filters.get(2), 5).on(prevLayer);
        Node maxPool = MaxPooling2D.of(3, 1).withPadding(Padding.SAME).on(prevLayer);
        return Concatenate.of().on(conv1x1, conv3x3, conv5x5, maxPool);
    }

    private static Conv2D conv(int filters, int kernelSize) {
        return Conv2D.of(filters, kernelSize).withPadding(Padding.SAME).withActivation(RELU);
    }

    /** In [7], without weights: {@code withWeights(PretrainedWeights.imagenet())} reads the published file. */
    static Model inceptionV3() {
        return InceptionV3.of().model();
    }

    /**
     * In [2] and In [8], as printed there. Keras numbers layers through a whole session; the numbers that the notebook prints
     * tell that its seventh cell had run before, so it does here.
     */
    public static void main(String[] args) {
        NameScope session = NameScope.keras2();
        IO.print(Summary.text(sequential().withNames(session)));

        Node prevLayer = Input.of(28, 28, 192).on();
        Model naive = Model.of("naive", prevLayer, naiveInceptionBlock(prevLayer, List.of(64, 128, 32)));
        IO.println("naive_inception_block: %s, %,d parameters"
                .formatted(naive.output().node().shape(), naive.parameters()));

        inceptionV3().withNames(session);
        IO.print(Summary.text(inceptionV3().withNames(session)));
    }
}
