package org.inception4j.model;

/** A height and a width, in pixels or cells: of a kernel, a stride, a dilation. */
public record Size(int height, int width) {
    public static final Size ONE = Size.of(1);

    public static Size of(int side) {
        return new Size(side, side);
    }

    public static Size of(int height, int width) {
        return new Size(height, width);
    }

    public long area() {
        return (long) height * width;
    }

    @Override
    public String toString() {
        return height + "x" + width;
    }
}
