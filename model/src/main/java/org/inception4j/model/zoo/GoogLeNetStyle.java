package org.inception4j.model.zoo;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.Rounding;

/** How a source has GoogLeNet: what the paper's table leaves open, and what the source does otherwise. */
record GoogLeNetStyle(GoogLeNetNames names, Convolutions convolutions, Pools pools, Ending ending, Start start) {
    private static final double PAPERS_DROPOUT = 0.4;

    /**
     * What a convolution is.
     *
     * @param five side of the kernels in the 5x5 branches: 5, or 3 by a slip that was inherited from source to source
     * @param normalization after each convolution, which then has no bias; null where there is none
     * @param localResponse whether the stem has the paper's local response normalisation
     * @param bottlenecksFirst whether a module makes all layers that stand on its input before the others: only automatic
     *     names show it
     */
    record Convolutions(int five, BatchNormalization normalization, boolean localResponse, boolean bottlenecksFirst) {}

    /**
     * How windows lie and how large they are.
     *
     * @param same true: TensorFlow's SAME; false: as Caffe has it, convolutions padded by half their size on each side, and
     *     pools rounded up
     * @param last side of the max pool before stage 5
     * @param head an auxiliary head's pool; null where there are no heads
     */
    record Pools(boolean same, int last, Layer head) {}

    /** From the last map to the classes. */
    record Ending(Classifier classifier, double dropout) {}

    /** What the classes are computed by. */
    enum Classifier {
        /** A dense layer on the mean of the whole map. */
        DENSE,
        /** A dense layer on the means of all windows of 7x7, so that its weights fit maps of 7x7 only. */
        DENSE_ON_WINDOWS,
        /** A 1x1 convolution of the map's mean, a picture of one pixel. */
        CONVOLUTION
    }

    /** How kernels, biases and the classifiers' kernels start; the classifiers' biases are 0. */
    record Start(Initializer kernel, Initializer bias, Initializer classifier) {
        private static final Initializer NARROW = new Initializer.TruncatedNormal(0, 0.01f);
        static final Start GOOGLE = new Start(NARROW, Initializer.ZEROS, NARROW);
        static final Start CAFFE =
                new Start(Initializer.CAFFE_XAVIER, new Initializer.Constant(0.2f), Initializer.CAFFE_XAVIER);
        static final Start HE = new Start(Initializer.HE_NORMAL, Initializer.ZEROS, Initializer.GLOROT_UNIFORM);
        static final Start KERAS = new Start(Initializer.GLOROT_UNIFORM, Initializer.ZEROS, Initializer.GLOROT_UNIFORM);
    }

    /** Rounded up, so that a head finds at least one window at every size. */
    private static final Layer CAFFES_HEAD = AveragePooling2D.of(5, 3).withRounding(Rounding.CEIL);

    /** 0.9 as in PyTorch instead of Keras' 0.99: a small set of photos has few steps an epoch. */
    private static final BatchNormalization QUICK = BatchNormalization.of().withMomentum(0.9f);

    private static final BatchNormalization TORCHS =
            BatchNormalization.of().withMomentum(0.9f).withUnbiasedVariance(true);
    private static final BatchNormalization SLIMS =
            BatchNormalization.of().withMomentum(0.9997f).withScale(false).withUnbiasedVariance(true);

    static final GoogLeNetStyle PAPER = new GoogLeNetStyle(
            GoogLeNetNames.CAFFE,
            new Convolutions(5, null, true, false),
            new Pools(false, 3, CAFFES_HEAD),
            new Ending(Classifier.DENSE, PAPERS_DROPOUT),
            Start.CAFFE);

    static final GoogLeNetStyle CAFFE = PAPER.withEnding(new Ending(Classifier.DENSE_ON_WINDOWS, PAPERS_DROPOUT));

    static final GoogLeNetStyle BATCH_NORMALISED = new GoogLeNetStyle(
            GoogLeNetNames.CAFFE,
            new Convolutions(5, QUICK, false, false),
            new Pools(false, 3, CAFFES_HEAD),
            new Ending(Classifier.DENSE, PAPERS_DROPOUT),
            Start.HE);

    static final GoogLeNetStyle TORCHVISION = new GoogLeNetStyle(
            GoogLeNetNames.TORCHVISION,
            new Convolutions(3, TORCHS, false, false),
            new Pools(false, 2, AdaptiveAveragePooling2D.of(4)),
            new Ending(Classifier.DENSE, 0.2),
            Start.GOOGLE);

    static final GoogLeNetStyle SLIM = new GoogLeNetStyle(
            GoogLeNetNames.SLIM,
            new Convolutions(3, SLIMS, false, false),
            new Pools(true, 2, null),
            new Ending(Classifier.CONVOLUTION, 0.2),
            Start.GOOGLE);

    private GoogLeNetStyle withEnding(Ending changed) {
        return new GoogLeNetStyle(names, convolutions, pools, changed, start);
    }

    boolean hasHeads() {
        return pools.head != null;
    }

    /** Each way in which it is not the paper's network, in a sentence. */
    List<String> deviations() {
        List<String> found = new ArrayList<>();
        if (convolutions.five == 3) {
            found.add("the 5x5 branch is a 3x3 convolution (pytorch/vision#906)");
        }
        if (convolutions.normalization != null) {
            found.add(
                    "batch normalisation%s follows each convolution, instead of biases and local response normalisation"
                            .formatted(convolutions.normalization.scale() ? "" : " without a factor (center only)"));
        } else if (!convolutions.localResponse) {
            found.add("there is no local response normalisation");
        }
        if (pools.last != 3) {
            found.add("the max pool before module 5a is %1$dx%1$d, not 3x3".formatted(pools.last));
        }
        addEnding(found);
        addHeads(found);
        if (start == Start.CAFFE) {
            found.add("weights start by xavier instead of from a Gaussian (readme of Caffe's bvlc_googlenet)");
        }
        return List.copyOf(found);
    }

    private void addEnding(List<String> found) {
        if (ending.classifier != Classifier.DENSE_ON_WINDOWS) {
            found.add("the last average pool takes the whole map, which is the paper's 7x7 window at 224 pixels only");
        }
        if (ending.dropout == 0) {
            found.add("there is no dropout before the classifier");
        } else if (ending.dropout != PAPERS_DROPOUT) {
            found.add("dropout before the classifier is %.0f %%, not 40 %%".formatted(100 * ending.dropout));
        }
    }

    private void addHeads(List<String> found) {
        if (pools.head == null) {
            found.add("there are no auxiliary heads");
        } else if (pools.head instanceof AdaptiveAveragePooling2D) {
            found.add(
                    "auxiliary heads pool to 4x4 at every size, by windows of 4x4 at 224 pixels, not by 5x5 with stride 3");
        }
    }
}
