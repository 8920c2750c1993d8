package org.inception4j.engine.onednn;

import org.inception4j.model.Window;

/** A window over rows and columns: its size, its steps, the gaps in it, and the padding before and after. */
record Geometry(long[] kernel, long[] strides, long[] dilation, long[] before, long[] after) {
    static Geometry of(Window window, Edge input) {
        Window.Span rows = window.rows(Math.toIntExact(input.rows()));
        Window.Span columns = window.columns(Math.toIntExact(input.columns()));
        return new Geometry(
                new long[] {window.size().height(), window.size().width()},
                new long[] {window.strides().height(), window.strides().width()},
                new long[] {window.dilation().height(), window.dilation().width()},
                new long[] {rows.before(), columns.before()},
                new long[] {rows.after(), columns.after()});
    }

    /** The library counts the gaps, Keras the steps. */
    long[] gaps() {
        return new long[] {dilation[0] - 1, dilation[1] - 1};
    }

    boolean isUnpadded() {
        return before[0] + before[1] + after[0] + after[1] == 0;
    }
}
