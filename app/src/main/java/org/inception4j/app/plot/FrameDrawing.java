package org.inception4j.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.inception4j.app.plot.Layered.Box;
import org.inception4j.app.plot.Layered.Edge;
import org.inception4j.app.plot.Layered.Placement;
import org.inception4j.app.plot.Layered.Point;
import org.inception4j.app.plot.Layered.Rank;
import org.inception4j.app.plot.Layered.Spacing;
import org.inception4j.model.Node;

/** The graph inside a frame, laid out and drawn from (0, 0). */
final class FrameDrawing {
    private static final Spacing SPACING = new Spacing(18, 26, true);
    private static final double GATE_HEIGHT = 24;
    private static final double GATE_SIZE = 11;
    private static final double GATE_MARGIN = 12;
    private static final double CORNER = 6;

    private final Diagram diagram;
    private final Chart chart;
    private final boolean page;
    private final List<CellDrawing> cells;
    private final Placement placement;

    /** @param page true for a page: gates have names and lead to other frames, layers lead to their rows */
    FrameDrawing(Diagram diagram, Frame frame, boolean page) {
        this.diagram = diagram;
        this.chart = diagram.chart(frame);
        this.page = page;
        String folder = frame.folder(diagram.model());
        this.cells = chart.cells().stream()
                .map(cell -> new CellDrawing(
                        cell.nodes().stream().map(diagram::facts).toList(), folder))
                .toList();
        List<Edge> edges = chart.links().stream()
                .map(link -> new Edge(link.from(), 0, link.to(), 0, false))
                .toList();
        this.placement = Layered.of(boxes(), edges, SPACING);
    }

    double width() {
        return placement.width();
    }

    double height() {
        return placement.height();
    }

    /** Where results come in at the top, in the order of the chart's sources. */
    List<Double> inlets() {
        return gates(0, chart.sources().size());
    }

    /** Where results go out at the bottom, in the order of the chart's exits. */
    List<Double> outlets() {
        return gates(chart.size() - chart.exits().size(), chart.size());
    }

    private List<Double> gates(int from, int to) {
        return placement.corners().subList(from, to).stream().map(Point::x).toList();
    }

    private List<Box> boxes() {
        List<Box> boxes = new ArrayList<>();
        chart.sources().forEach(source -> boxes.add(gate(sourceName(source), Rank.FIRST)));
        cells.forEach(cell -> boxes.add(Box.of(cell.width(), cell.height(), Rank.ANY)));
        chart.exits().forEach(exit -> boxes.add(gate(exitName(exit), Rank.LAST)));
        return boxes;
    }

    private Box gate(String name, Rank rank) {
        return page
                ? Box.of(Math.ceil(Lettering.wordWidth(name, GATE_SIZE) + 2 * GATE_MARGIN), GATE_HEIGHT, rank)
                : Box.of(0, 0, rank);
    }

    void draw(Markup markup) {
        for (int i = 0; i < chart.links().size(); i++) {
            boolean arrow =
                    chart.links().get(i).to() < chart.size() - chart.exits().size();
            line(markup, placement.lines().get(i), arrow || page);
        }
        for (int i = 0; i < cells.size(); i++) {
            Point corner = placement.corners().get(chart.sources().size() + i);
            markup.open("g", "transform", "translate(%s %s)".formatted(corner.x(), corner.y()));
            cells.get(i).draw(markup, page);
            markup.close();
        }
        if (page) {
            gates(markup);
        }
    }

    private void gates(Markup markup) {
        List<Point> corners = placement.corners();
        for (int i = 0; i < chart.sources().size(); i++) {
            Node source = chart.sources().get(i);
            gate(markup, corners.get(i), diagram.frame(source), sourceName(source));
        }
        for (int i = 0; i < chart.exits().size(); i++) {
            Node exit = chart.exits().get(i);
            Point corner = corners.get(chart.sources().size() + cells.size() + i);
            gate(markup, corner, diagram.takers(exit).getFirst(), exitName(exit));
        }
    }

    private static void gate(Markup markup, Point corner, Frame other, String name) {
        double width = gateWidth(name);
        markup.open("a", "class", "gate", "href", "#block-" + other.number());
        markup.empty(
                "rect", "x", corner.x(), "y", corner.y(), "width", width, "height", GATE_HEIGHT, "rx", GATE_HEIGHT / 2);
        markup.leaf("text", name, "class", "middle", "x", corner.x() + width / 2, "y", corner.y() + 16);
        markup.close();
    }

    private static double gateWidth(String name) {
        return Math.ceil(Lettering.wordWidth(name, GATE_SIZE) + 2 * GATE_MARGIN);
    }

    /** {@code from mixed2 · 35×35×288}; with the layer's name where it is not the frame's last. */
    private String sourceName(Node source) {
        Frame from = diagram.frame(source);
        String layer = source == from.end() ? "" : ", " + diagram.facts(source).name();
        return "from %s%s · %s"
                .formatted(
                        Lettering.shortened(from.name()), Lettering.shortened(layer), LayerFacts.text(source.shape()));
    }

    private String exitName(Node exit) {
        return diagram.takers(exit).stream()
                .map(Frame::name)
                .map(Lettering::shortened)
                .collect(Collectors.joining(", ", "to ", ""));
    }

    /** A line whose corners are round, with an arrow at its end if wanted. */
    static void line(Markup markup, List<Point> points, boolean arrow) {
        StringBuilder path = new StringBuilder("M" + at(points.getFirst()));
        for (int i = 1; i < points.size() - 1; i++) {
            Point corner = points.get(i);
            path.append(" L").append(at(towards(corner, points.get(i - 1))));
            path.append(" Q").append(at(corner)).append(' ').append(at(towards(corner, points.get(i + 1))));
        }
        path.append(" L").append(at(points.getLast()));
        markup.empty("path", "class", arrow ? "link arrow" : "link", "d", path);
    }

    /** A point next to a corner, at most half of the way to the next. */
    private static Point towards(Point corner, Point other) {
        double length = Math.hypot(other.x() - corner.x(), other.y() - corner.y());
        double part = length == 0 ? 0 : Math.min(CORNER, length / 2) / length;
        return new Point(corner.x() + (other.x() - corner.x()) * part, corner.y() + (other.y() - corner.y()) * part);
    }

    private static String at(Point point) {
        return String.format(Locale.ROOT, "%.1f %.1f", point.x(), point.y()).replace(".0 ", " ");
    }
}
