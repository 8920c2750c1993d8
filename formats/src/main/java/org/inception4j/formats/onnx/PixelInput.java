package org.inception4j.formats.onnx;

import java.util.List;

/**
 * The arithmetic of a preprocessing, to be done inside of the graph: its input is then (batch, height, width, 3) red, green, blue
 * from 0 to 255 at the network's size. Decoding, resizing and cropping stay with who calls.
 *
 * @param bytes true: the input's type is uint8; false: float32
 * @param reversed true: the network takes blue, green, red
 * @param scale each channel is multiplied by its own, in the order in which the network takes them
 * @param offset and this is added
 */
public record PixelInput(boolean bytes, boolean reversed, List<Float> scale, List<Float> offset) {
    private static final int CHANNELS = 3;

    public PixelInput {
        scale = List.copyOf(scale);
        offset = List.copyOf(offset);
        check("scale", scale);
        check("offset", offset);
    }

    /** Red, green, blue bytes, all channels alike: {@code 1 / 127.5, -1} makes -1 to 1 of them. */
    public static PixelInput of(double scale, double offset) {
        float times = (float) scale;
        float plus = (float) offset;
        return new PixelInput(true, false, List.of(times, times, times), List.of(plus, plus, plus));
    }

    public PixelInput withBytes(boolean changed) {
        return new PixelInput(changed, reversed, scale, offset);
    }

    public PixelInput withReversed(boolean changed) {
        return new PixelInput(bytes, changed, scale, offset);
    }

    private static void check(String what, List<Float> values) {
        if (values.size() != CHANNELS || !values.stream().allMatch(Float::isFinite)) {
            throw new IllegalArgumentException(
                    "PixelInput: %s is %s; give 3 finite numbers, one for each channel".formatted(what, values));
        }
    }
}
