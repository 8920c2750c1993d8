package org.inception4j.app.plot;

import java.util.List;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.training.report.StyleSheet;

/**
 * The network as a page that needs no other file: blocks one below the other that open to their graphs, auxiliary heads beside
 * the block that they look at. Without a script blocks open, layers lead to their rows; with it there are search and records.
 */
final class HtmlPage {
    private final Diagram diagram;
    private final Model model;
    private final Markup markup = new Markup();

    HtmlPage(Diagram diagram) {
        this.diagram = diagram;
        this.model = diagram.model();
    }

    String text() {
        markup.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
        head();
        markup.open("body");
        header();
        markup.open("main").open("ol", "class", "flow");
        for (Frame frame : diagram.frames()) {
            if (!frame.auxiliary()) {
                step(frame);
            }
        }
        markup.close().close();
        markup.leaf("footer", "Written by Inception4J.");
        markup.open("aside", "id", "record", "aria-live", "polite", "aria-label", "Layer", "hidden", "hidden")
                .close();
        markup.code("script", Resources.text("plot.js"));
        markup.close().close();
        return "<!DOCTYPE html>\n" + markup.line();
    }

    private void head() {
        markup.open("head").empty("meta", "charset", "utf-8");
        markup.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        markup.empty("meta", "name", "generator", "content", "Inception4J");
        markup.leaf("title", model.name() + " – network");
        markup.code("style", StyleSheet.theme() + Resources.text("plot.css") + Resources.text("drawing.css"));
        markup.close().line();
    }

    private void header() {
        markup.open("header").leaf("h1", model.name());
        markup.open("dl", "class", "tiles");
        tile("Layers", Lettering.exact(diagram.layers().size()));
        tile("Parameters", Lettering.exact(model.parameters()));
        if (model.trainableParameters() != model.parameters()) {
            tile("Trainable", Lettering.exact(model.trainableParameters()));
        }
        tile("Multiply-adds", Lettering.exact(Drawings.multiplyAdds(diagram)));
        tile("Input", shapes(model.inputs()));
        tile("Output", shapes(mainOutputs()));
        markup.close();
        controls();
        legend();
        markup.close().line();
    }

    private List<Node> mainOutputs() {
        List<Node> main = model.outputs().stream()
                .filter(output -> !output.auxiliary())
                .map(Output::node)
                .toList();
        return main.isEmpty() ? List.of(model.output().node()) : main;
    }

    private void tile(String name, String value) {
        markup.open("div").leaf("dt", name).leaf("dd", value).close();
    }

    private static String shapes(List<Node> nodes) {
        return String.join(
                ", ", nodes.stream().map(Node::shape).map(LayerFacts::text).toList());
    }

    /** Shown by the script only, which they need. */
    private void controls() {
        markup.open("div", "class", "controls", "hidden", "hidden");
        markup.open("div", "class", "search", "role", "search");
        markup.empty(
                "input",
                "type",
                "search",
                "id",
                "search",
                "placeholder",
                "Find a layer by its name",
                "aria-label",
                "Find a layer by its name",
                "autocomplete",
                "off",
                "spellcheck",
                "false");
        markup.open("ul", "id", "found", "hidden", "hidden").close();
        markup.leaf("p", "", "id", "count", "role", "status", "class", "faint");
        markup.close();
        markup.leaf("button", "Open all", "type", "button", "id", "open");
        markup.leaf("button", "Close all", "type", "button", "id", "close");
        markup.close();
    }

    private void legend() {
        markup.open("ul", "class", "legend", "aria-label", "Colours");
        for (LayerFacts.Kind kind : LayerFacts.Kind.values()) {
            markup.open("li");
            markup.open("svg", "width", 12, "height", 12, "class", Drawings.style(kind), "aria-hidden", "true");
            markup.empty("rect", "class", "mark", "width", 12, "height", 12, "rx", 3);
            markup.close().text(Drawings.words(kind)).close();
        }
        markup.close();
        markup.open("svg", "width", 0, "height", 0, "class", "shared", "aria-hidden", "true");
        Drawings.arrow(markup);
        markup.close();
    }

    /** A frame of the main way, and beside it the heads that take their input from it. */
    private void step(Frame frame) {
        List<Frame> heads = diagram.frames().stream()
                .filter(head -> head.auxiliary() && host(head) == frame)
                .toList();
        markup.open("li", "class", heads.isEmpty() ? "step" : "step forks");
        new BlockSection(diagram, frame).write(markup);
        if (!heads.isEmpty()) {
            markup.open("div", "class", "heads");
            heads.forEach(head -> new BlockSection(diagram, head).write(markup));
            markup.close();
        }
        markup.close().line();
    }

    /** The last frame of the main way that a head takes something from, the first one where there is none. */
    private Frame host(Frame head) {
        return diagram.chart(head).sources().stream()
                .map(diagram::frame)
                .map(frame -> frame.auxiliary() ? host(frame) : frame)
                .reduce((one, other) -> one.number() > other.number() ? one : other)
                .orElseGet(() -> diagram.frames().getFirst());
    }
}
