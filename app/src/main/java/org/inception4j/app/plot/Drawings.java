package org.inception4j.app.plot;

import java.util.Locale;
import org.inception4j.app.plot.LayerFacts.Kind;
import org.inception4j.model.Output;
import org.inception4j.model.summary.Cost;

/** What the picture and the page have in common. */
final class Drawings {
    private Drawings() {}

    /** The arrow head that links of the class {@code arrow} end in. */
    static void arrow(Markup markup) {
        markup.open("defs");
        markup.open(
                "marker",
                "id",
                "head",
                "viewBox",
                "0 0 8 8",
                "refX",
                7,
                "refY",
                4,
                "markerWidth",
                8,
                "markerHeight",
                8,
                "markerUnits",
                "userSpaceOnUse",
                "orient",
                "auto");
        markup.empty("path", "class", "head", "d", "M0 0.5 L8 4 L0 7.5 Z");
        markup.close().close();
    }

    static String style(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static String words(Kind kind) {
        return switch (kind) {
            case CONVOLUTION -> "convolution";
            case POOLING -> "pooling";
            case JOIN -> "joins branches";
            case DENSE -> "dense";
            case INPUT -> "input";
            case OTHER -> "other";
        };
    }

    /** {@code 314 layers, 23,851,784 parameters, 5,713,232,480 multiply-adds for one picture}. */
    static String numbers(Diagram diagram) {
        return "%s, %s parameters, %s multiply-adds for one picture"
                .formatted(
                        Lettering.layers(diagram.layers().size()),
                        Lettering.exact(diagram.model().parameters()),
                        Lettering.exact(multiplyAdds(diagram)));
    }

    /** Without auxiliary heads, unless there is nothing else. */
    static long multiplyAdds(Diagram diagram) {
        boolean headsOnly = diagram.model().outputs().stream().allMatch(Output::auxiliary);
        return Cost.multiplyAdds(headsOnly ? diagram.model() : diagram.model().inference());
    }
}
