package org.inception4j.model.anatomy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.inception4j.model.Model;
import org.inception4j.model.WeightSpec;

/**
 * A network as a table, row by row from its graph, as far as its main output needs it; beside the printed table of the paper on GoogLeNet
 * (Szegedy et al. 2014, arXiv 1409.4842, table 1) where the network has that form.
 *
 * @param printed whether rows have printed cells
 */
public record NetworkTable(String network, boolean printed, List<Line> lines) {
    /**
     * A row of the network, a row of the paper, or both side by side.
     *
     * @param doubts why printed cells cannot be right, by column
     */
    public record Line(
            Optional<TableRow> row, String printedType, Map<Column, String> printedCells, Map<Column, String> doubts) {
        static Line of(TableRow row) {
            return new Line(Optional.of(row), "", Map.of(), Map.of());
        }

        /** What the network's graph says; empty where it has no such row or nothing there. */
        public String cell(Column column) {
            return row.map(found -> found.cell(column)).orElse("");
        }

        /** What the paper says; empty where it says nothing. */
        public String printed(Column column) {
            return printedCells.getOrDefault(column, "");
        }

        /** Whether the network differs from what the paper prints there, rounding of params and ops aside. */
        public boolean differs(Column column) {
            return switch (column) {
                case PARAMS ->
                    numbersDiffer(column, row.map(found -> found.totals().weights()), row.map(found -> found.totals()
                            .parameters()));
                case OPS ->
                    numbersDiffer(column, row.map(found -> found.totals().multiplyAdds()), Optional.empty());
                default -> !printedCells.isEmpty() && !printed(column).equals(cell(column));
            };
        }

        private boolean numbersDiffer(Column column, Optional<Long> number, Optional<Long> other) {
            if (printed(column).isEmpty()) {
                return false;
            }
            PrintedNumber printed = PrintedNumber.of(printed(column));
            return number.stream().noneMatch(printed::fits) && other.stream().noneMatch(printed::fits);
        }
    }

    /** The table of any network or saved model, on the way to its main output. */
    public static NetworkTable of(Model model) {
        return of(model, Parameters.ALL);
    }

    /** As {@link #of(Model)}, with those weights only that count as parameters. */
    public static NetworkTable of(Model model, Predicate<WeightSpec> counted) {
        Model deployed = model.withOutputs(List.of(model.output()));
        Structure structure = Structure.of(deployed);
        List<TableRow> rows = TableRows.of(structure, counted);
        boolean printed = structure.splits().size() == 9
                && structure.splits().stream()
                        .allMatch(split -> Widths.of(split).isPresent());
        return new NetworkTable(
                model.name(),
                printed,
                printed ? beside(rows) : merged(rows).stream().map(Line::of).toList());
    }

    /** What the whole network costs. */
    public TableRow.Totals totals() {
        return new TableRow.Totals(
                sum(TableRow.Totals::weights), sum(TableRow.Totals::parameters), sum(TableRow.Totals::multiplyAdds));
    }

    /** The sum of a printed column in its unit, thousands of params or millions of ops. */
    public double printedTotal(Column column) {
        return lines.stream()
                .map(line -> line.printed(column))
                .filter(text -> !text.isEmpty())
                .mapToDouble(text -> PrintedNumber.of(text).value())
                .sum();
    }

    private long sum(ToLongFunction<TableRow.Totals> part) {
        return lines.stream()
                .flatMap(line -> line.row().stream())
                .mapToLong(row -> row.count() * part.applyAsLong(row.totals()))
                .sum();
    }

    /** The longest common sequence of kinds of rows stands side by side. */
    private static List<Line> beside(List<TableRow> rows) {
        List<PrintedTable.Row> printed = PrintedTable.ROWS;
        int[][] common = new int[rows.size() + 1][printed.size() + 1];
        for (int i = rows.size() - 1; i >= 0; i--) {
            for (int j = printed.size() - 1; j >= 0; j--) {
                common[i][j] = kind(rows.get(i)).equals(printed.get(j).kind())
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < rows.size() || j < printed.size()) {
            boolean both = i < rows.size()
                    && j < printed.size()
                    && kind(rows.get(i)).equals(printed.get(j).kind());
            boolean own = i < rows.size() && (j == printed.size() || common[i + 1][j] >= common[i][j + 1]);
            lines.add(
                    both
                            ? line(Optional.of(rows.get(i)), printed.get(j))
                            : own ? Line.of(rows.get(i)) : line(Optional.empty(), printed.get(j)));
            i += both || own ? 1 : 0;
            j += both || !own ? 1 : 0;
        }
        return lines;
    }

    private static Line line(Optional<TableRow> row, PrintedTable.Row printed) {
        return new Line(row, printed.type(), printed.cells(), PrintedTable.doubts(printed));
    }

    private static String kind(TableRow row) {
        return row.type().replaceAll(" \\(.*", "");
    }

    /** Blocks in a row that differ by nothing but the name are one row. */
    private static List<TableRow> merged(List<TableRow> rows) {
        List<TableRow> merged = new ArrayList<>();
        for (TableRow row : rows) {
            TableRow last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && row.branches().size() > 1 && alike(last, row)) {
                merged.set(merged.size() - 1, together(last, row));
            } else {
                merged.add(row);
            }
        }
        return merged;
    }

    private static boolean alike(TableRow one, TableRow other) {
        return one.type().equals(other.type())
                && one.cells().equals(other.cells())
                && one.branches().equals(other.branches())
                && one.totals().equals(other.totals());
    }

    private static TableRow together(TableRow many, TableRow one) {
        String first = many.name().replaceFirst(" … .*", "");
        return new TableRow(
                many.type(),
                first + " … " + one.name(),
                new EnumMap<>(many.cells()),
                many.branches(),
                many.count() + 1,
                many.totals());
    }
}
