package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inception4j.model.anatomy.Column;
import org.inception4j.model.anatomy.NetworkTable;
import org.inception4j.model.anatomy.NetworkTable.Line;

/** What is said below a table beside the paper's: a numbered note for each printed cell that cannot be right. */
final class TableNotes {
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

    /** How many cells in each column differ from the paper's, where they do for another reason than a doubtful print. */
    static List<String> deviations(NetworkTable table) {
        List<String> found = new ArrayList<>();
        for (Column column : Column.values()) {
            List<String> rows = table.lines().stream()
                    .filter(line -> line.row().isPresent() && line.differs(column))
                    .filter(line -> !line.doubts().containsKey(column))
                    .map(line -> "%s: %s instead of %s"
                            .formatted(
                                    line.printedType(), orNothing(line.cell(column)), orNothing(line.printed(column))))
                    .toList();
            if (!rows.isEmpty()) {
                found.add("%s differs in %s: %s"
                        .formatted(column.heading(), Count.of(rows.size(), "row"), String.join(", ", rows)));
            }
        }
        return found;
    }

    private static String orNothing(String cell) {
        return cell.isEmpty() ? "nothing" : cell;
    }
}
