package org.inception4j.engine.onednn;

import java.util.List;
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

    /** A window of one pixel. */
    static Geometry pixel() {
        return new Geometry(
                new long[] {1, 1}, new long[] {1, 1}, new long[] {1, 1}, new long[] {0, 0}, new long[] {0, 0});
    }

    /** Whether there is one window at each pixel, of that pixel alone. */
    boolean isPixel() {
        return isUnpadded() && kernel[0] * kernel[1] == 1 && strides[0] * strides[1] == 1;
    }

    /** The library counts the gaps, Keras the steps. */
    long[] gaps() {
        return new long[] {dilation[0] - 1, dilation[1] - 1};
    }

    /** Windows, and the rows of the input under them. */
    record Reach(Geometry geometry, Band input) {}

    /** What is under the windows of a band of the output; their padding is what reaches beyond the whole input. */
    Reach under(Band output, long inputRows) {
        if (output.isWhole()) {
            return new Reach(this, Band.whole(inputRows));
        }
        long extent = (kernel[0] - 1) * dilation[0] + 1;
        long top = output.first() * strides[0] - before[0];
        long bottom = (output.end() - 1) * strides[0] - before[0] + extent;
        long first = Math.max(0, top);
        long end = Math.min(inputRows, bottom);
        Geometry clipped = new Geometry(
                kernel, strides, dilation, new long[] {first - top, before[1]}, new long[] {bottom - end, after[1]});
        return new Reach(clipped, new Band(output.lane(), first, end - first, inputRows));
    }

    /** Whether each band of the output has some row of the input under it that is not padding. */
    boolean reaches(List<Band> output, long inputRows) {
        return output.stream().allMatch(band -> under(band, inputRows).input().count() > 0);
    }

    boolean isUnpadded() {
        return before[0] + before[1] + after[0] + after[1] == 0;
    }
}
