package org.inception4j.model.zoo;

import static org.inception4j.model.ActivationFunction.RELU;

import java.util.List;
import java.util.Map;
import org.inception4j.model.Activation;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.NameScope;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.zoo.GoogLeNetStyle.Classifier;
import org.inception4j.model.zoo.GoogLeNetStyle.Convolutions;
import org.inception4j.model.zoo.GoogLeNetStyle.Ending;
import org.inception4j.model.zoo.GoogLeNetStyle.Pools;
import org.inception4j.model.zoo.GoogLeNetStyle.Start;

/**
 * GoogLeNet as three public notebooks and articles in Keras have it, layer by layer, slips and names included: what somebody
 * who learns from such a text has before them.
 */
final class SeedGoogLeNets {
    private static final String MODEL = "model";

    private static final GoogLeNetStyle SECOND = new GoogLeNetStyle(
            new GoogLeNetNames(SeedGoogLeNets::nameOfSecond, ConvBn.Names::torch),
            new Convolutions(5, null, false, false),
            new Pools(true, 3, null),
            new Ending(Classifier.DENSE, 0.5),
            Start.KERAS);

    private static final GoogLeNetStyle THIRD = new GoogLeNetStyle(
            GoogLeNetNames.AUTOMATIC,
            new Convolutions(3, null, false, true),
            new Pools(true, 3, AveragePooling2D.of(5, 3)),
            new Ending(Classifier.DENSE, 0),
            Start.KERAS);

    /** A notebook's {@code googlenet(in_shape, n_classes)}. */
    static final Network SEED_002 = Network.of(
                    "googlenet:seed-002",
                    "a notebook's GoogLeNet in Keras: the paper's filters, SAME padding, biases, no heads, ten classes",
                    (_, input, options) -> GoogLeNet.model(SECOND, MODEL, input, options))
            .withImageSize(224, 1)
            .withClasses(10)
            .withSource("seed document 002, googlenet(in_shape, n_classes=10)")
            .withDeviations(SECOND.deviations())
            .withDeviation("there are 10 classes unless one says otherwise");

    /** An article's {@code inception_v1_block} in the network that it describes. */
    static final Network SEED_003 = Network.of(
                    "googlenet:seed-003",
                    "an article's GoogLeNet in Keras: 3x3 in the 5x5 branch, SAME padding, auxiliary heads on demand",
                    (_, input, options) -> GoogLeNet.model(THIRD, MODEL, input, options))
            .withImageSize(224, 65)
            .withSource("seed document 003, inception_v1_block(previous_layer) and the text around it")
            .withDeviations(THIRD.deviations());

    /** A student's network of three outputs, whose summary is printed there. */
    static final Network SEED_004 = Network.of(
                    "googlenet:seed-004",
                    "a student's GoogLeNet in Keras with three outputs and a dozen slips, named as in its printed summary",
                    (_, input, options) -> new Fourth(options).model(input))
            .withImageSize(224, 129)
            .withSource("seed document 004, inception(x_in, x1_f, x3r_f, x3_f, x5r_f, x5_f, po) and its summary")
            .withDeviations(List.of(
                    "the stem's 3x3 convolution has stride 2, so that every module sees maps of half the side",
                    "layer normalisation stands in for local response normalisation",
                    "the stem's convolutions, the bottlenecks and the heads' convolutions have no ReLU",
                    "the 5x5 branch is a 3x3 convolution with the filters of the 3x3 branch",
                    "the pool projection has the filters of the 5x5 reduction, and the column pool proj is not used",
                    "the 3x3 reduction of module 4d has 114 filters, not 144",
                    "the heads look at maps of 7x7, so that one window is left and their dense layers have 132,096 weights",
                    "the heads are outputs like the first: they weigh as much in the loss and stay in inference"));

    private SeedGoogLeNets() {}

    /** The notebook names the stem, the pools between modules, what a module gives out and the end; Keras names the rest. */
    private static String nameOfSecond(String caffe) {
        Map<String, String> names = Map.of(
                "conv1/7x7_s2", "conv_1_7x7_2",
                "pool1/3x3_s2", "max_pool_1_3x3_2",
                "conv2/3x3_reduce", "conv_2a_3x3_1",
                "conv2/3x3", "conv_2b_3x3_1",
                "pool2/3x3_s2", "max_pool_2_3x3_2",
                "pool3/3x3_s2", "max_pool_3_3x3_2",
                "pool4/3x3_s2", "max_pool_4_3x3_2",
                "pool5/7x7_s1", "avg_pool_5_3x3_1",
                "loss3/classifier", "output");
        String module = caffe.endsWith("/output") ? caffe.replace("/output", "") : "";
        return names.getOrDefault(caffe, module);
    }

