package org.inception4j.vision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * From a picture to the numbers a network was trained on. A value: it travels with the weights, because a network that gets other
 * numbers than it was trained on is up to ten points worse and says nothing.
 *
 * <p>Each input value is {@code (v - mean) * scale}, where v is 0 to 255 and mean and scale are those of its channel.
 *
 * @param mean three values, in the order of the channels
 * @param scale three values, in the order of the channels
 */
public record Preprocessing(
        Resize resize,
        Interpolation interpolation,
        int cropHeight,
        int cropWidth,
        ChannelOrder order,
        List<Float> mean,
        List<Float> scale) {
    private static final int CHANNELS = Image.CHANNELS;
    private static final double FULL = 255;

    public Preprocessing {
        mean = List.copyOf(mean);
        scale = List.copyOf(scale);
        if (mean.size() != CHANNELS || scale.size() != CHANNELS) {
            throw new IllegalArgumentException(
                    "preprocessing: has %d means and %d scales; give one for each of 3 channels"
                            .formatted(mean.size(), scale.size()));
        }
        if (cropHeight < 1 || cropWidth < 1) {
            throw new IllegalArgumentException("preprocessing: crop is %d x %d; give a height and a width of at least 1"
                    .formatted(cropHeight, cropWidth));
        }
        checkCropFits(resize, cropHeight, cropWidth);
    }

    /**
     * As the GoogLeNet of Caffe's model zoo is evaluated: squashed to 256/224 of the size by {@link Interpolation#PIL_BILINEAR},
     * centre crop, blue green red, less (104, 117, 123).
     *
     * @param size side of the network's input
     */
    public static Preprocessing caffe(int size) {
        int squashed = beforeCrop(size);
        return new Preprocessing(
                new Resize.Squash(squashed, squashed),
                Interpolation.PIL_BILINEAR,
                size,
                size,
                ChannelOrder.BGR,
                List.of(104f, 117f, 123f),
                same(1));
    }

    /** As TF-slim's Inception networks are evaluated: central 87.5 %, {@link Interpolation#TF1_BILINEAR}, RGB in -1 to 1. */
    public static Preprocessing tf(int size) {
        return minusOneToOne(new Resize.CentralCrop(0.875), Interpolation.TF1_BILINEAR, size);
    }

    /**
     * As Keras' {@code load_img(target_size)} and {@code preprocess_input} do it: squashed by {@link Interpolation#NEAREST}, RGB in
     * -1 to 1.
     */
    public static Preprocessing keras(int size) {
        return minusOneToOne(new Resize.Squash(size, size), Interpolation.NEAREST, size);
    }

    /**
     * As torchvision evaluates: shorter side to 256/224 of the size by {@link Interpolation#PIL_BILINEAR}, centre crop, RGB
     * normalised by ImageNet's mean (0.485, 0.456, 0.406) and deviation (0.229, 0.224, 0.225).
     */
    public static Preprocessing torch(int size) {
        return new Preprocessing(
                new Resize.ShorterSide(beforeCrop(size)),
                Interpolation.PIL_BILINEAR,
                size,
                size,
                ChannelOrder.RGB,
                List.of((float) (0.485 * FULL), (float) (0.456 * FULL), (float) (0.406 * FULL)),
                List.of((float) (1 / (0.229 * FULL)), (float) (1 / (0.224 * FULL)), (float) (1 / (0.225 * FULL))));
    }

    /** Height of the network's input. */
    public int height() {
        return cropHeight;
    }

    /** Width of the network's input. */
    public int width() {
        return cropWidth;
    }

    /** Number of values that one picture gives. */
    public int values() {
        return cropHeight * cropWidth * CHANNELS;
    }

    /** The same protocol for another size of input; sizes before the crop keep their proportion to it. */
    public Preprocessing withSize(int size) {
        Resize resized =
                switch (resize) {
                    case Resize.Squash squash ->
                        new Resize.Squash(
                                inProportion(squash.height(), size, cropHeight),
                                inProportion(squash.width(), size, cropWidth));
                    case Resize.ShorterSide side ->
                        new Resize.ShorterSide(inProportion(side.size(), size, Math.min(cropHeight, cropWidth)));
                    case Resize.CentralCrop central -> central;
                };
        return new Preprocessing(resized, interpolation, size, size, order, mean, scale);
    }

    public Preprocessing withInterpolation(Interpolation interpolation) {
        return new Preprocessing(resize, interpolation, cropHeight, cropWidth, order, mean, scale);
    }

    /**
     * Reads a picture file for {@link #apply}, within {@link ImageLimits#STANDARD}. As {@link Image#read(Path)}, but a JPEG picture
     * much larger than is needed may be decoded at a half, a quarter or an eighth of its size, which takes a part of the time;
     * answers about such pictures differ a little, see docs/images.md. Apply to it nothing but this preprocessing.
     *
     * @throws ImageException if the file is not there, is too big, is no picture, or is damaged or cut off
     */
    public Image read(Path file) throws IOException {
        return Image.read(file, header -> Reduction.of(this, header));
    }

    /** Writes {@link #values} values from {@code offset} on: row after row, in each pixel its three channels. */
    public void apply(Image image, float[] out, int offset) {
        checkRoom(out, offset);
        interpolation.sample(resampling(image), out, offset);
        normalise(out, offset);
    }

    /** What of the picture is resized to what, and which part of that is the crop. */
    Resampling resampling(Image image) {
        return switch (resize) {
            case Resize.Squash(int height, int width) ->
                new Resampling(
                        image,
                        Region.of(image),
                        width,
                        height,
                        new Region((width - cropWidth) / 2, (height - cropHeight) / 2, cropWidth, cropHeight));
            case Resize.ShorterSide(int size) -> shorterSide(image, size);
            case Resize.CentralCrop(double fraction) -> resampling(image, centralPart(image, fraction));
        };
    }

    /** This part of the picture becomes the whole input. */
    Resampling resampling(Image image, Region part) {
        return new Resampling(image, part, cropWidth, cropHeight, new Region(0, 0, cropWidth, cropHeight));
    }

    /** In place, from red, green, blue of 0 to 255. */
    void normalise(float[] values, int offset) {
        int first = order == ChannelOrder.RGB ? 0 : 2;
        float mean0 = mean.get(0);
        float mean1 = mean.get(1);
        float mean2 = mean.get(2);
        float scale0 = scale.get(0);
        float scale1 = scale.get(1);
        float scale2 = scale.get(2);
        for (int at = offset; at < offset + values(); at += CHANNELS) {
            float value0 = values[at + first];
            float value2 = values[at + 2 - first];
            values[at] = (value0 - mean0) * scale0;
            values[at + 1] = (values[at + 1] - mean1) * scale1;
            values[at + 2] = (value2 - mean2) * scale2;
        }
    }

    void checkRoom(float[] out, int offset) {
        if (offset < 0 || offset + (long) values() > out.length) {
            throw new IllegalArgumentException(
                    "preprocessing: %d values from %d on do not fit into %d; give a longer array"
                            .formatted(values(), offset, out.length));
        }
    }

    private Resampling shorterSide(Image image, int size) {
        boolean upright = image.width() <= image.height();
        int longer =
                (int) ((long) size * Math.max(image.width(), image.height()) / Math.min(image.width(), image.height()));
        int width = upright ? size : longer;
        int height = upright ? longer : size;
        Region crop = new Region(
                (int) Math.rint((width - cropWidth) / 2.0),
                (int) Math.rint((height - cropHeight) / 2.0),
                cropWidth,
                cropHeight);
        return new Resampling(image, Region.of(image), width, height, crop);
    }

    private static Region centralPart(Image image, double fraction) {
        int left = (int) ((image.width() - image.width() * fraction) / 2);
        int top = (int) ((image.height() - image.height() * fraction) / 2);
        return new Region(left, top, image.width() - 2 * left, image.height() - 2 * top);
    }

    private static Preprocessing minusOneToOne(Resize resize, Interpolation interpolation, int size) {
        return new Preprocessing(
                resize, interpolation, size, size, ChannelOrder.RGB, same((float) (FULL / 2)), same((float)
                        (2 / FULL)));
    }

    private static void checkCropFits(Resize resize, int cropHeight, int cropWidth) {
        boolean fits =
                switch (resize) {
                    case Resize.Squash(int height, int width) -> cropHeight <= height && cropWidth <= width;
                    case Resize.ShorterSide(int size) -> Math.max(cropHeight, cropWidth) <= size;
                    case Resize.CentralCrop _ -> true;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    "preprocessing: crop %d x %d is larger than %s; resize to at least the crop"
                            .formatted(cropHeight, cropWidth, resize));
        }
    }

    private static int beforeCrop(int size) {
        return inProportion(256, size, 224);
    }

    private static int inProportion(int value, int size, int ofSize) {
        return (int) Math.round((double) value * size / ofSize);
    }

    private static List<Float> same(float value) {
        return Collections.nCopies(CHANNELS, value);
    }
}
