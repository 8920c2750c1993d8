package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.inception4j.model.anatomy.Column;
import org.inception4j.model.anatomy.NetworkTable;
import org.inception4j.model.anatomy.NetworkTable.Line;

/** What is said below a table beside the paper's: a numbered note for each printed cell that cannot be right. */
final class TableNotes {
    private static final int MOST_ROWS = 4;

    private final List<String> notes = new ArrayList<>();

    /** The printed cell, with the number of its note if it has one. */
    String printed(Line line, Column column) {
        String doubt = line.doubts().get(column);
        if (doubt == null) {
            return line.printed(column);
        }
        notes.add(
                "%s, %s: printed %s; %s".formatted(line.printedType(), column.heading(), line.printed(column), doubt));
        return "%s *%d".formatted(line.printed(column), notes.size());
    }

    /** In the order of their numbers, from 1. */
    List<String> numbered() {
        return List.copyOf(notes);
    }

    /** The sums of both, in words. */
    static String sums(NetworkTable table) {
        return String.format(
                Locale.ROOT,
                "Together: params %,.1fK and ops %,.0fM as printed; %,d weights (%,.1fK) and %,.1fM in the network,"
                        + " which has %,d parameters with its biases and normalisation.",
                table.printedTotal(Column.PARAMS),
                table.printedTotal(Column.OPS),
                table.totals().weights(),
                table.totals().weights() / 1024.0,
                table.totals().multiplyAdds() / 1e6,
                table.totals().parameters());
    }

    /** Where cells differ from the paper's for another reason than a doubtful print: column by column. */
    static List<String> deviations(NetworkTable table) {
        List<String> found = new ArrayList<>();
        for (Column column : Column.values()) {
            Map<String, List<Line>> kernels = table.lines().stream()
                    .filter(line -> otherKernel(line, column))
                    .collect(Collectors.groupingBy(
                            line -> kernel(line.cell(column)), TreeMap::new, Collectors.toList()));
            kernels.forEach((kernel, lines) ->
                    found.add("%s has kernels of %s in %s".formatted(column.heading(), kernel, rows(lines.size()))));
            List<String> rows = table.lines().stream()
                    .filter(line -> line.row().isPresent() && line.differs(column))
                    .filter(line -> !line.doubts().containsKey(column) && !sameNumber(line, column))
                    .map(line -> "%s instead of %s (%s)"
                            .formatted(
                                    orNothing(line.cell(column)), orNothing(line.printed(column)), line.printedType()))
                    .toList();
            if (!rows.isEmpty()) {
                found.add("%s differs in %s: %s".formatted(column.heading(), rows(rows.size()), shortened(rows)));
            }
        }
        return found;
    }

    private static String rows(int number) {
        return Count.of(number, "row");
    }

    private static String shortened(List<String> rows) {
        return rows.size() <= MOST_ROWS
                ? String.join(", ", rows)
                : String.join(", ", rows.subList(0, MOST_ROWS)) + ", …";
    }

    private static boolean otherKernel(Line line, Column column) {
        return line.cell(column).contains("(");
    }

    private static String kernel(String cell) {
        return cell.replaceAll(".*\\((.*)\\)", "$1");
    }

    /** Whether only the kernel is not the column's. */
    static boolean sameNumber(Line line, Column column) {
        return line.cell(column).startsWith(line.printed(column) + " (");
    }

    private static String orNothing(String cell) {
        return cell.isEmpty() ? "nothing" : cell;
    }
}
