package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inception4j.app.bench.Result;
import org.inception4j.app.bench.Standing;

/** A run of {@code bench} for people, for documents and for programs. */
record BenchReport(BenchRun run, List<Result> results, Map<String, String> missing) {
    private static final double GIGA = 1e9;
    private static final double MIB = 1 << 20;
    private static final double LOWER = 0.25;
    private static final double UPPER = 0.75;

    /** A block of lines for each case, and the machine. */
    List<String> text() {
        List<String> lines = new ArrayList<>();
        for (Result result : results) {
            lines.addAll(text(result));
            lines.add("");
        }
        run.facts().forEach((name, fact) -> lines.add("%-11s %s".formatted(name, fact)));
        lines.addAll(run.doubts());
        missing.forEach((peer, reason) -> lines.add("%s is left out: %s".formatted(peer, reason)));
        return lines;
    }

    private static List<String> text(Result result) {
        List<String> lines = new ArrayList<>();
        lines.add("%s%s".formatted(result.task(), ceiling(result)));
        TextTable table =
                new TextTable("lrrrrrr").row("", "ms/image", "quartiles", "x ours", "of ceiling", "MiB", "ours needs");
        result.standings().forEach(standing -> table.row(cells(result, standing)));
        table.lines().forEach(line -> lines.add("  " + line));
        result.absent().forEach((name, absent) -> lines.add("  %s: %s".formatted(name, absent.reason())));
        return lines;
    }

    private static String ceiling(Result result) {
        return result.ceiling() == 0 ? "" : "; ceiling %.0f GFLOP/s".formatted(result.ceiling() / GIGA);
    }

    private static List<String> cells(Result result, Standing standing) {
        boolean ours = result.ours().filter(standing::equals).isPresent();
        return List.of(
                standing.contender(),
                "%.2f".formatted(result.millis(standing)),
                "%.2f–%.2f".formatted(result.millis(standing, LOWER), result.millis(standing, UPPER)),
                ours ? "" : number("%.2f", result.ratio(standing)),
                number("%.0f %%", 100 * result.share(standing)),
                standing.peakBytes() == 0 ? "" : "%.0f".formatted(standing.peakBytes() / MIB),
                ours ? "" : number("%.2f of it", result.memory(standing)));
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : format.formatted(value);
    }

    /** Two tables with a line for each case: times, and memory. */
    List<String> markdown() {
        List<String> contenders = results.stream()
                .flatMap(result -> result.standings().stream().map(Standing::contender))
                .distinct()
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(
                "| ms per image | " + String.join(" | ", contenders) + " | best peer / ours | share of the ceiling |");
        lines.add("|---|" + "---|".repeat(contenders.size() + 2));
        results.forEach(result -> lines.add(timeRow(result, contenders)));
        lines.add("");
        lines.add("| peak memory, MiB | " + String.join(" | ", contenders) + " | ours / best peer |");
        lines.add("|---|" + "---|".repeat(contenders.size() + 1));
        results.forEach(result -> lines.add(memoryRow(result, contenders)));
        lines.add("");
        run.facts().forEach((name, fact) -> lines.add("- %s: %s".formatted(name, fact)));
        run.doubts().forEach(doubt -> lines.add("- " + doubt));
        missing.forEach((peer, reason) -> lines.add("- %s is left out: %s".formatted(peer, reason)));
        return lines;
    }

    private static String timeRow(Result result, List<String> contenders) {
        List<String> cells = new ArrayList<>(List.of(result.task().toString()));
        for (String contender : contenders) {
            cells.add(standing(result, contender, each -> "%.2f (%.2f–%.2f)"
                    .formatted(result.millis(each), result.millis(each, LOWER), result.millis(each, UPPER))));
        }
        cells.add(result.bestPeer()
                .map(peer -> number("%.2f", result.ratio(peer)) + " (" + peer.contender() + ")")
                .orElse("–"));
        cells.add(result.ours()
                .map(ours -> number("%.0f %%", 100 * result.share(ours))
                        + " of %.0f GFLOP/s".formatted(result.ceiling() / GIGA))
                .orElse("–"));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String memoryRow(Result result, List<String> contenders) {
        List<String> cells = new ArrayList<>(List.of(result.task().toString()));
        for (String contender : contenders) {
            cells.add(standing(result, contender, each -> "%.0f".formatted(each.peakBytes() / MIB)));
        }
        cells.add(result.bestPeer()
                .map(peer -> number("%.2f", result.memory(peer)))
                .orElse("–"));
        return "| " + String.join(" | ", cells) + " |";
    }

    private interface Cell {
        String of(Standing standing);
    }

    private static String standing(Result result, String contender, Cell cell) {
        return result.standings().stream()
                .filter(each -> each.contender().equals(contender))
                .findFirst()
                .map(cell::of)
                .orElse("–");
    }

    /** Everything, each single time too. */
    Json json() {
        Json machine = Json.object();
        run.facts().forEach(machine::with);
        Json left = Json.object();
        missing.forEach(left::with);
        return Json.object()
                .with("machine", machine)
                .with("doubts", run.doubts())
                .with("rounds", run.rounds())
                .with("seconds", run.seconds())
                .with("others_busy", run.othersBusy())
                .with("missing", left)
                .with("cases", results.stream().map(BenchReport::json).toList());
    }

    private static Json json(Result result) {
        Json absent = Json.object();
        result.absent()
                .forEach((name, why) -> absent.with(
                        name, Json.object().with("reason", why.reason()).with("failure", why.failure())));
        Json json = Json.object();
        result.task().fields().forEach(json::with);
        return json.with("ceiling_gflops", result.ceiling() / GIGA)
                .with(
                        "contenders",
                        result.standings().stream()
                                .map(standing -> json(result, standing))
                                .toList())
                .with("absent", absent);
    }

    private static Json json(Result result, Standing standing) {
        return Json.object()
                .with("name", standing.contender())
                .with("libraries", standing.libraries())
                .with("ms_per_image", result.millis(standing))
                .with("lower_quartile", result.millis(standing, LOWER))
                .with("upper_quartile", result.millis(standing, UPPER))
                .with("times_ours", result.ratio(standing))
                .with("share_of_ceiling", result.share(standing))
                .with("peak_bytes", standing.peakBytes())
                .with("our_memory", result.memory(standing))
                .with("preparation_seconds", standing.preparationSeconds())
                .with("millis", standing.times().sorted());
    }
}
