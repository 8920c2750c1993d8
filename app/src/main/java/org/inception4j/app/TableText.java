package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.model.anatomy.Column;
import org.inception4j.model.anatomy.NetworkTable;
import org.inception4j.model.anatomy.NetworkTable.Line;
import org.inception4j.model.anatomy.TableRow;

/** A network's table for a terminal of 120 columns. */
final class TableText {
    /** Those in which network and paper share a cell; params and ops have one each. */
    static final List<Column> SHARED = List.of(Column.values()).subList(0, Column.PARAMS.ordinal());

    private TableText() {}

    static String of(NetworkTable table) {
        List<String> lines = table.printed() ? besidePaper(table) : blocks(table);
        return String.join("\n", lines) + "\n";
    }

    private static List<String> besidePaper(NetworkTable table) {
        TableNotes notes = new TableNotes();
        TextTable text = new TextTable("llrrrrrrrrrrrr")
                .row("", "patch/", "", "", "", "#3x3", "", "#5x5", "", "pool", "params", "", "ops", "")
                .row(
                        "type", "stride", "output", "depth", "#1x1", "reduce", "#3x3", "reduce", "#5x5", "proj", "net",
                        "paper", "net", "paper");
        for (Line line : table.lines()) {
            List<String> cells = new ArrayList<>();
            cells.add(type(line));
            SHARED.forEach(column -> cells.add(shared(line, column)));
            for (Column column : List.of(Column.PARAMS, Column.OPS)) {
                cells.add(line.cell(column));
                cells.add(notes.printed(line, column));
            }
            text.row(cells);
        }
        List<String> lines = new ArrayList<>();
        lines.add("%s beside table 1 of the paper (arXiv 1409.4842)".formatted(table.network()));
        lines.add("");
        lines.addAll(text.lines(Paragraph.WIDTH));
        lines.add("");
        lines.addAll(Paragraph.wrap("", TableNotes.sums(table)));
        lines.add("params are weights without biases, K = 1024; ops are multiply-adds in millions.");
        printedNotes(notes, lines);
        deviations(table, lines);
        return lines;
    }

    private static void printedNotes(TableNotes notes, List<String> lines) {
        lines.add("");
        lines.add("Printed cells that cannot be right:");
        List<String> numbered = notes.numbered();
        for (int i = 0; i < numbered.size(); i++) {
            lines.addAll(Paragraph.wrap("  *%d ".formatted(i + 1), numbered.get(i)));
        }
    }

    private static void deviations(NetworkTable table, List<String> lines) {
        List<String> found = TableNotes.deviations(table);
        if (!found.isEmpty()) {
            lines.add("");
            lines.add("Where this network is not the paper's, the paper's cell stands in brackets:");
            found.forEach(deviation -> lines.addAll(Paragraph.wrap("  - ", deviation)));
        }
    }

    static String type(Line line) {
        String own = line.row().map(TableRow::type).orElse("");
        if (line.printedType().isEmpty()) {
            return own;
        }
        if (own.isEmpty()) {
            return "[%s]".formatted(line.printedType());
        }
        return own.contains("(") && !own.equals(line.printedType())
                ? "%s [%s]".formatted(own, line.printedType().replaceAll(".*\\((.*)\\)", "$1"))
                : line.printedType();
    }

    static String shared(Line line, Column column) {
        if (line.row().isEmpty()) {
            return line.printed(column).isEmpty() ? "" : "[%s]".formatted(line.printed(column));
        }
        return line.differs(column) && !TableNotes.sameNumber(line, column)
                ? "%s [%s]".formatted(line.cell(column), line.printed(column)).strip()
                : line.cell(column);
    }

    private static List<String> blocks(NetworkTable table) {
        TextTable text = new TextTable("llrrrrl")
                .row("block", "type", "output", "depth", "parameters", "multiply-adds", "branches");
        for (Line line : table.lines()) {
            TableRow row = line.row().orElseThrow();
            List<String> inside = row.branches().isEmpty() ? List.of(row.cell(Column.PATCH)) : row.branches();
            text.row(
                    row.name(),
                    row.count() == 1 ? row.type() : "%d x %s".formatted(row.count(), row.type()),
                    row.cell(Column.OUTPUT),
                    row.cell(Column.DEPTH),
                    "%,d".formatted(row.count() * row.totals().parameters()),
                    "%,d".formatted(row.count() * row.totals().multiplyAdds()),
                    inside.getFirst());
            inside.stream().skip(1).forEach(branch -> text.row("", "", "", "", "", "", branch));
        }
        text.row(
                "together",
                "",
                "",
                "",
                "%,d".formatted(table.totals().parameters()),
                "%,d".formatted(table.totals().multiplyAdds()));
        List<String> lines = new ArrayList<>(List.of(table.network(), ""));
        lines.addAll(text.lines());
        return lines;
    }
}
