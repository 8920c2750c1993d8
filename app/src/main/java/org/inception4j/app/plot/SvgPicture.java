package org.inception4j.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.app.plot.Layered.Box;
import org.inception4j.app.plot.Layered.Edge;
import org.inception4j.app.plot.Layered.Placement;
import org.inception4j.app.plot.Layered.Point;
import org.inception4j.app.plot.Layered.Rank;
import org.inception4j.app.plot.Layered.Spacing;
import org.inception4j.model.Node;

/** The whole network as one SVG picture: frames with their graphs, one below the other, auxiliary heads beside. */
final class SvgPicture {
    private static final double MARGIN = 24;
    private static final double HEADER = 84;
    private static final double INSET = 16;
    private static final double JOG = 18;
    private static final double LEAST_JOG = 4;
    private static final double SPREAD = 24;
    private static final Spacing SPACING = new Spacing(28, 30, false);
    private static final double NAME_SIZE = 15;
    private static final double WORD_SIZE = 11;
    private static final double LEGEND_STEP = 116;

    private final Diagram diagram;
    private final List<FrameDrawing> drawings;
    /** The main way first: then heads stand to its right. */
    private final List<Frame> ordered;

    private final Placement placement;

    SvgPicture(Diagram diagram) {
        this.diagram = diagram;
        this.drawings = diagram.frames().stream()
                .map(frame -> new FrameDrawing(diagram, frame, false))
                .toList();
        this.ordered = Stream.concat(frames(false), frames(true)).toList();
        List<Box> boxes = ordered.stream().map(this::box).toList();
        this.placement = Columns.of(Layered.of(boxes, edges(), SPACING), boxes);
    }

