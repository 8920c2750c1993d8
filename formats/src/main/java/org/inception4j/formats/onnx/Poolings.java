package org.inception4j.formats.onnx;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.AdaptiveAveragePooling2D.Cells;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.Window;
import org.inception4j.model.Window.Span;

/**
 * Poolings as operators. ONNX's {@code ceil_mode} is left alone, since its versions and runtimes differ in whether a last window
 * may start in the padding: the padding behind is given as far as the windows reach, which makes the same of rounding down.
 */
final class Poolings {
    private final GraphBuilder graph;

    Poolings(GraphBuilder graph) {
        this.graph = graph;
    }

    /** Padding in front and behind along one axis, and what rounding up reaches beyond that. */
    private record Sides(long before, long after, long beyond) {
        static Sides of(Span span, int stride, int size, boolean up, int given) {
            long reached = (span.out() - 1L) * stride + size - span.before() - span.in();
            return up
                    ? new Sides(span.before(), Math.clamp(reached, 0, given), Math.max(0, reached - given))
                    : new Sides(span.before(), span.after(), 0);
        }
    }

    String max(MaxPooling2D layer, String name, String input, Shape picture) {
        Sides rows = rows(layer.window(), picture);
        Sides columns = columns(layer.window(), picture);
        return graph.add("MaxPool", name, List.of(input), window(layer.window(), whole(rows), whole(columns)));
    }

    /** Padded cells count as given by the layer; those that only rounding up reaches never do. */
    String average(AveragePooling2D layer, String name, String input, Shape picture) {
        Sides rows = rows(layer.window(), picture);
        Sides columns = columns(layer.window(), picture);
        if (layer.countPadding() && rows.beyond() + columns.beyond() > 0) {
            String padded =
                    pad(name + "/padded", input, rows.before(), rows.after(), columns.before(), columns.after());
            return average(name, padded, layer, new Sides(0, rows.beyond(), 0), new Sides(0, columns.beyond(), 0), 0);
        }
        return average(name, input, layer, whole(rows), whole(columns), layer.countPadding() ? 1 : 0);
    }

    private String average(String name, String input, AveragePooling2D layer, Sides rows, Sides columns, long counted) {
        Map<String, Attribute> attributes = window(layer.window(), rows, columns);
        attributes.put("count_include_pad", Attribute.of(counted));
        return graph.add("AveragePool", name, List.of(input), attributes);
    }

    /** One pooling where all windows are alike and side by side, else a product with a matrix from each side. */
    String adaptive(AdaptiveAveragePooling2D layer, String name, String input, Shape picture) {
        Size out = layer.outputSize();
        if (picture.height() % out.height() == 0 && picture.width() % out.width() == 0) {
            Size size = Size.of(picture.height() / out.height(), picture.width() / out.width());
            return average(AveragePooling2D.of(size, size), name, input, picture);
        }
        float[] down = means(out.height(), picture.height(), row -> layer.rows(row, picture.height()));
        float[] across = means(out.width(), picture.width(), column -> layer.columns(column, picture.width()));
        float[] turned = graph.room(across.length);
        for (int i = 0; i < across.length; i++) {
            turned[i % picture.width() * out.width() + i / picture.width()] = across[i];
        }
        List<Long> downSizes = List.of((long) out.height(), (long) picture.height());
        List<Long> acrossSizes = List.of((long) picture.width(), (long) out.width());
        String rows = graph.add("MatMul", name + "/rows", graph.numbers(name + "/row_means", downSizes, down), input);
        return graph.add("MatMul", name, rows, graph.numbers(name + "/column_means", acrossSizes, turned));
    }

    /** A matrix with a row for each window that takes the mean of its cells. */
    private float[] means(int windows, int cells, IntFunction<Cells> window) {
        float[] matrix = graph.room((long) windows * cells);
        for (int row = 0; row < windows; row++) {
            Cells seen = window.apply(row);
            for (int cell = seen.start(); cell < seen.end(); cell++) {
                matrix[row * cells + cell] = 1f / seen.count();
            }
        }
        return matrix;
    }

    /** Zeros around a picture. */
    String pad(String name, String input, long top, long bottom, long left, long right) {
        return graph.add("Pad", name, input, graph.wholes(name + "/sides", 0, 0, top, left, 0, 0, bottom, right));
    }

    /** The window's attributes for an operator on a picture, without its dilation. */
    static Map<String, Attribute> window(Window window, Shape picture) {
        return window(window, rows(window, picture), columns(window, picture));
    }

    private static Map<String, Attribute> window(Window window, Sides rows, Sides columns) {
        return Attribute.all(
                "kernel_shape",
                Attribute.list(window.size().height(), window.size().width()),
                "strides",
                Attribute.list(window.strides().height(), window.strides().width()),
                "pads",
                Attribute.list(rows.before(), columns.before(), rows.after(), columns.after()));
    }

    private static Sides whole(Sides sides) {
        return new Sides(sides.before(), sides.after() + sides.beyond(), 0);
    }

    private static Sides rows(Window window, Shape picture) {
        int given = window.padding() instanceof Padding.Explicit pad ? pad.bottom() : 0;
        Span span = window.rows(picture.height());
        return Sides.of(span, window.strides().height(), window.size().height(), up(window), given);
    }

    private static Sides columns(Window window, Shape picture) {
        int given = window.padding() instanceof Padding.Explicit pad ? pad.right() : 0;
        Span span = window.columns(picture.width());
        return Sides.of(span, window.strides().width(), window.size().width(), up(window), given);
    }

    /** SAME says itself how many windows there are. */
    private static boolean up(Window window) {
        return window.rounding() == Rounding.CEIL && !(window.padding() instanceof Padding.Same);
    }
}
