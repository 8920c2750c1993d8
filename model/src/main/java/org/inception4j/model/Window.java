package org.inception4j.model;

/** A window that slides over a picture: the one place that knows how many steps it takes and what padding that needs. */
public record Window(Size size, Size strides, Size dilation, Padding padding, Rounding rounding) {
    /** Steps and padding along one axis: {@code before} and {@code after} are the padded cells, {@code out} the steps. */
    public record Span(int in, int out, int before, int after) {}

    public Span rows(int height) {
        Axis axis = new Axis(height, size.height(), strides.height(), dilation.height());
        return switch (padding) {
            case Padding.Same _ -> axis.same();
            case Padding.Valid _ -> axis.padded(0, 0, rounding);
            case Padding.Explicit pad -> axis.padded(pad.top(), pad.bottom(), rounding);
        };
    }

    public Span columns(int width) {
        Axis axis = new Axis(width, size.width(), strides.width(), dilation.width());
        return switch (padding) {
            case Padding.Same _ -> axis.same();
            case Padding.Valid _ -> axis.padded(0, 0, rounding);
            case Padding.Explicit pad -> axis.padded(pad.left(), pad.right(), rounding);
        };
    }

    /** The shape of the steps: (height, width, channels) in, (steps down, steps across, {@code channels}) out. */
    Shape slide(Shape picture, int channels) {
        Span rows = rows(picture.height());
        Span columns = columns(picture.width());
        if (rows.out() < 1 || columns.out() < 1) {
            throw new IllegalArgumentException(
                    "a window of %dx%d does not fit into the input %s with padding %s; give a larger input or a smaller window"
                            .formatted(
                                    reach(size.height(), dilation.height()),
                                    reach(size.width(), dilation.width()),
                                    picture,
                                    padding));
        }
        return Shape.of(rows.out(), columns.out(), channels);
    }

    /** How many cells lie between the window's first and last, both counted. */
    private static long reach(int size, int dilation) {
        return (size - 1L) * dilation + 1;
    }

    /** One axis of the picture, {@code in} cells long, and the window along it. */
    private record Axis(int in, int size, int stride, int dilation) {
        Span same() {
            int out = Math.ceilDiv(in, stride);
            int pad = Math.toIntExact(Math.max(0, (out - 1L) * stride + reach(size, dilation) - in));
            return new Span(in, out, pad / 2, pad - pad / 2);
        }

        Span padded(int before, int after, Rounding rounding) {
            long room = (long) in + before + after - reach(size, dilation);
            return switch (rounding) {
                case FLOOR -> new Span(in, room < 0 ? 0 : Math.toIntExact(room / stride + 1), before, after);
                case CEIL -> ceil(room, before, after);
            };
        }

        /** As Caffe and PyTorch: room for part of a stride gives a step more, if that starts before the padding behind. */
        private Span ceil(long room, int before, int after) {
            long out = Math.max(0, Math.ceilDiv(room, (long) stride) + 1);
            if ((out - 1) * stride >= (long) in + before) {
                out--;
            }
            long seen = (out - 1) * stride + reach(size, dilation) - before;
            return new Span(in, Math.toIntExact(out), before, Math.toIntExact(Math.max(after, seen - in)));
        }
    }
}