    String text() {
        double width = Math.max(placement.width(), legendWidth()) + 2 * MARGIN;
        double height = placement.height() + HEADER + 2 * MARGIN;
        Markup markup = new Markup();
        markup.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                width,
                "height",
                height,
                "viewBox",
                "0 0 %.0f %.0f".formatted(Math.ceil(width), Math.ceil(height)));
        markup.leaf("title", diagram.model().name());
        markup.code("style", Resources.text("drawing.css"));
        Drawings.arrow(markup);
        markup.empty("rect", "class", "paper", "width", "100%", "height", "100%");
        header(markup);
        markup.open("g", "transform", "translate(%s %s)".formatted(MARGIN, MARGIN + HEADER));
        frames(markup);
        markup.close().close();
        return markup.line().toString();
    }

    private void header(Markup markup) {
        markup.leaf("text", diagram.model().name(), "class", "heading", "x", MARGIN, "y", MARGIN + 20);
        markup.leaf("text", Drawings.numbers(diagram), "class", "words", "x", MARGIN, "y", MARGIN + 42);
        double x = MARGIN;
        for (LayerFacts.Kind kind : LayerFacts.Kind.values()) {
            markup.open("g", "class", "cell " + Drawings.style(kind));
            markup.empty("rect", "class", "mark", "x", x, "y", MARGIN + 56, "width", 12, "height", 12, "rx", 3);
            markup.leaf("text", Drawings.words(kind), "class", "words", "x", x + 18, "y", MARGIN + 66);
            markup.close();
            x += LEGEND_STEP;
        }
    }

    private static double legendWidth() {
        return LEGEND_STEP * LayerFacts.Kind.values().length;
    }

    private void frames(Markup markup) {
        placement.lines().forEach(line -> FrameDrawing.line(markup, line, false));
        for (Frame frame : diagram.frames()) {
            Point corner = placement.corners().get(ordered.indexOf(frame));
            markup.open(
                    "g",
                    "class",
                    frame.auxiliary() ? "frame auxiliary" : "frame",
                    "transform",
                    "translate(%s %s)".formatted(corner.x(), corner.y()));
            frame(markup, frame);
            markup.close();
        }
    }

    private void frame(Markup markup, Frame frame) {
        FrameDrawing drawing = drawings.get(frame.number());
        Box box = box(frame);
        markup.empty("rect", "class", "border", "width", box.width(), "height", box.height(), "rx", 10);
        double y = INSET + NAME_SIZE;
        markup.leaf("text", Lettering.shortened(frame.name()), "class", "title", "x", INSET, "y", y);
        for (String line : lines(frame)) {
            y += WORD_SIZE + 6;
            markup.leaf("text", line, "class", "words", "x", INSET, "y", y);
        }
        double x = left(frame) + (box.width() - left(frame) - INSET - drawing.width()) / 2;
        markup.open("g", "transform", "translate(%s %s)".formatted(x, JOG));
        drawing.draw(markup);
        markup.close();
        join(
                markup,
                box.inlets(),
                drawing.inlets().stream().map(inlet -> inlet + x).toList(),
                0);
        join(markup, drawing.outlets().stream().map(outlet -> outlet + x).toList(), box.outlets(), box.height() - JOG);
    }

    /** From where lines reach the frame's border to where the graph inside begins, or back. */
    private static void join(Markup markup, List<Double> from, List<Double> to, double y) {
        for (int i = 0; i < from.size(); i++) {
            Point start = new Point(from.get(i), y);
            Point end = new Point(to.get(i), y + JOG);
            boolean straight = Math.abs(start.x() - end.x()) < LEAST_JOG;
            double middle = y + JOG / 2;
            List<Point> corners = List.of(new Point(start.x(), middle), new Point(end.x(), middle));
            FrameDrawing.line(
                    markup,
                    straight ? List.of(start, end) : List.of(start, corners.getFirst(), corners.getLast(), end),
                    false);
        }
    }

    private List<String> lines(Frame frame) {
        long parameters = diagram.parameters(frame);
        long multiplyAdds = diagram.multiplyAdds(frame);
        return Stream.of(
                        frame.auxiliary() ? "auxiliary head" : "",
                        "gives " + LayerFacts.text(frame.shape()),
                        parameters == 0 ? "" : Lettering.rounded(parameters) + " parameters",
                        multiplyAdds == 0 ? "" : Lettering.rounded(multiplyAdds) + " multiply-adds")
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private double labelWidth(Frame frame) {
        double words = lines(frame).stream()
                .mapToDouble(line -> Lettering.wordWidth(line, WORD_SIZE))
                .max()
                .orElse(0);
        return INSET + Math.ceil(Math.max(words, Lettering.codeWidth(Lettering.shortened(frame.name()), NAME_SIZE)));
    }

    /** Where the graph may begin: main frames are as wide as each other, so that they stand in one column. */
    private double left(Frame frame) {
        return frames(frame.auxiliary()).mapToDouble(this::labelWidth).max().orElse(0) + INSET;
    }

    private Stream<Frame> frames(boolean auxiliary) {
        return diagram.frames().stream().filter(frame -> frame.auxiliary() == auxiliary);
    }

    private Box box(Frame frame) {
        FrameDrawing drawing = drawings.get(frame.number());
        double inner = frames(frame.auxiliary())
                .mapToDouble(each -> drawings.get(each.number()).width())
                .max()
                .orElse(0);
        double label = 2 * INSET + NAME_SIZE + lines(frame).size() * (WORD_SIZE + 6);
        double middle = left(frame) + inner / 2;
        return new Box(
                left(frame) + inner + INSET,
                Math.max(label, drawing.height() + 2 * JOG),
                spread(middle, drawing.inlets()),
                spread(middle, drawing.outlets()),
                Rank.ANY);
    }

    /** As many places around the middle as there are gates, in the gates' order from left to right. */
    private static List<Double> spread(double middle, List<Double> gates) {
        List<Double> sorted = gates.stream().sorted().toList();
        return gates.stream()
                .map(gate -> middle + (sorted.indexOf(gate) - (gates.size() - 1) / 2.0) * SPREAD)
                .toList();
    }

    /** From each frame's exits to the sources of others. */
    private List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (Frame frame : ordered) {
            List<Node> sources = diagram.chart(frame).sources();
            for (int inlet = 0; inlet < sources.size(); inlet++) {
                Frame from = diagram.frame(sources.get(inlet));
                int outlet = diagram.chart(from).exits().indexOf(sources.get(inlet));
                edges.add(new Edge(ordered.indexOf(from), outlet, ordered.indexOf(frame), inlet, !frame.auxiliary()));
            }
        }
        return edges;
    }
}
