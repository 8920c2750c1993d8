package org.inception4j.model.zoo;

import java.util.Map;
import java.util.Optional;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Size;
import org.inception4j.model.zoo.Branches.Step;
import org.inception4j.model.zoo.InceptionV3.Branch;
import org.inception4j.model.zoo.InceptionV3.Mixed;

/** Who published an {@link InceptionV3}: all in which one definition differs from another. A blank name is given by Keras' rules. */
enum InceptionV3Source {
    /** keras.applications.InceptionV3: no head, no dropout, most names by Keras' rules. */
    KERAS(
            new Numbers(BatchNormalization.of().withScale(false), Initializer.GLOROT_UNIFORM, false, 0),
            new Ends("avg_pool", "", "", "predictions"),
            Map.of()) {
        @Override
        String model(String network) {
            return "inception_v3";
        }

        @Override
        ConvBn.Names names(String path) {
            return ConvBn.Names.AUTOMATIC;
        }

        @Override
        String stem(Step row) {
            return "";
        }

        @Override
        Optional<String> block(Step row) {
            return row.name().equals("MaxPool_5a_3x3") ? Optional.of("stem") : Optional.empty();
        }

        @Override
        String block(Mixed mixed) {
            return mixed.kerasName();
        }

        @Override
        String step(Mixed mixed, Branch branch, int step) {
            return "";
        }

        /** Only the first of a module's two has a name. */
        @Override
        String forked(Mixed mixed, Branch branch) {
            return branch.name().equals("branch3x3")
                    ? "mixed9_" + (mixed.kerasName().equals("mixed9") ? 0 : 1)
                    : "";
        }

        @Override
        String joined(Mixed mixed) {
            return mixed.kerasName();
        }
    },

    /**
     * torchvision.models.inception_v3, ported from TensorFlow. Kernels start as its first versions drew them, cut at two
     * standard deviations.
     */
    TORCHVISION(
            new Numbers(
                    BatchNormalization.of().withMomentum(0.9f).withUnbiasedVariance(true),
                    new Initializer.TruncatedNormal(0, 0.1f),
                    true,
                    0.5),
            new Ends("avgpool", "avgpool", "dropout", "fc"),
            Map.of("MaxPool_3a_3x3", "maxpool1", "MaxPool_5a_3x3", "maxpool2")) {
        @Override
        ConvBn.Names names(String path) {
            return ConvBn.Names.torch(path);
        }

        @Override
        String stem(Step row) {
            return spelling(row.name());
        }

        /** Convolutions are counted from 1 where a branch has several; the last two see the same input, a and b. */
        @Override
        String step(Mixed mixed, Branch branch, int step) {
            int trunk = branch.trunk().size();
            if (step < trunk && !(branch.trunk().get(step) instanceof Conv2D)) {
                return mixed.name() + "/pool";
            }
            String name = mixed.name() + "/" + branch.name();
            if (branch.name().equals("branch_pool") || trunk + branch.fork().size() == 1) {
                return name;
            }
            return step < trunk
                    ? "%s_%d".formatted(name, step + 1)
                    : "%s_%d%c".formatted(name, trunk + 1, 'a' + step - trunk);
        }

        @Override
        String forked(Mixed mixed, Branch branch) {
            return "%s/%s/cat".formatted(mixed.name(), branch.name());
        }

        @Override
        String joined(Mixed mixed) {
            return mixed.name() + "/cat";
        }

        @Override
        String head(String layer) {
            return "AuxLogits/" + layer;
        }
    },

