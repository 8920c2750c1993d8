package org.inception4j.app.plot;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inception4j.model.Node;
import org.inception4j.model.WeightSpec;

/** A frame on the page: a line while it is closed; its graph, and its layers as a table, when it is open. */
final class BlockSection {
    private static final double MARGIN = 2;
    private static final double PERCENT = 100;

    private final Diagram diagram;
    private final Frame frame;
    private final List<LayerFacts> layers;

    BlockSection(Diagram diagram, Frame frame) {
        this.diagram = diagram;
        this.frame = frame;
        this.layers = diagram.facts(frame);
    }

    void write(Markup markup) {
        markup.open(
                "details",
                "class",
                frame.auxiliary() ? "block auxiliary" : "block",
                "id",
                "block-" + frame.number(),
                "data-name",
                frame.name());
        summary(markup);
        drawing(markup);
        table(markup);
        markup.close();
    }

    private void summary(Markup markup) {
        markup.open("summary").open("span", "class", "line");
        markup.open("span", "class", "block-name").leaf("b", frame.name());
        if (frame.auxiliary()) {
            markup.leaf("span", "auxiliary head", "class", "badge");
        }
        markup.close();
        fact(markup, "shape", LayerFacts.text(frame.shape()), "");
        fact(markup, "count", String.valueOf(layers.size()), layers.size() == 1 ? " layer" : " layers");
        amount(markup, diagram.parameters(frame), diagram.model().parameters(), " parameters");
        amount(markup, diagram.multiplyAdds(frame), Drawings.multiplyAdds(diagram), " multiply-adds");
        markup.close().close();
    }

    private static void fact(Markup markup, String style, String value, String unit) {
        markup.open("span", "class", "fact " + style)
                .text(value)
                .leaf("small", unit)
                .close();
    }

    /** A number with a bar that shows which part of the whole it is. */
    private static void amount(Markup markup, long number, long whole, String unit) {
        markup.open("span", "class", "fact amount");
        if (number > 0) {
            double part = Math.min(PERCENT, PERCENT * number / Math.max(1, whole));
            markup.text(Lettering.rounded(number)).leaf("small", unit);
            markup.open("span", "class", "bar", "aria-hidden", "true");
            markup.leaf("span", "", "style", "width:%.1f%%".formatted(part));
            markup.close();
        }
        markup.close();
    }

    private void drawing(Markup markup) {
        FrameDrawing drawing = new FrameDrawing(diagram, frame, true);
        double width = drawing.width() + 2 * MARGIN;
        double height = drawing.height() + 2 * MARGIN;
        markup.open(
                "div", "class", "drawing", "tabindex", 0, "role", "group", "aria-label", "Graph of " + frame.name());
        markup.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                width,
                "height",
                height,
                "viewBox",
                "%.0f %.0f %.0f %.0f".formatted(-MARGIN, -MARGIN, Math.ceil(width), Math.ceil(height)));
        drawing.draw(markup);
        markup.close().close();
    }

    private void table(Markup markup) {
        markup.open("details", "class", "rows");
        markup.leaf("summary", "As a table");
        markup.open("div", "class", "wide").open("table").open("thead").open("tr");
        for (String heading :
                List.of("Layer", "Type", "Settings", "Takes", "Gives", "Weights", "Parameters", "Multiply-adds")) {
            markup.leaf("th", heading, "scope", "col");
        }
        markup.close().close().open("tbody");
        layers.forEach(layer -> row(markup, layer));
        markup.close().close().close().close();
    }

    private void row(Markup markup, LayerFacts layer) {
        markup.open("tr", "id", "layer-" + layer.number());
        markup.leaf("th", layer.name(), "scope", "row");
        markup.leaf("td", layer.type());
        markup.leaf("td", settings(layer.settings()));
        markup.leaf("td", inputs(layer.node()));
        markup.leaf("td", LayerFacts.text(layer.node().shape()));
        markup.leaf("td", weights(layer.weights()));
        markup.leaf("td", Lettering.exact(layer.parameters()), "class", "number");
        markup.leaf("td", Lettering.exact(layer.multiplyAdds()), "class", "number");
        markup.close();
    }

    private static String settings(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .collect(Collectors.joining(", "));
    }

    private String inputs(Node node) {
        return node.inputs().stream()
                .map(input -> "%s (%s)".formatted(diagram.facts(input).name(), LayerFacts.text(input.shape())))
                .collect(Collectors.joining(", "));
    }

    private static String weights(List<WeightSpec> weights) {
        return weights.stream()
                .map(spec ->
                        spec.name() + " " + LayerFacts.text(spec.shape()) + (spec.trainable() ? "" : " (not trained)"))
                .collect(Collectors.joining(", "));
    }
}
