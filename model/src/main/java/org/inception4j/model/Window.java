package org.inception4j.model;

/** A window that slides over a picture: the one place that knows how many steps it takes and what padding that needs. */
public record Window(Size size, Size strides, Size dilation, Padding padding, Rounding rounding) {
    /** Steps and padding along one axis: {@code before} and {@code after} are the padded cells, {@code out} the steps. */
    public record Span(int in, int out, int before, int after) {}

    public Span rows(int height) {
        return switch (padding) {
            case Padding.Same _ -> same(height, reach(size.height(), dilation.height()), strides.height());
            case Padding.Valid _ -> span(height, reach(size.height(), dilation.height()), strides.height(), 0, 0);
            case Padding.Explicit pad ->
                span(height, reach(size.height(), dilation.height()), strides.height(), pad.top(), pad.bottom());
        };
    }

    public Span columns(int width) {
        return switch (padding) {
            case Padding.Same _ -> same(width, reach(size.width(), dilation.width()), strides.width());
            case Padding.Valid _ -> span(width, reach(size.width(), dilation.width()), strides.width(), 0, 0);
            case Padding.Explicit pad ->
                span(width, reach(size.width(), dilation.width()), strides.width(), pad.left(), pad.right());
        };
    }

    /** The shape of the steps: (height, width, channels) in, (steps down, steps across, {@code channels}) out. */
    Shape slide(Shape picture, int channels) {
        if (picture.rank() != 3) {
            throw new IllegalArgumentException(
                    "the input %s is not a picture; give (height, width, channels)".formatted(picture));
        }
        Span rows = rows(picture.height());
        Span columns = columns(picture.width());
        if (rows.out() < 1 || columns.out() < 1) {
            throw new IllegalArgumentException(
                    "a window of %s does not fit into the input %s with padding %s; give a larger input or a smaller window"
                            .formatted(
                                    Size.of(
                                            reach(size.height(), dilation.height()),
                                            reach(size.width(), dilation.width())),
                                    picture,
                                    padding));
        }
        return Shape.of(rows.out(), columns.out(), channels);
    }

    private static int reach(int size, int dilation) {
        return (size - 1) * dilation + 1;
    }

    private static Span same(int in, int reach, int stride) {
        int out = Math.ceilDiv(in, stride);
        int pad = Math.max(0, (out - 1) * stride + reach - in);
        return new Span(in, out, pad / 2, pad - pad / 2);
    }

    private Span span(int in, int reach, int stride, int before, int after) {
        int room = in + before + after - reach;
        if (room < 0 && !(rounding == Rounding.CEIL && room > -stride)) {
            return new Span(in, 0, before, after);
        }
        if (rounding == Rounding.FLOOR) {
            return new Span(in, room / stride + 1, before, after);
        }
        int out = Math.ceilDiv(room, stride) + 1;
        if ((out - 1) * stride >= in + before) {
            out--;
        }
        return new Span(in, out, before, Math.max(after, (out - 1) * stride + reach - in - before));
    }
}
