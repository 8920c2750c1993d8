package org.inception4j.model.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** The text of Keras 2 and of tf-keras after it, with their rule for breaking a cell. */
final class PlainTable {
    /** A cell is broken after these even where there is room. */
    private static final List<String> BREAKS = List.of("),", "},", "],", "',");

    private static final List<String> HEADER = List.of("Layer (type)", "Output Shape", "Param #", "Connected to");

    /** Letters between a column and the next. */
    private static final int GAP = 2;

    private final List<Integer> ends;
    private final int width;
    /** How many letters less than fit go into a column that another follows. */
    private final int spared;

    private final StringBuilder text = new StringBuilder();

    private PlainTable(List<Integer> ends, int spared) {
        this.ends = ends;
        this.width = ends.getLast();
        this.spared = spared;
    }

    /** Keras 2.7 to 2.12: the blank before the first column is not counted, so that a full one is a letter too wide. */
    static String keras2(Summary summary) {
        PlainTable table = new PlainTable(summary.chain() ? List.of(29, 55, 65) : List.of(32, 53, 65, 98), 0);
        table.write(summary, numbers -> String.format(Locale.ROOT, "%,d", numbers));
        return table.text.toString();
    }

    /** Keras 2.13 and later, which is tf-keras now: other columns for a graph, no commas, and what the weights take. */
    static String tfKeras(Summary summary) {
        PlainTable table = new PlainTable(summary.chain() ? List.of(29, 55, 65) : List.of(29, 58, 68, 98), 1);
        table.write(summary, numbers -> "%d (%s)".formatted(numbers, WeightMemory.text(numbers, "Byte")));
        return table.text.toString();
    }

    private void write(Summary summary, LongFunction<String> total) {
        line("Model: \"%s\"".formatted(summary.model()));
        line("_".repeat(width));
        row(HEADER);
        line("=".repeat(width));
        for (Summary.Row row : summary.rows()) {
            row(cells(row));
            line(" ".repeat(width));
        }
        line("=".repeat(width));
        line("Total params: " + total.apply(summary.parameters()));
        line("Trainable params: " + total.apply(summary.trainable()));
        line("Non-trainable params: " + total.apply(summary.nonTrainable()));
        line("_".repeat(width));
    }

    private static List<String> cells(Summary.Row row) {
        return List.of(
                "%s (%s)".formatted(row.name(), row.type()),
                shape(row),
                Long.toString(row.parameters()),
                row.connectedTo().stream().map("'%s'"::formatted).collect(Collectors.joining(", ", "[", "]")));
    }

    /** Python prints the shapes of an input as a list, since an input layer may have several. */
    private static String shape(Summary.Row row) {
        boolean several = row.shapes().stream().distinct().count() > 1;
        String shape = row.batchedShapes().getFirst();
        return several ? "multiple" : row.input() ? "[" + shape + "]" : shape;
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

    private String piece(String cell, int column) {
        int start = column == 0 ? 0 : ends.get(column - 1);
        int room = ends.get(column) - start - (last(column) ? 0 : GAP + spared);
        String fits = cell.substring(0, Math.min(room, cell.length()));
        int end = BREAKS.stream()
                .filter(fits::contains)
                .mapToInt(stop -> fits.indexOf(stop) + stop.length())
                .min()
                .orElse(fits.length());
        return fits.substring(0, end);
    }

    private void pad(StringBuilder line, int column) {
        line.append(" ".repeat(last(column) ? 0 : GAP));
        line.append(" ".repeat(Math.max(0, ends.get(column) - line.length())));
    }

    private boolean last(int column) {
        return column == ends.size() - 1;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
