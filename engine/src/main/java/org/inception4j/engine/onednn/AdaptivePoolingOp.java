package org.inception4j.engine.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.AdaptiveAveragePooling2D.Cells;

/**
 * Means of windows of unlike size: the library has no such pooling, so each picture, as a matrix of pixels by channels, is
 * multiplied from the left by the constant matrix that holds each window's share of each pixel; its transpose leads back.
 */
final class AdaptivePoolingOp implements Op {
    private final String name;
    private final Edge input;
    private final Edge output;
    private final AdaptiveAveragePooling2D layer;

    AdaptivePoolingOp(String name, Edge input, Edge output, AdaptiveAveragePooling2D layer) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.layer = layer;
    }

    @Override
    public List<Edge> inputs() {
        return List.of(input);
    }

    @Override
    public Edge output() {
        return output;
    }

    @Override
    public void forward(Compilation c) {
        Value result = c.create(output, c.element());
        Layout shares = Layout.dense(c.kernels().handles(), c.element(), 1, pixels(output), pixels(input));
        multiply(c, name, shares(c).view(shares), matrix(c, input, c.read(input)), matrix(c, output, result));
        c.define(output, result);
    }

    @Override
    public void backward(Compilation c) {
        Value result = Value.of(input.name() + "/gradient", c.layout(input, c.element()));
        Value gradient = c.gradient(output, c.element());
        long[] sizes = {1, pixels(input), pixels(output)};
        long[] strides = {pixels(input) * pixels(output), 1, pixels(input)};
        Layout transposed = Layout.strided(c.kernels().handles(), c.element(), sizes, strides);
        String label = name + "/backward";
        multiply(c, label, shares(c).view(transposed), matrix(c, output, gradient), matrix(c, input, result));
        c.contribute(input, result, true);
    }

    private static void multiply(Compilation c, String label, Value shares, Value from, Value to) {
        Primitive product = Products.ofMatrices(c.kernels(), label, shares.layout(), from.layout(), to.layout());
        c.emit(
                label,
                product,
                new Argument(DNNL_ARG_SRC, shares),
                new Argument(DNNL_ARG_WEIGHTS, from),
                new Argument(DNNL_ARG_DST, to));
    }

    /** A batch of pictures as a batch of matrices, pixels by channels. */
    private static Value matrix(Compilation c, Edge edge, Value pictures) {
        Element element = pictures.layout().element();
        return pictures.view(Layout.dense(c.kernels().handles(), element, c.batch(), pixels(edge), edge.channels()));
    }

    /** A row for each window, a column for each pixel. */
    private Value shares(Compilation c) {
        Layout wide = Layout.dense(c.kernels().handles(), Element.F32, pixels(output), pixels(input));
        Value exact = c.parameters().derive(name + "/shares", wide, (memory, call) -> fill(memory[0]));
        Layout kept = Layout.dense(c.kernels().handles(), c.element(), pixels(output), pixels(input));
        return c.element() == Element.F32 ? exact : c.parameters().derive(name + "/shares", kept, exact);
    }

    private void fill(MemorySegment memory) {
        memory.fill((byte) 0);
        for (int window = 0; window < pixels(output); window++) {
            int row = window / (int) output.columns();
            int column = window % (int) output.columns();
            Cells rows = layer.rows(row, Math.toIntExact(input.rows()));
            Cells columns = layer.columns(column, Math.toIntExact(input.columns()));
            fill(memory, window, rows, columns);
        }
    }

    private void fill(MemorySegment memory, long window, Cells rows, Cells columns) {
        float share = 1f / (rows.count() * columns.count());
        for (int row = rows.start(); row < rows.end(); row++) {
            for (int column = columns.start(); column < columns.end(); column++) {
                memory.setAtIndex(JAVA_FLOAT, window * pixels(input) + row * input.columns() + column, share);
            }
        }
    }

    private static long pixels(Edge edge) {
        return edge.rows() * edge.columns();
    }
}
