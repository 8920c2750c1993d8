package org.inception4j.app;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The printed table, read back row by row, beside the one that stands in a document. */
class SeedSummaryCommandTest {
    private static final Pattern CELL = Pattern.compile("\\S+( \\S+)*");

    /** Where the columns of a graph's table begin; a full cell moves the next by a letter. */
    private static final List<Integer> COLUMNS = List.of(0, 32, 53, 65);

    @Test
    void printsTheRowsOfTheDocumentsThreeOutputs() throws IOException {
        List<String> document = document().stream()
                .filter(line -> line.matches("\\w+ \\(\\w+\\)\t.*\\[.*]"))
                .map(SeedSummaryCommandTest::withoutBlanks)
                .toList();

        Ran ran =
                inception("summary", "googlenet:seed-004", "--style", "keras2").succeeds();

        List<String> printed = rows(ran.outLines());
        assertThat(document).hasSize(132);
        assertThat(printed).hasSize(133);
        assertThat(printed.stream()
                        .filter(row -> !row.startsWith("conv2d_113("))
                        .toList())
                .isEqualTo(document);
        assertThat(ran.outLines())
                .contains("Total params: 9,691,258", "Trainable params: 9,691,258", "Non-trainable params: 0");
    }

    /** Rows end in an empty line; a cell may have been broken into several lines. */
    private static List<String> rows(List<String> lines) {
        List<String> rows = new ArrayList<>();
        List<MatchResult> cells = new ArrayList<>();
        int first = ruler(lines, 0) + 1;
        for (String line : lines.subList(first, ruler(lines, first))) {
            CELL.matcher(line).results().forEach(cells::add);
            if (line.isBlank()) {
                rows.add(row(cells));
                cells.clear();
            }
        }
        return rows;
    }

    private static int ruler(List<String> lines, int from) {
        int line = from;
        while (!lines.get(line).startsWith("==")) {
            line++;
        }
        return line;
    }

    private static String row(List<MatchResult> cells) {
        Map<Integer, String> columns = cells.stream()
                .collect(groupingBy(
                        SeedSummaryCommandTest::column, TreeMap::new, mapping(MatchResult::group, joining())));
        return withoutBlanks(String.join("", columns.values()));
    }

    private static int column(MatchResult cell) {
        return (int) COLUMNS.stream().filter(start -> start <= cell.start()).count();
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s", "");
    }

    private static List<String> document() throws IOException {
        Path seeds = Ran.projectRoot().resolve("../shared/seeds");
        boolean there = Files.isDirectory(seeds);
        if (!there) {
            System.out.println("skipped: there is no folder shared/seeds beside the checkout");
        }
        assumeTrue(there, "there is no folder shared/seeds beside the checkout");
        try (var files = Files.newDirectoryStream(seeds, "004*")) {
            return Files.readAllLines(files.iterator().next());
        }
    }
}
