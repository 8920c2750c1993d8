package org.inception4j.vision;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads lists of {@code image,label}. */
final class CsvReader {
    private static final int MAX_INDEX = 999_999;
    private static final Set<String> IMAGE_HEADERS = Set.of("image", "images", "path", "file", "filename", "filepath");
    private static final Set<String> LABEL_HEADERS = Set.of("label", "labels", "class", "category");
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private CsvReader() {}

    private record Row(int line, Path image, String label) {}

    private record Columns(int count, int image, int label) {
        static final Columns STANDARD = new Columns(2, 0, 1);
    }

    static ImageFolder read(Path csv) throws IOException {
        List<Row> rows = rows(csv);
        boolean indices = rows.stream().allMatch(row -> isIndex(row.label));
        return label(csv, rows, indices ? numbers(csv, rows) : names(rows));
    }

    static ImageFolder read(Path csv, List<String> labels) throws IOException {
        return label(csv, rows(csv), labels);
    }

    private static ImageFolder label(Path csv, List<Row> rows, List<String> labels) throws ImageException {
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            indices.putIfAbsent(labels.get(i), i);
        }
        List<LabelledImage> images = new ArrayList<>();
        for (Row row : rows) {
            images.add(new LabelledImage(row.image, indexOf(csv, row, labels, indices)));
        }
        return new ImageFolder(labels, images);
    }

    private static int indexOf(Path csv, Row row, List<String> labels, Map<String, Integer> indices)
            throws ImageException {
        Integer index = indices.get(row.label);
        if (index != null) {
            return index;
        }
        if (isIndex(row.label) && Integer.parseInt(row.label) < labels.size()) {
            return Integer.parseInt(row.label);
        }
        throw new ImageException(
                place(csv, row.line),
                "label \"%s\" is none of the %d classes (%s) and no index of one"
                        .formatted(row.label, labels.size(), FolderReader.some(labels)),
                "correct the label");
    }

    private static List<String> names(List<Row> rows) {
        Set<String> names = new TreeSet<>();
        rows.forEach(row -> names.add(row.label));
        return List.copyOf(names);
    }

    private static List<String> numbers(Path csv, List<Row> rows) throws ImageException {
        int largest = -1;
        for (Row row : rows) {
            int index = Integer.parseInt(row.label);
            if (index > MAX_INDEX) {
                throw new ImageException(
                        place(csv, row.line),
                        "label is %d, more than the largest index, %d".formatted(index, MAX_INDEX),
                        "number the classes from 0 on");
            }
            largest = Math.max(largest, index);
        }
        List<String> labels = new ArrayList<>();
        for (int i = 0; i <= largest; i++) {
            labels.add(Integer.toString(i));
        }
        return labels;
    }

    private static boolean isIndex(String label) {
        return label.length() < 10 && !label.isEmpty() && label.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static List<Row> rows(Path csv) throws IOException {
        List<String> lines = lines(csv);
        List<Row> rows = new ArrayList<>();
        Columns columns = Columns.STANDARD;
        for (int i = 0; i < lines.size(); i++) {
            List<String> values = values(lines.get(i), place(csv, i + 1));
            if (i == 0 && isHeader(values)) {
                columns = new Columns(values.size(), column(values, IMAGE_HEADERS), column(values, LABEL_HEADERS));
            } else if (!lines.get(i).isBlank()) {
                rows.add(row(csv, i + 1, values, columns));
            }
        }
        if (rows.isEmpty()) {
            throw new ImageException(csv.toString(), "names no pictures", "give lines of image,label");
        }
        return rows;
    }

    private static Row row(Path csv, int line, List<String> values, Columns columns) throws ImageException {
        if (values.size() != columns.count) {
            throw new ImageException(
                    place(csv, line),
                    "has %d values instead of %d".formatted(values.size(), columns.count),
                    "write image,label, with quotes around a value that has a comma");
        }
        String image = values.get(columns.image);
        String label = values.get(columns.label);
        if (image.isEmpty() || label.isEmpty()) {
            throw new ImageException(
                    place(csv, line), "has no %s".formatted(image.isEmpty() ? "image" : "label"), "write image,label");
        }
        return new Row(line, csv.resolveSibling(image), label);
    }

    private static List<String> lines(Path csv) throws IOException {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(csv));
            if (!lines.isEmpty() && lines.getFirst().startsWith(BYTE_ORDER_MARK)) {
                lines.set(0, lines.getFirst().substring(1));
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new ImageException(csv.toString(), "is not UTF-8 text", "save it as UTF-8", e);
        } catch (IOException e) {
            throw PictureFile.unreadable(csv.toString(), e);
        }
    }

    private static boolean isHeader(List<String> values) {
        return column(values, IMAGE_HEADERS) >= 0 && column(values, LABEL_HEADERS) >= 0;
    }

    private static int column(List<String> values, Set<String> names) {
        for (int i = 0; i < values.size(); i++) {
            if (names.contains(values.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    /** A value in quotes may hold commas, and quotes written twice; a value without is trimmed. */
    private static List<String> values(String line, String place) throws ImageException {
        List<String> values = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            boolean quoted = at < line.length() && line.charAt(at) == '"';
            int end = quoted ? endOfQuoted(line, at, place) : endOfPlain(line, at);
            String value = line.substring(at, end);
            values.add(quoted ? value.substring(1, value.length() - 1).replace("\"\"", "\"") : value.strip());
            at = end + 1;
        }
        return values;
    }

    private static int endOfPlain(String line, int from) {
        int comma = line.indexOf(',', from);
        return comma < 0 ? line.length() : comma;
    }

    /** The place after the closing quote, where a comma or the end must be. */
    private static int endOfQuoted(String line, int from, String place) throws ImageException {
        int at = from + 1;
        while (at < line.length()) {
            if (line.charAt(at) != '"') {
                at++;
            } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
                at += 2;
            } else if (at + 1 == line.length() || line.charAt(at + 1) == ',') {
                return at + 1;
            } else {
                break;
            }
        }
        throw new ImageException(place, "has a quote that does not close before a comma", "write quotes inside twice");
    }

    private static String place(Path csv, int line) {
        return "%s, line %d".formatted(csv, line);
    }
}
