package org.inception4j.model.anatomy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.summary.Cost;

/** Reads the rows of a network's table off its trunk. */
final class TableRows {
    private final Structure structure;
    private final Predicate<WeightSpec> counted;
    private final List<TableRow> rows = new ArrayList<>();

    private TableRows(Structure structure, Predicate<WeightSpec> counted) {
        this.structure = structure;
        this.counted = counted;
    }

    static List<TableRow> of(Structure structure, Predicate<WeightSpec> counted) {
        TableRows rows = new TableRows(structure, counted);
        List<Stage> trunk = structure.trunk();
        for (int i = 0; i < trunk.size(); i++) {
            Stage next = i + 1 < trunk.size() ? trunk.get(i + 1) : trunk.get(i);
            if (isPointwise(trunk.get(i)) && isLarger(next)) {
                rows.reducedConvolution((Unit) trunk.get(i), (Unit) next);
                i++;
            } else {
                rows.add(trunk.get(i));
            }
        }
        return List.copyOf(rows.rows);
    }

    /** A 1x1 convolution and the larger one that follows have one row in the paper. */
    private static boolean isPointwise(Stage stage) {
        return stage instanceof Unit unit
                && unit.layer() instanceof Conv2D conv
                && conv.kernelSize().equals(Size.ONE);
    }

    private static boolean isLarger(Stage stage) {
        return stage instanceof Unit unit && unit.layer() instanceof Conv2D && Kernels.seesNeighbours(stage);
    }

    private void reducedConvolution(Unit reduce, Unit conv) {
        Map<Column, String> cells = cells(Notation.window(conv), conv.shape(), 2);
        cells.put(Column.REDUCE_THREE, Integer.toString(reduce.shape().channels()));
        cells.put(Column.THREE, filters(conv, Size.of(3)));
        List<Node> nodes = new ArrayList<>(reduce.nodes());
        nodes.addAll(conv.nodes());
        add(
                "convolution",
                structure.model().name(conv.main()),
                cells,
                List.of(Notation.branch(List.of(reduce, conv))),
                nodes);
    }

    private void add(Stage stage) {
        switch (stage) {
            case Split split -> add(split);
            case Unit unit when unit.layer() instanceof Flatten -> {}
            case Unit unit
            when unit.layer() instanceof Activation activation
                    && !activation.function().equals(ActivationFunction.SOFTMAX) -> {}
            case Unit unit -> add(unit);
        }
    }

    private void add(Unit unit) {
        boolean softmax = unit.activation().equals(ActivationFunction.SOFTMAX);
        boolean kernel = Category.of(unit.layer()).hasKernel();
        if (!softmax || kernel) {
            String name = structure.model().name(unit.main());
            boolean linear = unit.category() == Category.DENSE;
            Map<Column, String> cells = cells(linear ? "" : Notation.window(unit), unit.shape(), kernel ? 1 : 0);
            List<String> inside = kernel && !(unit.layer() instanceof Dense) ? List.of(Notation.step(unit)) : List.of();
            add(linear ? "linear" : Notation.type(unit), name, cells, inside, unit.nodes());
        }
        if (softmax) {
            add("softmax", structure.model().name(unit.end()), cells("", unit.shape(), 0), List.of(), List.of());
        }
    }

    private void add(Split split) {
        Map<Column, String> cells = cells("", split.shape(), depth(split));
        cells.putAll(Widths.of(split).map(TableRows::cells).orElse(Map.of()));
        String type =
                split.residual() ? "residual" : split.join().layer() instanceof Concatenate ? "inception" : "block";
        add(
                type,
                structure.name(split),
                cells,
                split.branches().stream().map(Notation::branch).toList(),
                split.nodes());
    }

    private void add(String type, String name, Map<Column, String> cells, List<String> branches, List<Node> nodes) {
        TableRow.Totals totals = new TableRow.Totals(
                Parameters.kernels(nodes),
                Parameters.of(nodes, counted),
                nodes.stream().mapToLong(Cost::multiplyAdds).sum());
        if (totals.weights() > 0) {
            cells.put(Column.PARAMS, PrintedNumber.thousands(totals.weights()));
            cells.put(Column.OPS, PrintedNumber.millions(totals.multiplyAdds()));
        }
        rows.add(new TableRow(type, name, cells, branches, 1, totals));
    }

    private static Map<Column, String> cells(String patch, Shape output, int depth) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        if (!patch.isEmpty()) {
            cells.put(Column.PATCH, patch);
        }
        Shape picture = output.rank() == 1 ? Shape.of(1, 1, output.channels()) : output;
        cells.put(Column.OUTPUT, Notation.of(picture));
        cells.put(Column.DEPTH, Integer.toString(depth));
        return cells;
    }

    private static Map<Column, String> cells(Widths widths) {
        return Map.of(
                Column.ONE, filters(widths.one(), Size.ONE),
                Column.REDUCE_THREE, filters(widths.reduceThree(), Size.ONE),
                Column.THREE, filters(widths.three(), Size.of(3)),
                Column.REDUCE_FIVE, filters(widths.reduceFive(), Size.ONE),
                Column.FIVE, filters(widths.five(), Size.of(5)),
                Column.PROJECT, filters(widths.project(), Size.ONE));
    }

    /** {@code 32}, or {@code 32 (3x3)} where the kernel is not the column's. */
    private static String filters(Unit unit, Size expected) {
        Size kernel = Kernels.size(unit.layer());
        int filters = unit.shape().channels();
        return kernel.equals(expected) ? Integer.toString(filters) : "%d (%s)".formatted(filters, kernel);
    }

    /** Layers with kernels on the longest way through. */
    private static int depth(Stage stage) {
        return switch (stage) {
            case Unit unit -> Category.of(unit.layer()).hasKernel() ? 1 : 0;
            case Split split ->
                split.branches().stream()
                        .mapToInt(branch ->
                                branch.stream().mapToInt(TableRows::depth).sum())
                        .max()
                        .orElse(0);
        };
    }
}
