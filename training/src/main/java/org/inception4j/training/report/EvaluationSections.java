package org.inception4j.training.report;

import static org.inception4j.training.report.Html.escape;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.inception4j.training.evaluation.ConfusionMatrix;
import org.inception4j.training.evaluation.Evaluation;
import org.inception4j.training.evaluation.Mistake;

/** The parts of the page that come from an evaluation. */
final class EvaluationSections {
    /** With more classes the matrix is a picture. */
    private static final int MAX_TABLE_CLASSES = 20;

    /** With more classes the table of classes is folded. */
    private static final int MAX_OPEN_CLASSES = 40;

    private final Evaluation evaluation;
    private final ConfusionMatrix confusion;
    private final Drawings drawings;

    EvaluationSections(Evaluation evaluation, Drawings drawings) {
        this.evaluation = evaluation;
        this.confusion = evaluation.confusion().withoutUnseenClasses();
        this.drawings = drawings;
    }

    String html() throws IOException {
        return Page.section("Confusion matrix", confusionMatrix())
                + Page.section("Classes", classes())
                + Page.section("Worst mistakes", worst());
    }

    private String confusionMatrix() throws IOException {
        String matrix = confusion.classes() <= MAX_TABLE_CLASSES
                ? confusionTable()
                : Page.picture(drawings.confusion(Theme.LIGHT), drawings.confusion(Theme.DARK), "Confusion matrix");
        if (matrix.isEmpty() || confusion.classes() == 0) {
            return "";
        }
        return "<p class=\"faint\">A row for each true class, a column for each predicted one.%s</p>\n<div class=\"wide\">%s</div>"
                .formatted(unseen(), matrix);
    }

    private String unseen() {
        int unseen = evaluation.confusion().classes() - confusion.classes();
        return unseen == 0
                ? ""
                : " Classes without pictures that were never predicted are not shown: %s of %s."
                        .formatted(
                                Html.integer(unseen),
                                Html.integer(evaluation.confusion().classes()));
    }

    private String confusionTable() {
        StringBuilder head = new StringBuilder("<th></th>");
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < confusion.classes(); row++) {
            String label = escape(confusion.labels().get(row));
            head.append("<th scope=\"col\" title=\"%s\"><span>%s</span></th>".formatted(label, label));
            rows.append(
                    "<tr><th scope=\"row\" title=\"%s\">%s</th>%s</tr>\n".formatted(label, label, confusionCells(row)));
        }
        return "<table class=\"confusion\"><thead><tr>%s</tr></thead><tbody>\n%s</tbody></table>".formatted(head, rows);
    }

    private String confusionCells(int row) {
        StringBuilder cells = new StringBuilder();
        for (int column = 0; column < confusion.classes(); column++) {
            int count = confusion.count(row, column);
            cells.append(count == 0 ? "<td></td>" : confusionCell(count, confusion.support(row)));
        }
        return cells.toString();
    }

    /** Shaded as in the picture. */
    private static String confusionCell(int count, long support) {
        double part = Math.sqrt(count / (double) support);
        return String.format(
                Locale.ROOT, "<td%s style=\"--part:%.2f\">%d</td>", part > 0.5 ? " class=\"strong\"" : "", part, count);
    }

    private String classes() {
        StringBuilder rows = new StringBuilder();
        for (int label = 0; label < confusion.classes(); label++) {
            rows.append(classRow(confusion.labels().get(label), label));
        }
        String table = """
                <div class="wide"><table class="numbers"><thead><tr><th>Class</th>%s</tr></thead><tbody>
                %s</tbody><tfoot><tr><th scope="row">Macro average</th>%s</tr></tfoot></table></div>""".formatted(
                        Page.cells("th", "Precision", "Recall", "F1", "Pictures"),
                        rows,
                        Page.cells(
                                "td",
                                Html.percent(confusion.macroPrecision()),
                                Html.percent(confusion.macroRecall()),
                                Html.percent(confusion.macroF1()),
                                Html.integer(confusion.total())));
        return confusion.classes() > MAX_OPEN_CLASSES
                ? "<details><summary>All %s classes</summary>%s</details>"
                        .formatted(Html.integer(confusion.classes()), table)
                : table;
    }

    private String classRow(String name, int label) {
        return "<tr><th scope=\"row\">%s</th>%s</tr>\n"
                .formatted(
                        escape(name),
                        Page.cells(
                                "td",
                                Html.percent(confusion.precision(label)),
                                Html.percent(confusion.recall(label)),
                                Html.percent(confusion.f1(label)),
                                Html.integer(confusion.support(label))));
    }

    private String worst() {
        if (evaluation.worst().isEmpty()) {
            return evaluation.images() == 0 ? "" : "<p>None: every picture was predicted rightly.</p>";
        }
        StringBuilder items = new StringBuilder();
        evaluation.worst().forEach(mistake -> items.append(mistake(mistake)));
        return "<p class=\"faint\">Wrong predictions, the most confident first.</p>\n<ul class=\"gallery\">\n%s</ul>"
                .formatted(items);
    }

    private String mistake(Mistake mistake) {
        List<String> labels = evaluation.confusion().labels();
        String picture = Pictures.thumbnail(mistake.path())
                .map(bytes -> "<img alt=\"\" src=\"%s\">".formatted(Html.dataUri("image/jpeg", bytes)))
                .orElse("<span class=\"faint\">not there any more</span>");
        return """
                <li><div class="frame">%s</div>is <b>%s</b><br>predicted <b>%s</b>, %s<br><span class="file" title="%s">%s</span></li>
                """.formatted(
                        picture,
                        escape(labels.get(mistake.label())),
                        escape(labels.get(mistake.predicted())),
                        Html.percent(mistake.probability()),
                        escape(mistake.path().toString()),
                        escape(String.valueOf(mistake.path().getFileName())));
    }
}
