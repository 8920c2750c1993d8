package org.inception4j.model.anatomy;

import static org.inception4j.model.anatomy.Effect.FORM;
import static org.inception4j.model.anatomy.Effect.RESULT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.Conv2D;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Layer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.Window;

/** What windows of two layers see otherwise: their effect on the picture counts, not how they are written. */
final class Windows {
    /** Picture sizes at which two ways of padding are compared. */
    private static final int SIZES = 40;

    private static final String SAME = ", which comes to the same";

    private final Shape picture;
    private final Window first;
    private final Window second;
    private final List<Change> changes = new ArrayList<>();

    private Windows(Shape picture, Window first, Window second) {
        this.picture = picture;
        this.first = first;
        this.second = second;
    }

    /** Whether the layer slides a window of a given size. */
    static boolean has(Layer layer) {
        return of(layer).isPresent();
    }

    private static Optional<Window> of(Layer layer) {
        return switch (layer) {
            case Conv2D conv -> Optional.of(conv.window());
            case DepthwiseConv2D conv -> Optional.of(conv.window());
            case SeparableConv2D conv ->
                Optional.of(
                        new Window(conv.kernelSize(), conv.strides(), conv.dilation(), conv.padding(), Rounding.FLOOR));
            case MaxPooling2D pool -> Optional.of(pool.window());
            case AveragePooling2D pool -> Optional.of(pool.window());
            default -> Optional.empty();
        };
    }

    /** Whether any window of the unit reaches beyond the picture. */
    static boolean pads(Unit unit) {
        Shape picture = unit.main().inputs().getFirst().shape();
        return of(unit.layer())
                .filter(window -> padded(window.rows(picture.height())) || padded(window.columns(picture.width())))
                .isPresent();
    }

    private static boolean padded(Window.Span span) {
        return span.before() > 0 || span.after() > 0;
    }

    static List<Change> changes(Unit first, Unit second) {
        boolean pooling = Category.of(first.layer()) == Category.POOLING;
        List<Change> changes = new ArrayList<>();
        if (pooling && kind(first.layer()) != kind(second.layer())) {
            changes.add(new Change(RESULT, "{is} %s pooling instead of %s", kind(second.layer()), kind(first.layer())));
        }
        Optional<Window> one = of(first.layer());
        Optional<Window> other = of(second.layer());
        if (one.isPresent() && other.isPresent()) {
            Shape picture = first.main().inputs().getFirst().shape();
            changes.addAll(new Windows(picture, one.get(), other.get()).compared(pooling));
        } else if (pooling && !view(first).equals(view(second))) {
            boolean same = Notation.window(first).equals(Notation.window(second))
                    && first.shape().elements() == second.shape().elements();
            changes.add(new Change(
                    same ? FORM : RESULT,
                    same ? "{takes} %s instead of %s, the same at this image size" : "{takes} %s instead of %s",
                    view(second),
                    view(first)));
        }
        return changes;
    }

    private static String kind(Layer layer) {
        return layer instanceof MaxPooling2D || layer instanceof GlobalMaxPooling2D ? "max" : "average";
    }

    /** What a pooling layer looks at. */
    private static String view(Unit unit) {
        Optional<Window> window = of(unit.layer());
        if (window.isPresent()) {
            Size strides = window.get().strides();
            return "%s windows at stride %s"
                    .formatted(
                            window.get().size(),
                            Notation.window(Size.ONE, strides).substring(4));
        }
        boolean adapts = unit.layer() instanceof AdaptiveAveragePooling2D pool
                && !pool.outputSize().equals(Size.ONE);
        return adapts
                ? "%s windows that adapt to the picture"
                        .formatted(((AdaptiveAveragePooling2D) unit.layer()).outputSize())
                : "the whole picture";
    }

    private List<Change> compared(boolean pooling) {
        if (pooling && !first.size().equals(second.size())) {
            changes.add(new Change(RESULT, "{has} %s windows instead of %s", "" + second.size(), "" + first.size()));
        }
        if (pooling && !first.strides().equals(second.strides())) {
            changes.add(new Change(RESULT, "{has} stride %s instead of %s", stride(second), stride(first)));
        }
        boolean alike = first.size().equals(second.size())
                && first.strides().equals(second.strides())
                && first.dilation().equals(second.dilation());
        if (alike) {
            padding();
        } else if (!grownAlike()) {
            changes.add(new Change(RESULT, "{is} padded by %s instead of %s", pad(second), pad(first)));
        } else if (!written(first).equals(written(second))) {
            changes.add(new Change(FORM, "{is} padded %s instead of %s" + SAME, written(second), written(first)));
        }
        return changes;
    }

    private static String stride(Window window) {
        return Notation.window(Size.ONE, window.strides()).substring(4);
    }

    /** Whether both pad so that windows stay centred on the same pixels, or not at all: then padding is no news. */
    private boolean grownAlike() {
        boolean centred = centred(first) && centred(second);
        return centred || pad(first).equals(pad(second));
    }

    private boolean centred(Window window) {
        return window.rows(picture.height()).before() == (window.size().height() - 1) / 2
                && window.columns(picture.width()).before() == (window.size().width() - 1) / 2;
    }

    private void padding() {
        if (first.padding().equals(second.padding()) && first.rounding() == second.rounding()) {
            return;
        }
        if (!same(first, second, picture.height(), picture.width())) {
            changes.add(new Change(RESULT, "{is} padded by %s instead of %s", pad(second), pad(first)));
            if (out(first) != out(second)) {
                changes.add(new Change(
                        RESULT, "{gives} pictures of %s pixels instead of %s", "" + out(second), "" + out(first)));
            }
        } else {
            boolean always = IntStream.range(0, SIZES)
                    .map(more -> first.size().height() + more)
                    .allMatch(size -> same(first, second, size, size));
            boolean rounding = first.padding().equals(second.padding());
            changes.add(new Change(
                    FORM,
                    (rounding ? "{rounds} %s instead of %s" : "{is} padded %s instead of %s")
                            + (always ? SAME : SAME + " at this image size, not at every"),
                    rounding ? rounded(second) : written(second),
                    rounding ? rounded(first) : written(first)));
        }
    }

    private int out(Window window) {
        return window.rows(picture.height()).out();
    }

    private static boolean same(Window one, Window other, int height, int width) {
        return one.rows(height).equals(other.rows(height)) && one.columns(width).equals(other.columns(width));
    }

    private String pad(Window window) {
        String rows = pad(window.rows(picture.height()));
        String columns = pad(window.columns(picture.width()));
        return rows.equals(columns) ? rows : "%s above and below, %s left and right".formatted(rows, columns);
    }

    private static String pad(Window.Span span) {
        if (!padded(span)) {
            return "nothing";
        }
        if (span.before() == 0) {
            return "%d behind".formatted(span.after());
        }
        return span.before() == span.after()
                ? "%d on each side".formatted(span.before())
                : "%d before and %d behind".formatted(span.before(), span.after());
    }

    private static String written(Window window) {
        String padding =
                switch (window.padding()) {
                    case Padding.Same _ -> "'same'";
                    case Padding.Valid _ -> "'valid'";
                    case Padding.Explicit _ -> "by numbers";
                };
        return switch (window.rounding()) {
            case FLOOR -> padding;
            case CEIL -> padding + " (rounded up)";
        };
    }

    private static String rounded(Window window) {
        return window.rounding() == Rounding.CEIL ? "up" : "down";
    }
}
