package org.inception4j.model.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.inception4j.model.Shape;

/** The text of Keras 2.7 to 2.9, with its rule for breaking a cell and its first column that may grow by one letter. */
final class Keras2Table {
    /** A cell is broken after these even where there is room. */
    private static final List<String> BREAKS = List.of("),", "},", "],", "',");

    /** Letters between a column and the next. */
    private static final int GAP = 2;

    private final List<Integer> ends;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    private Keras2Table(List<Integer> ends) {
        this.ends = ends;
        this.width = ends.getLast();
    }

    static String of(Summary summary) {
        Keras2Table table = new Keras2Table(summary.chain() ? List.of(29, 55, 65) : List.of(32, 53, 65, 98));
        table.write(summary);
        return table.text.toString();
    }

    private void write(Summary summary) {
        line("Model: \"%s\"".formatted(summary.model()));
        line("_".repeat(width));
        row(List.of("Layer (type)", "Output Shape", "Param #", "Connected to"));
        line("=".repeat(width));
        for (Summary.Row row : summary.rows()) {
            row(cells(row));
            line(" ".repeat(width));
        }
        line("=".repeat(width));
        line(total("Total params: %,d", summary.parameters()));
        line(total("Trainable params: %,d", summary.trainable()));
        line(total("Non-trainable params: %,d", summary.parameters() - summary.trainable()));
        line("_".repeat(width));
    }

    private static String total(String format, long numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }

    private static List<String> cells(Summary.Row row) {
        return List.of(
                "%s (%s)".formatted(row.name(), row.type()),
                shape(row),
                Long.toString(row.parameters()),
                row.connectedTo().stream()
                        .map(source -> "'%s[%d][0]'".formatted(source.layer(), source.use()))
                        .collect(Collectors.joining(", ", "[", "]")));
    }

    private static String shape(Summary.Row row) {
        List<Shape> shapes = row.shapes().stream().distinct().toList();
        if (shapes.size() > 1) {
            return "multiple";
        }
        String sizes = shapes.getFirst().sizes().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (row.type().equals("InputLayer") ? "[(None, %s)]" : "(None, %s)").formatted(sizes);
    }

    /** As many lines as the longest cell needs. */
    private void row(List<String> cells) {
        List<String> left = new ArrayList<>(cells.subList(0, ends.size()));
        while (left.stream().anyMatch(cell -> !cell.isEmpty())) {
            StringBuilder line = new StringBuilder(" ");
            for (int column = 0; column < left.size(); column++) {
                String piece = piece(left.get(column), column);
                left.set(column, left.get(column).substring(piece.length()));
                pad(line.append(piece), column);
            }
            line(line.toString());
        }
    }

    /** The first column's letters are counted without the blank before them, so a full one is a letter too wide. */
    private String piece(String cell, int column) {
        int start = column == 0 ? 0 : ends.get(column - 1);
        int room = ends.get(column) - start - gap(column);
        String fits = cell.substring(0, Math.min(room, cell.length()));
        int end = BREAKS.stream()
                .filter(fits::contains)
                .mapToInt(stop -> fits.indexOf(stop) + stop.length())
                .min()
                .orElse(fits.length());
        return fits.substring(0, end);
    }

    private void pad(StringBuilder line, int column) {
        line.append(" ".repeat(gap(column)));
        line.append(" ".repeat(Math.max(0, ends.get(column) - line.length())));
    }

    private int gap(int column) {
        return column == ends.size() - 1 ? 0 : GAP;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
