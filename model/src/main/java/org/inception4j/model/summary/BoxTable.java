package org.inception4j.model.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The text of Keras 3, whose table is drawn by the Python library rich: on a terminal wide enough, without colours. */
final class BoxTable {
    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");

    /** The column of numbers stands to the right. */
    private static final int NUMBERS = 2;

    /** Letters in each column, without the blanks beside them: what rich leaves of Keras' 88 or 108 for its lines. */
    private final List<Integer> widths;

    private final StringBuilder text = new StringBuilder();

    private BoxTable(List<Integer> widths) {
        this.widths = widths;
    }

    static String of(Summary summary) {
        BoxTable table = new BoxTable(summary.chain() ? List.of(36, 27, 15) : List.of(29, 25, 15, 26));
        table.write(summary);
        return table.text.toString();
    }

    private void write(Summary summary) {
        line("Model: \"%s\"".formatted(summary.model()));
        rule('━', "┏┳┓");
        row("┃", List.of("Layer (type)", "Output Shape", "Param #", "Connected to"));
        rule('━', "┡╇┩");
        for (int i = 0; i < summary.rows().size(); i++) {
            if (i > 0) {
                rule('─', "├┼┤");
            }
            row("│", cells(summary.rows().get(i)));
        }
        rule('─', "└┴┘");
        line(" Total params: " + total(summary.parameters()));
        line(" Trainable params: " + total(summary.trainable()));
        line(" Non-trainable params: " + total(summary.nonTrainable()));
    }

    private static String total(long numbers) {
        return "%s (%s)".formatted(thousands(numbers), WeightMemory.text(numbers, "B"));
    }

    private static String thousands(long numbers) {
        return String.format(Locale.ROOT, "%,d", numbers);
    }

    /** Of a layer with several uses Keras 3 shows the shape of the last. */
    private static List<String> cells(Summary.Row row) {
        String sources =
                row.connectedTo().stream().map(Summary.Source::toString).collect(Collectors.joining(", "));
        return List.of(
                "%s (%s)".formatted(row.name(), row.type()),
                row.batchedShapes().getLast(),
                thousands(row.parameters()),
                sources.isEmpty() ? "-" : sources);
    }

    /** {@code corners} are its left end, what crosses it between columns, and its right end. */
    private void rule(char line, String corners) {
        line(widths.stream()
                .map(width -> String.valueOf(line).repeat(width + 2))
                .collect(Collectors.joining(corners.substring(1, 2), corners.substring(0, 1), corners.substring(2))));
    }

    /** As many lines as the highest cell needs. */
    private void row(String bar, List<String> cells) {
        List<List<String>> columns = IntStream.range(0, widths.size())
                .mapToObj(column -> wrapped(cells.get(column), widths.get(column)))
                .toList();
        int height = columns.stream().mapToInt(List::size).max().orElseThrow();
        for (int i = 0; i < height; i++) {
            int row = i;
            line(IntStream.range(0, widths.size())
                    .mapToObj(column -> padded(columns.get(column), row, column))
                    .collect(Collectors.joining(" " + bar + " ", bar + " ", " " + bar)));
        }
    }

    private String padded(List<String> lines, int row, int column) {
        String line = row < lines.size() ? lines.get(row) : "";
        String blanks = " ".repeat(widths.get(column) - line.length());
        return column == NUMBERS ? blanks + line : line + blanks;
    }

    /** Broken between words only; a word that is wider than the column loses its end. */
    private static List<String> wrapped(String cell, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        Matcher words = WORD.matcher(cell);
        while (words.find()) {
            String word = words.group();
            if (!line.isEmpty() && line.length() + word.stripTrailing().length() > width) {
                lines.add(cut(line, width));
                line.setLength(0);
            }
            line.append(word);
        }
        lines.add(cut(line, width));
        return lines;
    }

    private static String cut(CharSequence line, int width) {
        String kept = line.toString().stripTrailing();
        return kept.length() <= width ? kept : kept.substring(0, width - 1) + "…";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
