package org.inception4j.model.zoo;

import static org.inception4j.model.zoo.Branches.AVERAGE;
import static org.inception4j.model.zoo.Branches.MAX;
import static org.inception4j.model.zoo.Branches.conv;
import static org.inception4j.model.zoo.Branches.halving;
import static org.inception4j.model.zoo.Branches.valid;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.Model;
import org.inception4j.model.Node;

/** Inception-v4 (Szegedy et al. 2016, arXiv 1602.07261, figures 3 to 9) as TF-slim trained it and timm names it. */
final class InceptionV4 {
    static final Network TIMM = Network.of(
                    "inception-v4",
                    "Inception-v4, the pure Inception network of 2016, with timm's names",
                    (name, input, options) -> new InceptionV4(options).model(name, input))
            .withImageSize(299, 75)
            .countedByPyTorch()
            .withSource("Szegedy et al. 2016, arXiv 1602.07261, figures 3 to 9, as timm's inception_v4")
            .withDeviations(List.of(
                    "convolutions of 1x7 and 7x1, and of 1x3 and 3x1, follow each other as in TF-slim, not always as in the figures",
                    "it has the paper's dropout of 20 %, which timm leaves out unless asked"))
            .withAccuracy(80.144, 94.982, "timm, inception_v4.tf_in1k");

    // Figure 3.
    private static final List<Layer> STEM = List.of(halving(32), valid(32, 3), conv(64, 3));
    private static final Layer STEM_3 = halving(96);
    private static final List<List<Layer>> STEM_4 = List.of(
            List.of(conv(64, 1), valid(96, 3)), List.of(conv(64, 1), conv(64, 1, 7), conv(64, 7, 1), valid(96, 3)));
    private static final Layer STEM_5 = halving(192);

    // Figure 4.
    private static final List<List<Layer>> INCEPTION_A = List.of(
            List.of(conv(96, 1)),
            List.of(conv(64, 1), conv(96, 3)),
            List.of(conv(64, 1), conv(96, 3), conv(96, 3)),
            List.of(AVERAGE, conv(96, 1)));

    // Figure 7 and the row of table 1: k, l, m are the second branch, n is the first.
    private static final List<List<Layer>> REDUCTION_A =
            List.of(List.of(halving(384)), List.of(conv(192, 1), conv(224, 3), halving(256)), List.of(MAX));

    // Figure 5.
    private static final List<List<Layer>> INCEPTION_B = List.of(
            List.of(conv(384, 1)),
            List.of(conv(192, 1), conv(224, 1, 7), conv(256, 7, 1)),
            List.of(conv(192, 1), conv(192, 7, 1), conv(224, 1, 7), conv(224, 7, 1), conv(256, 1, 7)),
            List.of(AVERAGE, conv(128, 1)));

    // Figure 8.
    private static final List<List<Layer>> REDUCTION_B = List.of(
            List.of(conv(192, 1), halving(192)),
            List.of(conv(256, 1), conv(256, 1, 7), conv(320, 7, 1), halving(320)),
            List.of(MAX));

    // Figure 6: the two branches in the middle end in the same fork.
    private static final Conv2D INCEPTION_C_ONE = conv(256, 1);
    private static final List<Layer> INCEPTION_C_SHORT = List.of(conv(384, 1));
    private static final List<Layer> INCEPTION_C_LONG = List.of(conv(384, 1), conv(448, 3, 1), conv(512, 1, 3));
    private static final List<Layer> FORK = List.of(conv(256, 1, 3), conv(256, 3, 1));
    private static final List<Layer> INCEPTION_C_POOL = List.of(AVERAGE, conv(256, 1));

    private static final BatchNormalization NORMALIZATION =
            BatchNormalization.of().withMomentum(0.9f).withUnbiasedVariance(true);

    private final NetworkOptions options;
    private final Branches branches;
    private final Blocks blocks = new Blocks();

    /** The next number in timm's list of modules. */
    private int number;

    private InceptionV4(NetworkOptions options) {
        this.options = options;
        branches = new Branches(ConvBn.of(options, NORMALIZATION, Initializer.HE_NORMAL));
    }

    private Model model(String name, Node input) {
        Node x = stem(input);
        for (int i = 1; i <= 4; i++) {
            x = module("inception_a_" + i, INCEPTION_A, x);
        }
        x = module("reduction_a", REDUCTION_A, x);
        for (int i = 1; i <= 7; i++) {
            x = module("inception_b_" + i, INCEPTION_B, x);
        }
        x = module("reduction_b", REDUCTION_B, x);
        for (int i = 1; i <= 3; i++) {
            x = blocks.end("inception_c_" + i, inceptionC(features(), x));
        }
        return blocks.model(name, input, List.of(Head.timm(this::classifier).on(x, options.top(), blocks)));
    }

    private Node stem(Node input) {
        Node x = input;
        for (Layer layer : STEM) {
            x = branches.step(features(), layer, x);
        }
        blocks.end("stem", x);
        String third = features();
        Node pool = branches.step(third + "/maxpool", MAX, x);
        x = blocks.end("stem_3", join(third, pool, branches.step(third + "/conv", STEM_3, x)));
        x = module("stem_4", STEM_4, x);
        String fifth = features();
        Node conv = branches.step(fifth + "/conv", STEM_5, x);
        return blocks.end("stem_5", join(fifth, conv, branches.step(fifth + "/maxpool", MAX, x)));
    }

    private Node module(String block, List<List<Layer>> figure, Node x) {
        String name = features();
        return blocks.end(block, branches.join(name, name, figure, x));
    }

    private Node inceptionC(String name, Node x) {
        List<Node> ends = new ArrayList<>();
        ends.add(branches.step(name + "/branch0", INCEPTION_C_ONE, x));
        ends.addAll(forked(name + "/branch1", INCEPTION_C_SHORT, x));
        ends.addAll(forked(name + "/branch2", INCEPTION_C_LONG, x));
        ends.add(branches.chain(name + "/branch3", INCEPTION_C_POOL, x));
        return join(name, ends.toArray(Node[]::new));
    }

    private List<Node> forked(String name, List<Layer> trunk, Node input) {
        Node x = input;
        for (int i = 0; i < trunk.size(); i++) {
            x = branches.step(name + "_" + i, trunk.get(i), x);
        }
        String last = name + "_" + trunk.size();
        return List.of(branches.step(last + "a", FORK.getFirst(), x), branches.step(last + "b", FORK.getLast(), x));
    }

    private static Node join(String name, Node... ends) {
        return Concatenate.of().named(name).on(ends);
    }

    private String features() {
        return "features/" + number++;
    }

    /** With the paper's dropout, which keeps 80 %. */
    private Node classifier(Node mean) {
        return Head.classes(
                "last_linear", options, Dropout.of(0.2).named("head_drop").on(mean));
    }
}
