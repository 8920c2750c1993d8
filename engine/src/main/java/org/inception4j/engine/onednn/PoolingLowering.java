package org.inception4j.engine.onednn;

import java.util.function.Consumer;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;
import org.inception4j.model.Shape;

/** Says a pooling layer in windows that the library has, exactly. */
final class PoolingLowering {
    private final Consumer<Op> add;
    private final String name;

    PoolingLowering(Consumer<Op> add, String name) {
        this.add = add;
        this.name = name;
    }

    void max(Edge input, MaxPooling2D layer, Edge output) {
        add.accept(new PoolingOp(name, input, output, Poolings.Kind.MAX, Geometry.of(layer.window(), input)));
    }

    void average(Edge input, AveragePooling2D layer, Edge output) {
        Geometry geometry = Geometry.of(layer.window(), input);
        if (!layer.countPadding() || geometry.isUnpadded() || layer.padding() instanceof Padding.Valid) {
            add.accept(new PoolingOp(name, input, output, Poolings.Kind.AVERAGE, geometry));
        } else if (layer.rounding() == Rounding.FLOOR || !(layer.padding() instanceof Padding.Explicit padding)) {
            add.accept(new PoolingOp(name, input, output, Poolings.Kind.AVERAGE_WITH_PADDING, geometry));
        } else {
            framed(input, padding, geometry, output);
        }
    }

    /**
     * Padding that counts and windows that reach beyond it do not go together in the library: so the counted padding
     * becomes real zeros, and what is beyond is padding that does not count.
     */
    private void framed(Edge input, Padding.Explicit padding, Geometry geometry, Edge output) {
        Edge framed = new Edge(
                name + "/framed",
                Shape.of(
                        Math.toIntExact(input.rows()) + padding.top() + padding.bottom(),
                        Math.toIntExact(input.columns()) + padding.left() + padding.right(),
                        Math.toIntExact(input.channels())));
        add.accept(new FrameOp(name + "/framed", input, framed, true, padding.top(), padding.left()));
        long[] beyond = {geometry.after()[0] - padding.bottom(), geometry.after()[1] - padding.right()};
        Geometry rest =
                new Geometry(geometry.kernel(), geometry.strides(), geometry.dilation(), new long[] {0, 0}, beyond);
        add.accept(new PoolingOp(name, framed, output, Poolings.Kind.AVERAGE, rest));
    }

    /** Windows side by side and all of one size where the output's sides divide the picture's. */
    void adaptive(Edge input, AdaptiveAveragePooling2D layer, Edge output) {
        if (input.rows() % output.rows() != 0 || input.columns() % output.columns() != 0) {
            add.accept(new AdaptivePoolingOp(name, input, output, layer));
            return;
        }
        long[] size = {input.rows() / output.rows(), input.columns() / output.columns()};
        long[] one = {1, 1};
        long[] none = {0, 0};
        Geometry geometry = new Geometry(size, size, one, none, none);
        add.accept(new PoolingOp(name, input, output, Poolings.Kind.AVERAGE, geometry));
    }

    /** One window as large as the picture. */
    void whole(Edge input, Poolings.Kind kind, Edge output) {
        long[] size = {input.rows(), input.columns()};
        long[] one = {1, 1};
        long[] none = {0, 0};
        Geometry geometry = new Geometry(size, one, one, none, none);
        if (output.isPicture()) {
            add.accept(new PoolingOp(name, input, output, kind, geometry));
            return;
        }
        Edge pixel = new Edge(name + "/pixel", Shape.of(1, 1, Math.toIntExact(input.channels())));
        add.accept(new PoolingOp(name, input, pixel, kind, geometry));
        add.accept(new ViewOp(pixel, output));
    }
}