    /** Line by line as it stands in the document; order counts, since the names are Keras' own. */
    private static final class Fourth {
        private final NetworkOptions options;
        private final Blocks blocks = new Blocks();

        Fourth(NetworkOptions options) {
            this.options = options;
        }

        Model model(Node input) {
            Node x = blocks.end("stem", stem(input));
            x = pool(modules(InceptionRow.STAGE_3, x), 2);
            Node first = modules(InceptionRow.STAGE_4.subList(0, 1), x);
            Node ax1 = head(first);
            Node fourth = modules(InceptionRow.STAGE_4.subList(1, 4), first);
            Node ax2 = head(fourth);
            x = pool(modules(InceptionRow.STAGE_4.subList(4, 5), fourth), 2);
            x = modules(InceptionRow.STAGE_5, x);
            return blocks.model("googlenet", input, outputs(x, ax1, ax2)).withNames(scope());
        }

        /** The notebook had named other layers before. */
        private static NameScope scope() {
            return NameScope.keras2()
                    .startingAt("input", 7)
                    .startingAt("conv2d", 90)
                    .startingAt("max_pooling2d", 25)
                    .startingAt("layer_normalization", 11)
                    .startingAt("activation", 48)
                    .startingAt("concatenate", 12)
                    .startingAt("average_pooling2d", 2)
                    .startingAt("flatten", 2)
                    .startingAt("dense", 5)
                    .startingAt("dropout", 3)
                    .startingAt("global_average_pooling2d", 1);
        }

        private List<Output> outputs(Node x, Node ax1, Node ax2) {
            return switch (options.top()) {
                case CLASSIFIER ->
                    List.of(
                            Output.of("", blocks.end("classifier", classifier(x))),
                            Output.of("", blocks.end("loss1", ax1)),
                            Output.of("", blocks.end("loss2", ax2)));
                case NONE -> List.of(Output.of("", x));
                case AVERAGE ->
                    List.of(Output.of("", GlobalAveragePooling2D.of().on(x)));
                case MAX -> List.of(Output.of("", GlobalMaxPooling2D.of().on(x)));
            };
        }

        private Node stem(Node input) {
            Node x = pool(conv(input, 64, 7, 2), 2);
            x = conv(LayerNormalization.of().on(x), 64, 1, 1);
            x = LayerNormalization.of().on(conv(x, 192, 3, 2));
            return pool(x, 2);
        }

        private Node modules(List<InceptionRow> rows, Node input) {
            Node x = input;
            for (InceptionRow row : rows) {
                boolean mistyped = row.name().equals("inception_4d");
                x = blocks.end(row.name(), inception(x, mistyped ? row.withReduceThree(114) : row));
            }
            return x;
        }

        private Node inception(Node in, InceptionRow row) {
            Node x1 = relu(conv(pool(in, 1), row.reduceFive(), 1, 1));
            Node x2 = relu(conv(conv(in, row.reduceFive(), 1, 1), row.three(), 3, 1));
            Node x3 = relu(conv(conv(in, row.reduceThree(), 1, 1), row.three(), 3, 1));
            Node x4 = relu(conv(in, row.one(), 1, 1));
            return Concatenate.of().on(x1, x2, x3, x4);
        }

        private Node head(Node in) {
            Node x = conv(AveragePooling2D.of(5, 3).on(in), 128, 1, 1);
            x = Dense.of(options.scaled(1024), RELU).on(Flatten.of().on(x));
            return dense(Dropout.of(0.7).on(x));
        }

        private Node classifier(Node in) {
            return dense(Dropout.of(0.4).on(GlobalAveragePooling2D.of().on(in)));
        }

        private Node dense(Node in) {
            return Dense.of(options.classes(), options.classifierActivation()).on(in);
        }

        private Node conv(Node in, int filters, int kernelSize, int stride) {
            return Conv2D.of(options.scaled(filters), kernelSize)
                    .withStrides(stride)
                    .withPadding(Padding.SAME)
                    .on(in);
        }

        private static Node pool(Node in, int stride) {
            return MaxPooling2D.of(3, stride).withPadding(Padding.SAME).on(in);
        }

        private static Node relu(Node in) {
            return Activation.of(RELU).on(in);
        }
    }
}
