package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows for people: columns as wide as their widest cell, numbers to the right, no trailing blanks. */
final class TextTable {
    private final String alignment;
    private final List<List<String>> rows = new ArrayList<>();

    /** One letter a column: {@code l} for text, {@code r} for numbers. */
    TextTable(String alignment) {
        this.alignment = alignment;
    }

    TextTable row(String... cells) {
        return row(List.of(cells));
    }

    /** Cells that are missing at the end are empty. */
    TextTable row(List<String> cells) {
        rows.add(cells);
        return this;
    }

    /** Each row as a line, two blanks between columns. */
    List<String> lines() {
        return lines("  ");
    }

    /** With one blank between columns where two would make lines longer than this. */
    List<String> lines(int longest) {
        List<String> wide = lines();
        return wide.stream().allMatch(line -> line.length() <= longest) ? wide : lines(" ");
    }

    private List<String> lines(String gap) {
        int[] widths = IntStream.range(0, alignment.length()).map(this::width).toArray();
        return rows.stream().map(row -> line(row, widths, gap)).toList();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> cell(row, column).length()).max().orElse(0);
    }

    private String line(List<String> row, int[] widths, String gap) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            String cell = cell(row, column);
            String blanks = " ".repeat(widths[column] - cell.length());
            cells.add(alignment.charAt(column) == 'r' ? blanks + cell : cell + blanks);
        }
        return String.join(gap, cells).stripTrailing();
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column) : "";
    }
}
