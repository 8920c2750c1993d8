package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.TensorFile;
import org.inception4j.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        description = {
            "List the tensors in a file of weights from any library.",
            "The file's contents tell its format, not its name. A classifier is held against the hashes that it was written with."
        },
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} inspect inception_v3_google-0cc3c7bd.pth",
            "  ${ROOT-COMMAND-NAME} inspect googlenet.inception --stats",
            "  ${ROOT-COMMAND-NAME} inspect weights.h5 --format json"
        })
final class InspectCommand implements WritingCommand {
    private static final int LONGEST_TEXT = 90;

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The file, or the folder of a SavedModel.")
    private Path path;

    @Option(names = "--stats", description = "Show the least, the greatest and the mean number of each tensor.")
    private boolean stats;

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    InspectCommand(Console console) {
        this.console = console;
    }

    /** A tensor with what its numbers are like, if they can be read. */
    private record Row(TensorEntry entry, Optional<TensorStatistics> statistics) {}

    @Override
    public Integer call() throws IOException {
        try (TensorFile file = ClassifierTensors.openVerified(path)) {
            List<Row> rows = rows(file);
            Optional<Model> model = model(file);
            if (format.isJson()) {
                console.out().println(json(file, rows, model));
            } else {
                print(file, rows, model);
            }
        }
        return OK;
    }

    private List<Row> rows(TensorFile file) {
        List<Row> rows = new ArrayList<>();
        for (TensorEntry entry : file.entries()) {
            Optional<TensorStatistics> statistics = statistics(file, entry);
            rows.add(new Row(entry, statistics));
            statistics
                    .filter(found -> !found.isFinite())
                    .ifPresent(found -> warn("%s, %s: has %s; a network with it gives no answers"
                            .formatted(file.place(), entry.name(), found.notFinite())));
        }
        return rows;
    }

    /** Also what cannot be read is listed. */
    private Optional<TensorStatistics> statistics(TensorFile file, TensorEntry entry) {
        try {
            return Optional.of(TensorStatistics.of(file.read(entry.name())));
        } catch (IOException unreadable) {
            warn(unreadable.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Model> model(TensorFile file) {
        try {
            return file.model();
        } catch (IOException unreadable) {
            warn(unreadable.getMessage());
            return Optional.empty();
        }
    }

    private void print(TensorFile file, List<Row> rows, Optional<Model> model) {
        TextTable facts = new TextTable("ll").row("format", file.format());
        file.metadata().forEach((key, value) -> facts.row(shortened(key), shortened(value)));
        model.ifPresent(found -> facts.row("network", described(found)));
        facts.lines().forEach(this::line);
        line("");
        TextTable table = new TextTable(stats ? "lllrrrr" : "lllr");
        table.row(heading());
        rows.forEach(row -> table.row(cells(row)));
        table.lines().forEach(this::line);
        line("");
        line(total(rows));
    }

    private List<String> heading() {
        return stats
                ? List.of("tensor", "type", "shape", "numbers", "min", "max", "mean")
                : List.of("tensor", "type", "shape", "numbers");
    }

    private List<String> cells(Row row) {
        List<String> cells = new ArrayList<>(
                List.of(row.entry.name(), row.entry.type(), shape(row.entry), "%,d".formatted(row.entry.elements())));
        if (stats) {
            row.statistics.ifPresent(
                    found -> cells.addAll(List.of(number(found.min()), number(found.max()), number(found.mean()))));
        }
        return cells;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static String shape(TensorEntry entry) {
        return entry.sizes().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String described(Model model) {
        return "%s, %s, %,d parameters"
                .formatted(model.name(), Count.of(model.nodes().size(), "layer"), model.parameters());
    }

    private static String total(List<Row> rows) {
        return "%s, %,d numbers".formatted(Count.of(rows.size(), "tensor"), numbers(rows));
    }

    private static long numbers(List<Row> rows) {
        return rows.stream().mapToLong(row -> row.entry.elements()).sum();
    }

    /** Of a text with many lines, how many there are. */
    private static String shortened(String text) {
        long lines = text.lines().count();
        String first = text.lines().findFirst().orElse("");
        String shown = first.length() > LONGEST_TEXT ? first.substring(0, LONGEST_TEXT) + "…" : first;
        return lines > 1 ? "%s (the first of %d lines)".formatted(shown, lines) : shown;
    }

    private Json json(TensorFile file, List<Row> rows, Optional<Model> model) {
        Json metadata = Json.object();
        file.metadata().forEach(metadata::with);
        Json json = Json.object()
                .with("file", file.place())
                .with("format", file.format())
                .with("metadata", metadata)
                .with("tensors", rows.stream().map(this::json).toList())
                .with("numbers", numbers(rows));
        model.ifPresent(found -> json.with(
                "network",
                Json.object()
                        .with("name", found.name())
                        .with("layers", found.nodes().size())
                        .with("parameters", found.parameters())));
        return json;
    }

    private Json json(Row row) {
        Json json = Json.object()
                .with("name", row.entry.name())
                .with("type", row.entry.type())
                .with("shape", row.entry.sizes())
                .with("readable", row.statistics.isPresent());
        row.statistics.ifPresent(found -> {
            json.with("nan", found.notNumbers()).with("infinite", found.infinite());
            if (stats) {
                json.with("min", found.min()).with("max", found.max()).with("mean", found.mean());
            }
        });
        return json;
    }

    private void warn(String sentence) {
        console.err().println(sentence);
    }

    private void line(String text) {
        console.out().println(text);
    }
}
