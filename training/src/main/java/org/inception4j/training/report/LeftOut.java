package org.inception4j.training.report;

import static org.inception4j.training.report.Html.escape;

import java.util.List;
import org.inception4j.vision.Rejected;

/** The part of the page that names the pictures that were left out. */
final class LeftOut {
    private static final int MOST_NAMED = 200;

    private LeftOut() {}

    static String html(List<Rejected> rejected) {
        if (rejected.isEmpty()) {
            return "";
        }
        StringBuilder items = new StringBuilder();
        rejected.stream()
                .limit(MOST_NAMED)
                .forEach(picture -> items.append(
                        "<li>%s: %s</li>\n".formatted(escape(picture.path().toString()), escape(picture.reason()))));
        int more = rejected.size() - MOST_NAMED;
        return "<p class=\"faint\">%s could not be read and %s in no number above.</p>\n<ul class=\"left-out\">\n%s</ul>%s"
                .formatted(
                        rejected.size() == 1 ? "One picture" : Html.integer(rejected.size()) + " pictures",
                        rejected.size() == 1 ? "is" : "are",
                        items,
                        more > 0 ? "<p class=\"faint\">And %s more.</p>".formatted(Html.integer(more)) : "");
    }
}
