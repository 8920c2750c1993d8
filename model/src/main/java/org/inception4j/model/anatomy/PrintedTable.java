package org.inception4j.model.anatomy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.summary.Cost;

/** Table 1 of the paper on GoogLeNet (Szegedy et al. 2014, arXiv 1409.4842) as printed, and which of its cells cannot be right. */
final class PrintedTable {
    // type | patch/stride | output | depth | #1x1 | #3x3 reduce | #3x3 | #5x5 reduce | #5x5 | pool proj | params | ops
    private static final String PRINTED = """
            convolution    |7x7/2|112x112x64|1|   |   |   |  |   |   |2.7K |34M
            max pool       |3x3/2|56x56x64  |0|   |   |   |  |   |   |     |
            convolution    |3x3/1|56x56x192 |2|   |64 |192|  |   |   |112K |360M
            max pool       |3x3/2|28x28x192 |0|   |   |   |  |   |   |     |
            inception (3a) |     |28x28x256 |2|64 |96 |128|16|32 |32 |159K |128M
            inception (3b) |     |28x28x480 |2|128|128|192|32|96 |64 |380K |304M
            max pool       |3x3/2|14x14x480 |0|   |   |   |  |   |   |     |
            inception (4a) |     |14x14x512 |2|192|96 |208|16|48 |64 |364K |73M
            inception (4b) |     |14x14x512 |2|160|112|224|24|64 |64 |437K |88M
            inception (4c) |     |14x14x512 |2|128|128|256|24|64 |64 |463K |100M
            inception (4d) |     |14x14x528 |2|112|144|288|32|64 |64 |580K |119M
            inception (4e) |     |14x14x832 |2|256|160|320|32|128|128|840K |170M
            max pool       |3x3/2|7x7x832   |0|   |   |   |  |   |   |     |
            inception (5a) |     |7x7x832   |2|256|160|320|32|128|128|1072K|54M
            inception (5b) |     |7x7x1024  |2|384|192|384|48|128|128|1388K|71M
            avg pool       |7x7/1|1x1x1024  |0|   |   |   |  |   |   |     |
            dropout (40%)  |     |1x1x1024  |0|   |   |   |  |   |   |     |
            linear         |     |1x1x1000  |1|   |   |   |  |   |   |1000K|1M
            softmax        |     |1x1x1000  |0|   |   |   |  |   |   |     |
            """;

    /**
     * A printed row.
     *
     * @param input what goes in, by the row before
     */
    record Row(String type, Shape input, Map<Column, String> cells) {
        String cell(Column column) {
            return cells.getOrDefault(column, "");
        }

        /** What a row of a network must be to stand beside it. */
        String kind() {
            return type.replaceAll(" \\(.*", "");
        }

        int width(Column column) {
            return Integer.parseInt(cell(column));
        }

        Shape output() {
            return shape(cell(Column.OUTPUT));
        }

        /** The layers that the row's widths describe, built. */
        Optional<Model> built() {
            return switch (kind()) {
                case "inception" -> Optional.of(block().model(input));
                case "convolution" -> Optional.of(convolution());
                case "linear" -> Optional.of(linear());
                default -> Optional.empty();
            };
        }

        private InceptionBlock block() {
            return new InceptionBlock(
                    width(Column.ONE),
                    width(Column.REDUCE_THREE),
                    width(Column.THREE),
                    width(Column.REDUCE_FIVE),
                    width(Column.FIVE),
                    width(Column.PROJECT));
        }

        Size kernel() {
            String[] sides = cell(Column.PATCH).replaceFirst("/.*", "").split("x");
            return Size.of(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }

        private Model convolution() {
            int stride = Integer.parseInt(cell(Column.PATCH).replaceFirst(".*/", ""));
            Node data = new Input(input).on();
            Node x = cell(Column.REDUCE_THREE).isEmpty()
                    ? data
                    : Conv2D.of(width(Column.REDUCE_THREE), 1).on(data);
            Conv2D conv = Conv2D.of(output().channels(), kernel());
            return Model.of(
                    type,
                    data,
                    conv.withStrides(stride).withPadding(Padding.SAME).on(x));
        }

        private Model linear() {
            Node data = Input.of(input.channels()).on();
            return Model.of(type, data, Dense.of(output().channels()).on(data));
        }
    }

    static final List<Row> ROWS = rows();

    private PrintedTable() {}

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Shape input = Shape.of(224, 224, 3);
        for (String line : PRINTED.lines().toList()) {
            String[] cells = Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            Map<Column, String> printed = new EnumMap<>(Column.class);
            for (Column column : Column.values()) {
                if (!cells[column.ordinal() + 1].isEmpty()) {
                    printed.put(column, cells[column.ordinal() + 1]);
                }
            }
            rows.add(new Row(cells[0], input, printed));
            input = rows.getLast().output();
        }
        return List.copyOf(rows);
    }

    private static Shape shape(String text) {
        return Shape.of(
                Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray());
    }

    /** Why printed cells cannot be right, by column; computed by building what the row's widths describe. */
    static Map<Column, String> doubts(Row row) {
        Map<Column, String> doubts = new EnumMap<>(Column.class);
        row.built().ifPresent(model -> {
            long weights = Parameters.kernels(model.nodes());
            long multiplyAdds = Cost.multiplyAdds(model);
            PrintedNumber params = PrintedNumber.of(row.cell(Column.PARAMS));
            PrintedNumber ops = PrintedNumber.of(row.cell(Column.OPS));
            boolean paramsFit = params.fits(weights) || params.fits(model.parameters());
            boolean opsFit = ops.fits(multiplyAdds);
            String cause = cause(row, params, ops);
            if (!paramsFit) {
                doubts.put(
                        Column.PARAMS,
                        "the printed widths make %,d weights (%s)%s"
                                .formatted(
                                        weights,
                                        PrintedNumber.thousands(weights),
                                        opsFit ? ", and the printed ops fit those" : cause));
            }
            if (!opsFit) {
                doubts.put(
                        Column.OPS,
                        "the printed widths make %,d multiply-adds (%s)%s"
                                .formatted(multiplyAdds, PrintedNumber.millions(multiplyAdds), cause));
            }
        });
        return doubts;
    }

    /** What both cells would be right for. */
    private static String cause(Row row, PrintedNumber params, PrintedNumber ops) {
        Shape output = row.output();
        long positions = (long) output.height() * output.width();
        if (row.kind().equals("convolution")) {
            Size kernel = row.kernel();
            long factored =
                    (long) (kernel.height() + kernel.width()) * row.input().channels() * output.channels();
            if (params.fits(factored) && ops.fits(factored * positions)) {
                return "; params and ops as printed fit a %dx1 and a 1x%d kernel in its place, %,d weights"
                        .formatted(kernel.height(), kernel.width(), factored);
            }
        }
        return ops.fits(params.number() * positions)
                ? "; params and ops as printed fit each other, so both were counted for other widths"
                : "";
    }
}
