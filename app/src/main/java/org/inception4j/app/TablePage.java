package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.inception4j.model.anatomy.Column;
import org.inception4j.model.anatomy.NetworkTable;
import org.inception4j.model.anatomy.NetworkTable.Line;
import org.inception4j.model.anatomy.TableRow;
import org.inception4j.training.report.StyleSheet;

/** A network's table as one page that needs no other file and no script, in the look of a run's report. */
final class TablePage {
    private static final String OWN_STYLE = """
            :root { --width: 84rem; }
            table.numbers { font-size: .8125rem; }
            table.numbers th, table.numbers td { padding-right: .6rem; white-space: nowrap; }
            td.other { background: rgba(var(--full), .14); }
            td.doubt { text-decoration: line-through dotted; }
            td.doubt sup { display: inline-block; text-decoration: none; color: rgb(var(--full)); padding-left: .15rem; }
            .paper { color: var(--faint); }
            """;

    private final NetworkTable table;
    private final TableNotes notes = new TableNotes();

    private TablePage(NetworkTable table) {
        this.table = table;
    }

    static String of(NetworkTable table) {
        return new TablePage(table).html();
    }

    private String html() {
        String rows = table.lines().stream().map(this::row).collect(Collectors.joining());
        String title = escape(table.network());
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="generator" content="Inception4J">
                <title>%s – table</title>
                <style>
                %s%s</style>
                </head>
                <body>
                <header><h1>%s</h1>
                <p class="faint">%s</p></header>
                <section>
                <h2>Row by row</h2>
                <div class="wide"><table class="numbers"><thead><tr>%s</tr></thead><tbody>
                %s</tbody></table></div>
                </section>
                %s<footer>Written by Inception4J.</footer>
                </body>
                </html>
                """.formatted(
                        title, StyleSheet.report(), OWN_STYLE, title, introduction(), headings(), rows, sections());
    }

    private String introduction() {
        return table.printed()
                ? "Beside table 1 of the paper (Szegedy et al. 2014, arXiv 1409.4842). Params are weights without biases, K = 1024;"
                        + " ops are multiply-adds in millions. What is printed in grey is the paper's."
                : "Together %,d parameters and %,d multiply-adds for one picture."
                        .formatted(table.totals().parameters(), table.totals().multiplyAdds());
    }

    private String headings() {
        List<String> headings = new ArrayList<>(List.of("type", "name"));
        if (table.printed()) {
            TableText.SHARED.forEach(column -> headings.add(column.heading()));
            headings.addAll(List.of("params", "paper", "ops", "paper"));
        } else {
            headings.addAll(List.of("output", "depth", "parameters", "multiply-adds", "branches"));
        }
        return headings.stream()
                .map(text -> "<th>%s</th>".formatted(escape(text)))
                .collect(Collectors.joining());
    }

    private String row(Line line) {
        List<String> cells = new ArrayList<>();
        cells.add(cell("", escape(TableText.type(line))));
        cells.add(cell("", escape(line.row().map(TablePage::name).orElse(""))));
        if (table.printed()) {
            TableText.SHARED.forEach(column -> cells.add(shared(line, column)));
            for (Column column : List.of(Column.PARAMS, Column.OPS)) {
                cells.add(cell("", escape(line.cell(column))));
                cells.add(printed(line, column));
            }
        } else {
            TableRow row = line.row().orElseThrow();
            List.of(Column.OUTPUT, Column.DEPTH).forEach(column -> cells.add(cell("", escape(line.cell(column)))));
            cells.add(cell("number", "%,d".formatted(row.count() * row.totals().parameters())));
            cells.add(cell("number", "%,d".formatted(row.count() * row.totals().multiplyAdds())));
            cells.add(cell("", branches(row)));
        }
        return "<tr>%s</tr>\n".formatted(String.join("", cells));
    }

    private static String name(TableRow row) {
        return row.count() == 1 ? row.name() : "%s (%d times)".formatted(row.name(), row.count());
    }

    private static String branches(TableRow row) {
        List<String> inside = row.branches().isEmpty() ? List.of(row.cell(Column.PATCH)) : row.branches();
        return inside.stream().map(TablePage::escape).collect(Collectors.joining("<br>"));
    }

    private static String shared(Line line, Column column) {
        if (line.row().isPresent() && !line.differs(column)) {
            return cell("", escape(line.cell(column)));
        }
        String printed = line.printed(column).isEmpty()
                ? ""
                : " <span class=\"paper\">%s</span>".formatted(escape(line.printed(column)));
        return cell(line.differs(column) ? "other" : "", escape(line.cell(column)) + printed);
    }

    private String printed(Line line, Column column) {
        String[] text = notes.printed(line, column).split(" \\*");
        return text.length == 1
                ? cell("paper", escape(text[0]))
                : cell("paper doubt", "%s<sup>%s</sup>".formatted(escape(text[0]), text[1]));
    }

    private static String cell(String style, String html) {
        return style.isEmpty() ? "<td>%s</td>".formatted(html) : "<td class=\"%s\">%s</td>".formatted(style, html);
    }

    private String sections() {
        if (!table.printed()) {
            return "";
        }
        String sums = "<section>\n<h2>Sums</h2>\n<p>%s</p>\n</section>\n".formatted(escape(TableNotes.sums(table)));
        List<String> deviations = TableNotes.deviations(table);
        return sums
                + list("ol", "Printed cells that cannot be right", notes.numbered())
                + (deviations.isEmpty() ? "" : list("ul", "Where this network is not the paper's", deviations));
    }

    private static String list(String tag, String heading, List<String> items) {
        String rows = items.stream()
                .map(item -> "<li>%s</li>\n".formatted(escape(item)))
                .collect(Collectors.joining());
        return "<section>\n<h2>%s</h2>\n<%s>\n%s</%s>\n</section>\n".formatted(heading, tag, rows, tag);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
