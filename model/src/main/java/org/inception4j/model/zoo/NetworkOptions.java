package org.inception4j.model.zoo;

import org.inception4j.model.ActivationFunction;

/**
 * What may be chosen about a network. A network's own choice is {@link Network#defaults()}.
 *
 * @param imageSize height and width of the input, in pixels
 * @param classes units of each classifier
 * @param width every layer's channels are multiplied by this and rounded to a multiple of 8, never below 8; the
 *     classifiers keep one unit a class. With 1 the channels are the paper's
 * @param auxiliary whether there are auxiliary heads, for networks that have them: outputs that only training uses. There are
 *     none without a classifier on top
 * @param top what stands on the last feature map
 * @param classifierActivation SOFTMAX for probabilities, LINEAR for logits
 */
public record NetworkOptions(
        int imageSize, int classes, double width, boolean auxiliary, Top top, ActivationFunction classifierActivation) {
    private static final int CHANNEL_MULTIPLE = 8;

    public NetworkOptions {
        if (classes < 1) {
            throw new IllegalArgumentException("NetworkOptions: classes is %d; give at least 1".formatted(classes));
        }
        if (!(width > 0) || Double.isInfinite(width)) {
            throw new IllegalArgumentException("NetworkOptions: width is %s; give a number above 0".formatted(width));
        }
    }

    /** 1000 classes, width 1, no auxiliary heads, a classifier with softmax on top. */
    static NetworkOptions of(int imageSize) {
        return new NetworkOptions(imageSize, 1000, 1, false, Top.CLASSIFIER, ActivationFunction.SOFTMAX);
    }

    public NetworkOptions withImageSize(int changed) {
        return new NetworkOptions(changed, classes, width, auxiliary, top, classifierActivation);
    }

    public NetworkOptions withClasses(int changed) {
        return new NetworkOptions(imageSize, changed, width, auxiliary, top, classifierActivation);
    }

    public NetworkOptions withWidth(double changed) {
        return new NetworkOptions(imageSize, classes, changed, auxiliary, top, classifierActivation);
    }

    public NetworkOptions withAuxiliary(boolean changed) {
        return new NetworkOptions(imageSize, classes, width, changed, top, classifierActivation);
    }

    public NetworkOptions withTop(Top changed) {
        return new NetworkOptions(imageSize, classes, width, auxiliary, changed, classifierActivation);
    }

    public NetworkOptions withClassifierActivation(ActivationFunction changed) {
        return new NetworkOptions(imageSize, classes, width, auxiliary, top, changed);
    }

    /** Whether auxiliary heads are to be built: they have their place only where there is a classifier on top. */
    boolean heads() {
        return auxiliary && top == Top.CLASSIFIER;
    }

    /** What {@code channels} of the paper become under {@link #width()}. */
    int scaled(int channels) {
        if (width == 1) {
            return channels;
        }
        double eighths = Math.max(1, Math.floor(channels * width / CHANNEL_MULTIPLE + 0.5));
        if (eighths * CHANNEL_MULTIPLE > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "NetworkOptions: width is %s, which makes more of %d channels than can be counted; give less"
                            .formatted(width, channels));
        }
        return (int) eighths * CHANNEL_MULTIPLE;
    }
}
