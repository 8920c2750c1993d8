package org.inception4j.app.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.FixedAlignment;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Alignment;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkConnectableShape;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** A layered layout from top to bottom with edges of right angles, by Eclipse ELK; the same graph gives the same layout. */
final class Layered {
    /**
     * A rectangle to place.
     *
     * @param inlets where on its upper side edges come in, in pixels from its left side; empty for one in the middle
     * @param outlets where on its lower side edges go out
     */
    record Box(double width, double height, List<Double> inlets, List<Double> outlets, Rank rank) {
        static Box of(double width, double height, Rank rank) {
            return new Box(width, height, List.of(), List.of(), rank);
        }
    }

    /** Whether a box must be in the first or the last row. */
    enum Rank {
        FIRST,
        ANY,
        LAST
    }

    /**
     * @param outlet which of the outlets, and {@code inlet} which of the inlets; 0 where there are none
     * @param straight whether a bend in it is worse than one in others
     */
    record Edge(int from, int outlet, int to, int inlet, boolean straight) {}

    /**
     * @param gap between boxes side by side, in pixels
     * @param rowGap between rows of boxes
     * @param balanced whether a box should stand in the middle of those that it is linked with, or below one of them
     */
    record Spacing(double gap, double rowGap, boolean balanced) {}

    record Point(double x, double y) {}

    /**
     * @param corners the upper left corner of each box, in the order of the boxes
     * @param lines the points of each edge, in the order of the edges
     */
    record Placement(double width, double height, List<Point> corners, List<List<Point>> lines) {}

    private static final int STRAIGHT = 100;

    private final ElkNode graph = ElkGraphUtil.createGraph();
    private final List<ElkNode> nodes = new ArrayList<>();
    private final List<List<ElkPort>> inlets = new ArrayList<>();
    private final List<List<ElkPort>> outlets = new ArrayList<>();
    private final List<ElkEdge> edges = new ArrayList<>();

    private Layered(Spacing spacing) {
        LayoutMetaDataService.getInstance(); // registers what ELK's options are made of
        graph.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
        graph.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.LONGEST_PATH_SOURCE);
        graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        graph.setProperty(LayeredOptions.MERGE_EDGES, true);
        graph.setProperty(LayeredOptions.RANDOM_SEED, 1);
        graph.setProperty(LayeredOptions.PADDING, new ElkPadding(0));
        keepOrder();
        if (spacing.balanced) {
            graph.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.BALANCED);
        } else {
            graph.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
        }
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, spacing.gap);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, spacing.gap / 2);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, spacing.rowGap);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, spacing.rowGap / 2);
    }

    /** Boxes of a row stay in the order in which they are given, as branches are joined in an order too. */
    private void keepOrder() {
        graph.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
        graph.setProperty(LayeredOptions.CROSSING_MINIMIZATION_FORCE_NODE_MODEL_ORDER, true);
    }

    static Placement of(List<Box> boxes, List<Edge> edges, Spacing spacing) {
        Layered layout = new Layered(spacing);
        boxes.forEach(layout::add);
        edges.forEach(layout::add);
        new LayeredLayoutProvider().layout(layout.graph, new BasicProgressMonitor());
        return layout.placement();
    }

    private void add(Box box) {
        ElkNode node = ElkGraphUtil.createNode(graph);
        node.setDimensions(box.width, box.height);
        node.setProperty(LayeredOptions.ALIGNMENT, Alignment.TOP);
        switch (box.rank) {
            case FIRST -> node.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.FIRST);
            case LAST -> node.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.LAST);
            case ANY -> {}
        }
        nodes.add(node);
        inlets.add(ports(node, box.inlets, PortSide.NORTH, 0));
        outlets.add(ports(node, box.outlets, PortSide.SOUTH, box.height));
    }

    private static List<ElkPort> ports(ElkNode node, List<Double> offsets, PortSide side, double y) {
        if (!offsets.isEmpty()) {
            node.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
        }
        return offsets.stream()
                .map(x -> {
                    ElkPort port = ElkGraphUtil.createPort(node);
                    port.setProperty(LayeredOptions.PORT_SIDE, side);
                    port.setLocation(x, y);
                    return port;
                })
                .toList();
    }

    private void add(Edge edge) {
        ElkEdge line = ElkGraphUtil.createSimpleEdge(
                end(outlets.get(edge.from), edge.outlet, edge.from), end(inlets.get(edge.to), edge.inlet, edge.to));
        line.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, edge.straight ? STRAIGHT : 0);
        edges.add(line);
    }

    private ElkConnectableShape end(List<ElkPort> ports, int port, int node) {
        return ports.isEmpty() ? nodes.get(node) : ports.get(port);
    }

    private Placement placement() {
        List<Point> corners =
                nodes.stream().map(node -> new Point(node.getX(), node.getY())).toList();
        List<List<Point>> lines = edges.stream().map(Layered::line).toList();
        return new Placement(graph.getWidth(), graph.getHeight(), corners, lines);
    }

    private static List<Point> line(ElkEdge edge) {
        ElkEdgeSection section = edge.getSections().getFirst();
        return Stream.of(
                        Stream.of(new Point(section.getStartX(), section.getStartY())),
                        section.getBendPoints().stream().map(bend -> new Point(bend.getX(), bend.getY())),
                        Stream.of(new Point(section.getEndX(), section.getEndY())))
                .flatMap(points -> points)
                .toList();
    }
}
