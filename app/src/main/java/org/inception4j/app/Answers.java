package org.inception4j.app;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.inception4j.classifier.Score;

/** Prints what {@code predict} finds, picture after picture, and counts. */
final class Answers {
    /** How a picture's answer looks. */
    enum Style {
        /** A line a class, for one picture. */
        TABLE,
        /** A line a picture. */
        LINES,
        /** A JSON object a picture, pictures that were left out among them. */
        JSON
    }

    private static final double PERCENT = 100;
    private static final int COLUMN = 7;

    private final Console console;
    private final Style style;
    private int answered;
    private int leftOut;

    Answers(Console console, Style style) {
        this.console = console;
        this.style = style;
    }

    /** @param scores the likeliest first */
    void add(Path picture, List<Score> scores) {
        answered++;
        console.out()
                .println(
                        switch (style) {
                            case TABLE -> table(picture, scores);
                            case LINES -> line(picture, scores);
                            case JSON -> json(picture, scores).toString();
                        });
    }

    /** @param problem the rest of a sentence that begins with the picture's path */
    void leaveOut(Path picture, String problem) {
        leftOut++;
        if (style == Style.JSON) {
            console.out()
                    .println(Json.object().with("image", picture.toString()).with("error", problem));
        } else {
            console.err().println(picture + ": " + problem);
        }
    }

    /** Says how many pictures of several were left out, if any; gives the exit code. */
    int end() {
        int all = answered + leftOut;
        if (leftOut > 0 && all > 1) {
            console.err().println("%d of %d pictures left out".formatted(leftOut, all));
        }
        return answered > 0 ? WritingCommand.OK : Failure.USER;
    }

    private static String table(Path picture, List<Score> scores) {
        return scores.stream()
                .map(score -> System.lineSeparator() + column(percent(score, 2)) + " %  " + score.label())
                .collect(Collectors.joining("", picture.toString(), ""));
    }

    private static String line(Path picture, List<Score> scores) {
        return scores.stream()
                .map(score -> score.label() + " " + percent(score, 1) + " %")
                .collect(Collectors.joining(", ", picture + ": ", ""));
    }

    private static String column(String number) {
        return " ".repeat(Math.max(0, COLUMN - number.length())) + number;
    }

    /**
     * As {@code %.2f} writes it: a float times 100 and again times 100 is exact in a double. The first format of a process loads
     * what languages differ in, 8 ms of a cold start.
     */
    private static String percent(Score score, int decimals) {
        double percent = score.probability() * PERCENT;
        if (!(percent >= 0 && percent <= PERCENT)) {
            return ("%." + decimals + "f").formatted(percent);
        }
        long scale = decimals == 1 ? 10 : 100;
        long parts = Math.round(percent * scale);
        return parts / scale + "." + Long.toString(scale + parts % scale).substring(1);
    }

    private static Json json(Path picture, List<Score> scores) {
        List<Json> predictions = scores.stream()
                .map(score -> Json.object()
                        .with("index", score.index())
                        .with("label", score.label())
                        .with("probability", score.probability()))
                .toList();
        return Json.object().with("image", picture.toString()).with("predictions", predictions);
    }
}
