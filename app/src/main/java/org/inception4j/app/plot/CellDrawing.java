package org.inception4j.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inception4j.model.Activation;
import org.inception4j.model.Dropout;

/**
 * A cell as a box: the first layer with its name and settings, a line for each layer that follows, and below them what comes
 * out and how many parameters there are.
 */
final class CellDrawing {
    private static final double NAME_SIZE = 12;
    private static final double WORD_SIZE = 11;
    private static final double INDENT = 13;
    private static final double MARGIN = 9;
    private static final double HEAD_HEIGHT = 37;
    private static final double ROW_HEIGHT = 17;
    private static final double FOOT_HEIGHT = 21;
    private static final double BASELINE = 12;
    private static final double GAP = 14;
    private static final double LEAST_WIDTH = 104;

    private final List<LayerFacts> layers;
    private final String shape;
    private final String parameters;
    private final List<String> names = new ArrayList<>();

    /** @param folder what names need not repeat; empty for nothing */
    CellDrawing(List<LayerFacts> layers, String folder) {
        this.layers = layers;
        this.shape = LayerFacts.text(layers.getLast().node().shape());
        long count = layers.stream().mapToLong(LayerFacts::parameters).sum();
        this.parameters = count == 0 ? "" : Lettering.rounded(count) + " par.";
        String head = layers.getFirst().name();
        for (LayerFacts layer : layers) {
            String known = layer == layers.getFirst() ? folder + "/" : head.substring(0, head.lastIndexOf('/') + 1);
            names.add(Lettering.shortened(without(known, layer.name())));
        }
    }

    double width() {
        double width = Math.max(
                LEAST_WIDTH,
                INDENT
                        + MARGIN
                        + Math.max(
                                Lettering.codeWidth(names.getFirst(), NAME_SIZE),
                                Lettering.wordWidth(settings(layers.getFirst()), WORD_SIZE)));
        for (int i = 1; i < layers.size(); i++) {
            width = Math.max(width, twoEnds(names.get(i), role(i)));
        }
        return Math.ceil(Math.max(width, twoEnds(shape, parameters)));
    }

    double height() {
        return HEAD_HEIGHT + ROW_HEIGHT * (layers.size() - 1) + FOOT_HEIGHT;
    }

    private static double twoEnds(String left, String right) {
        double width = Lettering.codeWidth(left, WORD_SIZE) + INDENT + MARGIN;
        return right.isEmpty() ? width : width + GAP + Lettering.wordWidth(right, WORD_SIZE);
    }

    /** @param linked whether each layer is a link to its row in a table */
    void draw(Markup markup, boolean linked) {
        markup.open("g", "class", "cell " + kind());
        markup.empty("rect", "class", "box", "width", width(), "height", height(), "rx", 6);
        markup.empty("rect", "class", "mark", "x", 4, "y", 6, "width", 3, "height", height() - 12, "rx", 1.5);
        double y = 0;
        for (int i = 0; i < layers.size(); i++) {
            double rowHeight = i == 0 ? HEAD_HEIGHT : ROW_HEIGHT;
            open(markup, layers.get(i), linked);
            markup.empty(
                    "rect",
                    "class",
                    "field",
                    "x",
                    9,
                    "y",
                    i == 0 ? 3 : y,
                    "width",
                    width() - 12,
                    "height",
                    i == 0 ? rowHeight - 3 : rowHeight,
                    "rx",
                    3);
            if (i == 0) {
                word(markup, "name", INDENT, 18, names.getFirst());
                word(markup, "faint", INDENT, 32, settings(layers.getFirst()));
            } else {
                word(markup, "code", INDENT, y + BASELINE, names.get(i));
                right(markup, y + BASELINE, role(i));
            }
            markup.close();
            y += rowHeight;
        }
        word(markup, "code", INDENT, y + BASELINE, shape);
        right(markup, y + BASELINE, parameters);
        markup.close();
    }

    private void open(Markup markup, LayerFacts layer, boolean linked) {
        if (linked) {
            markup.open("a", "class", "layer", "href", "#layer-" + layer.number(), "data-layer", layer.number());
        } else {
            markup.open("g", "class", "layer");
        }
        markup.leaf("title", title(layer));
    }

    /** What a pointer that rests on a layer is told, also without a script. */
    static String title(LayerFacts layer) {
        return "%s: %s%s, %s, %s parameters"
                .formatted(
                        layer.name(),
                        layer.type(),
                        layer.brief().isEmpty() ? "" : " " + layer.brief(),
                        LayerFacts.text(layer.node().shape()),
                        Lettering.exact(layer.parameters()));
    }

    private static void word(Markup markup, String style, double x, double y, String text) {
        if (!text.isEmpty()) {
            markup.leaf("text", text, "class", style, "x", x, "y", y);
        }
    }

    private void right(Markup markup, double y, String text) {
        if (!text.isEmpty()) {
            markup.leaf("text", text, "class", "faint end", "x", width() - MARGIN, "y", y);
        }
    }

    private String kind() {
        return layers.getFirst().kind().name().toLowerCase(Locale.ROOT);
    }

    private static String settings(LayerFacts layer) {
        return layer.brief().isEmpty() ? layer.type() : layer.type() + " " + layer.brief();
    }

    /** What a layer that follows is, where its name does not say it. */
    private String role(int place) {
        LayerFacts layer = layers.get(place);
        boolean brief =
                layer.node().layer() instanceof Activation || layer.node().layer() instanceof Dropout;
        String role = brief ? layer.brief() : layer.type();
        return letters(names.get(place)).contains(letters(role)) ? "" : role.replace("Normalization", "Norm");
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private static String without(String folder, String name) {
        return folder.length() < name.length() && name.startsWith(folder) ? name.substring(folder.length()) : name;
    }
}
