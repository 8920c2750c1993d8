package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.inception4j.model.Window.Span;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final int LARGEST_INPUT = 17;
    private static final int LARGEST_KERNEL = 5;

    @Test
    void countsWholeWindowsByMovingOneAlong() {
        everyWindow((size, stride, dilation) -> {
            int reach = reach(size, dilation);
            for (int before = 0; before <= 2; before++) {
                for (int after = 0; after <= 3; after++) {
                    Padding padding = new Padding.Explicit(before, after, 0, 0);
                    Window window = rows(size, stride, dilation, padding, Rounding.FLOOR);
                    for (int in = 1; in <= LARGEST_INPUT; in++) {
                        int steps = 0;
                        for (int start = 0; start + reach <= before + in + after; start += stride) {
                            steps++;
                        }
                        assertThat(window.rows(in))
                                .as("%s on %d", window, in)
                                .isEqualTo(new Span(in, steps, before, after));
                    }
                }
            }
        });
    }

    /** A window that no longer fits is kept while it starts inside the picture or the padding in front, once. */
    @Test
    void countsCutOffWindowsByMovingOneAlong() {
        everyWindow((size, stride, dilation) -> {
            int reach = reach(size, dilation);
            for (int pad = 0; pad < Math.min(size, 3); pad++) {
                Window window = rows(size, stride, dilation, new Padding.Explicit(pad, pad, 0, 0), Rounding.CEIL);
                for (int in = 1; in <= LARGEST_INPUT; in++) {
                    int end = pad + in + pad;
                    int steps = 0;
                    int start = 0;
                    boolean reachedTheEnd = reach - end >= stride;
                    while (!reachedTheEnd && start < pad + in) {
                        steps++;
                        reachedTheEnd = start + reach >= end;
                        start += stride;
                    }
                    Span span = window.rows(in);
                    assertThat(span.out()).as("%s on %d", window, in).isEqualTo(steps);
                    assertThat(span.before()).isEqualTo(pad);
                    int needed = (steps - 1) * stride + reach - in - pad;
                    assertThat(span.after()).as("%s on %d", window, in).isEqualTo(Math.max(pad, needed));
                }
            }
        });
    }

    @Test
    void padsSameSoThatEachStrideHasAWindow() {
        everyWindow((size, stride, dilation) -> {
            Window window = rows(size, stride, dilation, Padding.SAME, Rounding.FLOOR);
            for (int in = 1; in <= LARGEST_INPUT; in++) {
                int steps = 0;
                for (int start = 0; start < in; start += stride) {
                    steps++;
                }
                Span span = window.rows(in);
                assertThat(span.out()).as("%s on %d", window, in).isEqualTo(steps);
                assertThat(span.after() - span.before()).isBetween(0, 1);
                int covered = (steps - 1) * stride + reach(size, dilation);
                assertThat(span.before() + span.after()).isEqualTo(Math.max(0, covered - in));
            }
        });
    }

    @Test
    void padsSameAsTensorFlowDoes() {
        assertThat(rows(7, 2, 1, Padding.SAME, Rounding.FLOOR).rows(224)).isEqualTo(new Span(224, 112, 2, 3));
        assertThat(rows(3, 2, 1, Padding.SAME, Rounding.FLOOR).rows(112)).isEqualTo(new Span(112, 56, 0, 1));
        assertThat(rows(3, 2, 1, Padding.SAME, Rounding.FLOOR).rows(75)).isEqualTo(new Span(75, 38, 1, 1));
    }

    @Test
    void roundsUpAsCaffeDoes() {
        Window pool = rows(3, 2, 1, Padding.VALID, Rounding.CEIL);
        assertThat(pool.rows(112)).isEqualTo(new Span(112, 56, 0, 1));
        assertThat(pool.rows(113)).isEqualTo(new Span(113, 56, 0, 0));
        assertThat(pool.rows(14)).isEqualTo(new Span(14, 7, 0, 1));
        // PyTorch's extra rule: a window of one at 6 of 5 would see nothing
        assertThat(rows(1, 3, 1, Padding.VALID, Rounding.CEIL).rows(5)).isEqualTo(new Span(5, 2, 0, 0));
    }

    @Test
    void measuresColumnsAsRows() {
        for (Padding padding :
                new Padding[] {Padding.SAME, Padding.VALID, Padding.of(1), new Padding.Explicit(0, 2, 1, 0)}) {
            for (Rounding rounding : Rounding.values()) {
                Window window = new Window(Size.of(2, 5), Size.of(3, 2), Size.of(2, 1), padding, rounding);
                Window turned = new Window(Size.of(5, 2), Size.of(2, 3), Size.of(1, 2), turned(padding), rounding);
                for (int in = 5; in <= LARGEST_INPUT; in++) {
                    assertThat(window.columns(in)).isEqualTo(turned.rows(in));
                    assertThat(window.rows(in)).isEqualTo(turned.columns(in));
                }
            }
        }
    }

    @Test
    void survivesTheLargestNumbers() {
        int most = Integer.MAX_VALUE;
        assertThat(rows(most, 1, most, Padding.VALID, Rounding.FLOOR).rows(most).out())
                .isZero();
        assertThat(rows(1, most, 1, Padding.SAME, Rounding.FLOOR).rows(most)).isEqualTo(new Span(most, 1, 0, 0));
        assertThat(rows(most, 2, 1, Padding.VALID, Rounding.CEIL).rows(most).out())
                .isEqualTo(1);
    }

    private interface Case {
        void check(int size, int stride, int dilation);
    }

    private static void everyWindow(Case one) {
        for (int size = 1; size <= LARGEST_KERNEL; size++) {
            for (int stride = 1; stride <= 4; stride++) {
                for (int dilation = 1; dilation <= 3; dilation++) {
                    one.check(size, stride, dilation);
                }
            }
        }
    }

    private static int reach(int size, int dilation) {
        int last = 0;
        for (int tap = 1; tap < size; tap++) {
            last += dilation;
        }
        return last + 1;
    }

    private static Window rows(int size, int stride, int dilation, Padding padding, Rounding rounding) {
        return new Window(Size.of(size, 1), Size.of(stride, 1), Size.of(dilation, 1), padding, rounding);
    }

    private static Padding turned(Padding padding) {
        return padding instanceof Padding.Explicit(int top, int bottom, int left, int right)
                ? new Padding.Explicit(left, right, top, bottom)
                : padding;
    }
}
