package org.inception4j.app;

import java.util.List;
import org.inception4j.formats.WeightMatch;

/** What of a file went into a network and what did not, as a table for people. */
final class MatchReport {
    private MatchReport() {}

    static List<String> lines(WeightMatch match) {
        TextTable table = new TextTable("lll").row("", "name", "");
        match.missing()
                .forEach(missing -> table.row(
                        "missing",
                        missing.what(),
                        missing.nearest().isEmpty() ? "" : "the nearest name is " + missing.nearest()));
        match.wrong().forEach(wrong -> table.row("does not fit", wrong.what(), withoutColon(wrong.problem())));
        match.leftOver().forEach(name -> table.row("left over", name));
        match.used().forEach(name -> table.row("used", name));
        return table.lines();
    }

    /** {@code 58 used, 0 missing, 0 that do not fit, 2 left over}. */
    static String total(WeightMatch match) {
        return "%d used, %d missing, %d that do not fit, %d left over"
                .formatted(
                        match.used().size(),
                        match.missing().size(),
                        match.wrong().size(),
                        match.leftOver().size());
    }

    private static String withoutColon(String problem) {
        return problem.replaceFirst("^[:,]? ", "");
    }
}
