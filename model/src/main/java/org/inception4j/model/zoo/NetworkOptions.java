package org.inception4j.model.zoo;

/**
 * What may be chosen about a network. A network's own choice is {@link Network#defaults()}.
 *
 * @param imageSize height and width of the input, in pixels
 * @param classes units of each classifier
 * @param width every layer's channels are multiplied by this and rounded to a multiple of 8, never below 8; the
 *     classifiers keep one unit a class. With 1 the channels are the paper's
 * @param auxiliary whether there are auxiliary heads, for networks that have them: outputs that only training uses
 */
public record NetworkOptions(int imageSize, int classes, double width, boolean auxiliary) {
    private static final int CHANNEL_MULTIPLE = 8;

    public NetworkOptions {
        if (classes < 1) {
            throw new IllegalArgumentException("NetworkOptions: classes is %d; give at least 1".formatted(classes));
        }
        if (!(width > 0) || Double.isInfinite(width)) {
            throw new IllegalArgumentException("NetworkOptions: width is %s; give a number above 0".formatted(width));
        }
    }

    public NetworkOptions withImageSize(int changed) {
        return new NetworkOptions(changed, classes, width, auxiliary);
    }

    public NetworkOptions withClasses(int changed) {
        return new NetworkOptions(imageSize, changed, width, auxiliary);
    }

    public NetworkOptions withWidth(double changed) {
        return new NetworkOptions(imageSize, classes, changed, auxiliary);
    }

    public NetworkOptions withAuxiliary(boolean changed) {
        return new NetworkOptions(imageSize, classes, width, changed);
    }

    /** What {@code channels} of the paper become under {@link #width()}. */
    int scaled(int channels) {
        double eighths = Math.max(1, Math.floor(channels * width / CHANNEL_MULTIPLE + 0.5));
        if (eighths * CHANNEL_MULTIPLE > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "NetworkOptions: width is %s, which makes more of %d channels than can be counted; give less"
                            .formatted(width, channels));
        }
        return (int) eighths * CHANNEL_MULTIPLE;
    }
}
