package org.inception4j.training.report;

import static org.inception4j.training.report.Html.escape;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.evaluation.Evaluation;
import org.inception4j.vision.Rejected;

/** The page as one text that needs no other file and no script. */
record Page(
        String title,
        List<EpochLog> history,
        Optional<Evaluation> evaluation,
        List<Rejected> leftOut,
        Map<String, String> facts,
        Drawings drawings) {

    String html() throws IOException {
        StringBuilder body = new StringBuilder();
        body.append("<header><h1>%s</h1>%s%s</header>\n".formatted(escape(title), unvalidated(), tiles()));
        body.append(factsSection());
        body.append(curvesSection());
        if (answered().isPresent()) {
            body.append(new EvaluationSections(evaluation.get(), drawings).html());
        }
        body.append(section("Left out", LeftOut.html(leftOut)));
        body.append(epochsSection());
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="generator" content="Inception4J">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s<footer>Written by Inception4J.</footer>
                </body>
                </html>
                """.formatted(escape(title + " – report"), StyleSheet.report(), body);
    }

    static String section(String heading, String content) {
        return content.isEmpty() ? "" : "<section>\n<h2>%s</h2>\n%s\n</section>\n".formatted(heading, content);
    }

    /** The dark one is taken where the reader's system is dark. */
    static String picture(Optional<byte[]> light, Optional<byte[]> dark, String description) {
        if (light.isEmpty() || dark.isEmpty()) {
            return "";
        }
        return """
                <picture><source media="screen and (prefers-color-scheme: dark)" srcset="%s"><img alt="%s" src="%s"></picture>""".formatted(
                Html.dataUri("image/png", dark.get()), escape(description), Html.dataUri("image/png", light.get()));
    }

    static String cells(String tag, String... texts) {
        StringBuilder cells = new StringBuilder();
        for (String text : texts) {
            cells.append("<%s class=\"number\">%s</%s>".formatted(tag, escape(text), tag));
        }
        return cells.toString();
    }

    /** The evaluation, if it has any number. */
    private Optional<Evaluation> answered() {
        return evaluation.filter(found -> found.images() > 0);
    }

    /** Why there is no number that tells how good the classifier is. */
    private String unvalidated() {
        if (answered().isPresent()) {
            return "";
        }
        String reason = evaluation
                .map(found -> found.rejected().size() == 1
                        ? "the one held-out picture could not be read"
                        : "none of the %s held-out pictures could be read"
                                .formatted(Html.integer(found.rejected().size())))
                .orElse("no picture was held out");
        return "\n<p>Not validated: %s. How good the classifier is with new pictures is not known.</p>"
                .formatted(reason);
    }

    private String tiles() {
        StringBuilder tiles = new StringBuilder();
        answered().ifPresent(found -> {
            tiles.append(tile("Accuracy", Html.percent(found.top1())));
            if (found.confusion().classes() > 5) {
                tiles.append(tile("Top 5", Html.percent(found.top5())));
            }
            tiles.append(tile("Loss", Html.number(found.loss(), 3)));
            tiles.append(tile("Macro F1", Html.percent(found.confusion().macroF1())));
            tiles.append(tile("Pictures", Html.integer(found.images())));
            tiles.append(tile("Pictures/s", Html.number(found.imagesPerSecond(), 0)));
        });
        return tiles.isEmpty() ? "" : "\n<dl class=\"tiles\">%s</dl>".formatted(tiles);
    }

    private static String tile(String name, String value) {
        return "<div><dt>%s</dt><dd>%s</dd></div>".formatted(name, value);
    }

    private String factsSection() {
        StringBuilder rows = new StringBuilder();
        facts.forEach((name, value) ->
                rows.append("<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n".formatted(escape(name), escape(value))));
        return section(
                "The run", rows.isEmpty() ? "" : "<table class=\"facts\"><tbody>\n%s</tbody></table>".formatted(rows));
    }

    private String curvesSection() throws IOException {
        String loss = picture(
                drawings.loss(Theme.LIGHT), drawings.loss(Theme.DARK), "Loss of each epoch, training and validation");
        String accuracy = picture(
                drawings.accuracy(Theme.LIGHT),
                drawings.accuracy(Theme.DARK),
                "Accuracy of each epoch, training and validation");
        return section(
                "Curves", loss.isEmpty() ? "" : "<div class=\"curves\">%s%s</div>%s".formatted(loss, accuracy, best()));
    }

    private String best() {
        return history.stream()
                .filter(EpochLog::validated)
                .reduce((one, other) -> other.validationTop1() > one.validationTop1() ? other : one)
                .map(best -> "<p class=\"faint\">Best validation accuracy: %s, in epoch %d of %d.</p>"
                        .formatted(
                                Html.percent(best.validationTop1()),
                                best.epoch(),
                                history.getLast().epoch()))
                .orElse("");
    }

    private String epochsSection() {
        if (history.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        for (EpochLog epoch : history) {
            rows.append("<tr>%s</tr>\n"
                    .formatted(cells(
                            "td",
                            Integer.toString(epoch.epoch()),
                            Html.number(epoch.loss(), 4),
                            Html.percent(epoch.top1()),
                            Html.number(epoch.validationLoss(), 4),
                            Html.percent(epoch.validationTop1()),
                            Html.percent(epoch.validationTop5()),
                            Html.digits(epoch.learningRate()),
                            Html.number(epoch.seconds(), 1),
                            Html.number(epoch.imagesPerSecond(), 0),
                            Html.percent(epoch.idle()))));
        }
        String head = cells(
                "th",
                "Epoch",
                "Loss",
                "Top 1",
                "Val. loss",
                "Val. top 1",
                "Val. top 5",
                "Learning rate",
                "Seconds",
                "Pictures/s",
                "Idle");
        return section(
                "Epochs",
                "<details><summary>All numbers</summary><div class=\"wide\"><table class=\"numbers\"><thead><tr>%s</tr></thead><tbody>\n%s</tbody></table></div></details>"
                        .formatted(head, rows));
    }
}
