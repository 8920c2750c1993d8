package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inception4j.model.anatomy.Column;
import org.inception4j.model.anatomy.NetworkTable;
import org.inception4j.model.anatomy.NetworkTable.Line;
import org.inception4j.model.anatomy.TableRow;

/** A network's table for programs and spreadsheets. */
final class TableData {
    private static final TableRow.Totals NOTHING = new TableRow.Totals(0, 0, 0);

    private TableData() {}

    static Json json(NetworkTable table) {
        TableRow.Totals totals = table.totals();
        Json json = Json.object()
                .with("name", table.network())
                .with("weights", totals.weights())
                .with("parameters", totals.parameters())
                .with("multiply_adds", totals.multiplyAdds());
        return json.with("rows", table.lines().stream().map(TableData::json).toList());
    }

    private static Json json(Line line) {
        TableRow.Totals totals = line.row().map(TableRow::totals).orElse(NOTHING);
        return Json.object()
                .with("type", line.row().map(TableRow::type).orElse(""))
                .with("name", line.row().map(TableRow::name).orElse(""))
                .with("count", line.row().map(TableRow::count).orElse(0))
                .with("network", cells(line.row().map(TableRow::cells).orElse(Map.of())))
                .with("branches", line.row().map(TableRow::branches).orElse(List.of()))
                .with("weights", totals.weights())
                .with("parameters", totals.parameters())
                .with("multiply_adds", totals.multiplyAdds())
                .with("paper_type", line.printedType())
                .with("paper", cells(line.printedCells()))
                .with("doubts", cells(line.doubts()));
    }

    private static Json cells(Map<Column, String> cells) {
        Json json = Json.object();
        for (Column column : Column.values()) {
            if (cells.containsKey(column)) {
                json.with(column.heading(), cells.get(column));
            }
        }
        return json;
    }

    /** One line a row; without a printed table the paper's columns are left out. */
    static String csv(NetworkTable table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(heading(table.printed()));
        table.lines().forEach(line -> lines.add(cells(line, table.printed())));
        return lines.stream()
                .map(cells -> cells.stream().map(TableData::quoted).collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> heading(boolean printed) {
        List<String> cells = new ArrayList<>(List.of("type", "name", "count"));
        for (Column column : Column.values()) {
            cells.add(column.heading());
            if (printed) {
                cells.add(column.heading() + " (paper)");
            }
        }
        cells.addAll(List.of("weights", "parameters", "multiply-adds", "branches"));
        if (printed) {
            cells.add("doubts");
        }
        return cells;
    }

    private static List<String> cells(Line line, boolean printed) {
        List<String> cells = new ArrayList<>();
        cells.add(line.row().map(TableRow::type).orElse(line.printedType()));
        cells.add(line.row().map(TableRow::name).orElse(""));
        cells.add(line.row().map(row -> Integer.toString(row.count())).orElse("0"));
        for (Column column : Column.values()) {
            cells.add(line.cell(column));
            if (printed) {
                cells.add(line.printed(column));
            }
        }
        TableRow.Totals totals = line.row().map(TableRow::totals).orElse(NOTHING);
        cells.add(Long.toString(totals.weights()));
        cells.add(Long.toString(totals.parameters()));
        cells.add(Long.toString(totals.multiplyAdds()));
        cells.add(String.join(" | ", line.row().map(TableRow::branches).orElse(List.of())));
        if (printed) {
            cells.add(line.doubts().entrySet().stream()
                    .map(doubt -> doubt.getKey().heading() + ": " + doubt.getValue())
                    .collect(Collectors.joining(" | ")));
        }
        return cells;
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
