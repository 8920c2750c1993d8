package org.inception4j.engine.reference;

import org.inception4j.model.Padding;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.Window;

/** A window over pictures of one size: which pixel lies under which of its cells at which of its places. */
final class Sliding {
    private final Window window;
    private final Window.Span rows;
    private final Window.Span columns;

    Sliding(Window window, Shape picture) {
        this.window = window;
        this.rows = window.rows(picture.height());
        this.columns = window.columns(picture.width());
    }

    /** How many places the window has, one for each pixel of the output. */
    int places() {
        return rows.out() * columns.out();
    }

    /** How many cells the window has. */
    int cells() {
        return Math.toIntExact(window.size().area());
    }

    int pixels() {
        return rows.in() * columns.in();
    }

    /** The pixel under a cell, counted row by row as places and cells are; -1 where the cell lies off the picture. */
    int pixel(int place, int cell) {
        Size strides = window.strides();
        int row = place / columns.out() * strides.height() - rows.before() + rowOf(cell);
        int column = place % columns.out() * strides.width() - columns.before() + columnOf(cell);
        boolean inside = row >= 0 && row < rows.in() && column >= 0 && column < columns.in();
        return inside ? row * columns.in() + column : -1;
    }

    /** How many cells at this place lie on the picture. */
    int pixelsUnder(int place) {
        int count = 0;
        for (int cell = 0; cell < cells(); cell++) {
            count += pixel(place, cell) >= 0 ? 1 : 0;
        }
        return count;
    }

    /** How many cells at this place lie on the picture or its padding, not counting what rounding up adds beyond. */
    int cellsOnPadded(int place) {
        int down = within(
                place / columns.out() * window.strides().height(), window.size().height(), rows, paddedBelow());
        int across = within(
                place % columns.out() * window.strides().width(), window.size().width(), columns, paddedRight());
        return down * across;
    }

    private int rowOf(int cell) {
        return cell / window.size().width() * window.dilation().height();
    }

    private int columnOf(int cell) {
        return cell % window.size().width() * window.dilation().width();
    }

    private static int within(int start, int size, Window.Span span, int after) {
        return Math.min(start + size, span.before() + span.in() + after) - start;
    }

    private int paddedBelow() {
        return switch (window.padding()) {
            case Padding.Same _ -> rows.after();
            case Padding.Valid _ -> 0;
            case Padding.Explicit pad -> pad.bottom();
        };
    }

    private int paddedRight() {
        return switch (window.padding()) {
            case Padding.Same _ -> columns.after();
            case Padding.Valid _ -> 0;
            case Padding.Explicit pad -> pad.right();
        };
    }
}