    /** TF-slim's nets/inception_v3.py. */
    SLIM(
            new Numbers(
                    BatchNormalization.of().withMomentum(0.9997f).withScale(false), Initializer.HE_NORMAL, false, 0.2),
            new Ends(
                    "InceptionV3/Logits/AvgPool_1a_8x8",
                    "InceptionV3/Logits/AvgPool_1a_8x8",
                    "InceptionV3/Logits/Dropout_1b",
                    "InceptionV3/Logits/Conv2d_1c_1x1"),
            // spelt otherwise than its own rule has it
            Map.of(
                    "Mixed_5c/Branch_1/Conv2d_0a_1x1", "Mixed_5c/Branch_1/Conv2d_0b_1x1",
                    "Mixed_5c/Branch_1/Conv2d_0b_5x5", "Mixed_5c/Branch_1/Conv_1_0c_5x5",
                    "Mixed_6a/Branch_0/Conv2d_1a_3x3", "Mixed_6a/Branch_0/Conv2d_1a_1x1",
                    "Mixed_6a/Branch_1/Conv2d_1a_3x3", "Mixed_6a/Branch_1/Conv2d_1a_1x1",
                    "Mixed_7b/Branch_1/Conv2d_0c_3x1", "Mixed_7b/Branch_1/Conv2d_0b_3x1")) {
        private static final Map<String, String> HEAD = Map.of(
                "pool", "AvgPool_1a_5x5",
                "conv0", "Conv2d_1b_1x1",
                "conv1", "Conv2d_2a_5x5",
                "avgpool", "AvgPool_2b",
                "fc", "Conv2d_2b_1x1");

        @Override
        ConvBn.Names names(String path) {
            return ConvBn.Names.slim(path);
        }

        @Override
        String stem(Step row) {
            return "InceptionV3/" + row.name();
        }

        /** Letters count a branch's layers; a 1 for the 0 says that the picture shrinks. */
        @Override
        String step(Mixed mixed, Branch branch, int step) {
            int trunk = branch.trunk().size();
            Layer layer =
                    step < trunk ? branch.trunk().get(step) : branch.fork().get(step - trunk);
            String place =
                    "%s/Branch_%d/".formatted(mixed.name(), mixed.branches().indexOf(branch));
            return "InceptionV3/" + spelling(place + scope(layer, (char) ('a' + step)));
        }

        private static String scope(Layer layer, char letter) {
            return switch (layer) {
                case Conv2D conv ->
                    "Conv2d_%s_%s"
                            .formatted(conv.strides().equals(Size.ONE) ? "0" + letter : "1a", cells(conv.kernelSize()));
                case MaxPooling2D pool -> "MaxPool_1a_" + cells(pool.poolSize());
                default -> "AvgPool_0a_3x3";
            };
        }

        private static String cells(Size window) {
            return "%dx%d".formatted(window.height(), window.width());
        }

        @Override
        String forked(Mixed mixed, Branch branch) {
            return "InceptionV3/%s/Branch_%d/concat"
                    .formatted(mixed.name(), mixed.branches().indexOf(branch));
        }

        @Override
        String joined(Mixed mixed) {
            return "InceptionV3/%s/concat".formatted(mixed.name());
        }

        @Override
        String head(String layer) {
            return "InceptionV3/AuxLogits/" + HEAD.get(layer);
        }
    };

    /**
     * How it computes and starts.
     *
     * @param countsPadding whether the means of 3x3 count the zeros beyond the border
     * @param dropout the share dropped before the classifier; 0: no such layer
     */
    record Numbers(BatchNormalization normalization, Initializer kernel, boolean countsPadding, double dropout) {}

    /**
     * What the last layers are called.
     *
     * @param pooling the pool at the end of a network without classifier
     */
    record Ends(String mean, String pooling, String dropout, String classifier) {}

    private final Numbers numbers;
    private final Ends ends;
    private final Map<String, String> otherwise;

    InceptionV3Source(Numbers numbers, Ends ends, Map<String, String> otherwise) {
        this.numbers = numbers;
        this.ends = ends;
        this.otherwise = otherwise;
    }

    Numbers numbers() {
        return numbers;
    }

    Ends ends() {
        return ends;
    }

    String spelling(String name) {
        return otherwise.getOrDefault(name, name);
    }

    String model(String network) {
        return network;
    }

    /** The layers of a convolution at a place. */
    abstract ConvBn.Names names(String path);

    abstract String stem(Step row);

    /** What the part is called that ends with this layer, if one does. */
    Optional<String> block(Step row) {
        return Optional.of(spelling(row.name()));
    }

    String block(Mixed mixed) {
        return mixed.name();
    }

    /** A branch's layer, counted from 0 through trunk and fork. */
    abstract String step(Mixed mixed, Branch branch, int step);

    abstract String forked(Mixed mixed, Branch branch);

    abstract String joined(Mixed mixed);

    /** A layer of the auxiliary head by torchvision's name. */
    String head(String layer) {
        throw new IllegalStateException(this + " has no auxiliary head");
    }

    boolean hasHead() {
        return this != KERAS;
    }

    /** Whether classes are told apart by a 1x1 convolution of the mean instead of a Dense. */
    boolean convolvesClasses() {
        return this == SLIM;
    }
}
