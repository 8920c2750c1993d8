package org.inception4j.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.inception4j.training.evaluation.ConfusionMatrix;
import org.inception4j.training.evaluation.Evaluation;
import org.inception4j.training.evaluation.Mistake;
import org.inception4j.vision.Image;
import org.inception4j.vision.Rejected;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class RunReportTest {
    private static final Set<String> VOID_ELEMENTS = Set.of("meta", "img", "br", "source");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)[^>]*>");
    private static final Pattern DATA_URI = Pattern.compile("\"data:image/(png|jpeg);base64,([^\"]*)\"");

    @TempDir
    private Path folder;

    private static Evaluation evaluation(ConfusionMatrix confusion, List<Mistake> worst, List<Rejected> rejected) {
        return new Evaluation(
                (int) confusion.total(), confusion.accuracy(), 0.995, 0.2345, 812, confusion, worst, rejected);
    }

    private String report(Evaluation evaluation) throws IOException {
        RunReport.write(folder, Runs.validated(3), evaluation, Map.of("Network", "googlenet:bn"));
        return Files.readString(folder.resolve("report.html"));
    }

    private static String section(String html, String heading) {
        int start = html.indexOf("<h2>" + heading + "</h2>");
        return start < 0 ? "" : html.substring(start, html.indexOf("</section>", start));
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", " ").replace('\u00a0', ' ').replaceAll("\\s+", " ");
    }

    @Test
    void writesTwoPicturesAndThePage() throws IOException {
        report(evaluation(Runs.confusion(5), List.of(), List.of()));

        assertThat(folder.resolve("report.html")).exists();
        assertThat(ImageIO.read(folder.resolve("curves.png").toFile()).getWidth())
                .isEqualTo(1200);
        assertThat(ImageIO.read(folder.resolve("confusion.png").toFile()).getWidth())
                .isGreaterThan(400);
    }

    @Test
    void needsNoOtherFileAndNoScript() throws IOException {
        Path picture = writePicture("rose.png", 400, 200);
        String html = report(evaluation(
                Runs.confusion(30), List.of(new Mistake(picture, 3, 4, 0.97f)), List.of(new Rejected(picture, "bad"))));

        assertThat(html)
                .doesNotContain("<script", "<link", "http:", "https:", "url(", "file:")
                .doesNotContainPattern("(src|srcset|href)=\"(?!data:)");
        assertThat(unclosed(html)).isEmpty();
    }

    @Test
    void holdsPicturesThatCanBeRead() throws IOException {
        Path picture = writePicture("rose.png", 400, 200);
        String html = report(evaluation(Runs.confusion(30), List.of(new Mistake(picture, 3, 4, 0.97f)), List.of()));

        List<MatchResult> uris = DATA_URI.matcher(html).results().toList();
        assertThat(uris).hasSize(2 * 3 + 1);
        for (MatchResult uri : uris) {
            byte[] bytes = Base64.getDecoder().decode(uri.group(2));
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(bytes));
            assertThat(decoded.getWidth()).isPositive();
            if (uri.group(1).equals("jpeg")) {
                assertThat(List.of(decoded.getWidth(), decoded.getHeight())).isEqualTo(List.of(160, 80));
            }
        }
    }

    @Test
    void saysHowGoodTheClassifierIs() throws IOException {
        ConfusionMatrix confusion =
                new ConfusionMatrix(List.of("cat", "dog", "owl"), new int[][] {{8, 2, 0}, {1, 4, 0}, {3, 0, 2}});
        String html = report(evaluation(confusion, List.of(), List.of()));

        assertThat(text(html.substring(html.indexOf("<dl"), html.indexOf("</dl>"))))
                .isEqualTo(" Accuracy 70.0 % Loss 0.235 Macro F1 67.5 % Pictures 20 Pictures/s 812 ");
        assertThat(text(section(html, "Classes")))
                .contains("cat 66.7 % 80.0 % 72.7 % 10", "owl 100.0 % 40.0 % 57.1 % 5")
                .contains("Macro average 77.8 % 66.7 % 67.5 % 20");
        assertThat(text(section(html, "Confusion matrix"))).contains("cat 8 2", "dog 1 4", "owl 3 2");
    }

    @Test
    void namesTheBestEpoch() throws IOException {
        assertThat(text(section(report(evaluation(Runs.confusion(3), List.of(), List.of())), "Curves")))
                .contains("Best validation accuracy: 70.0 %, in epoch 3 of 3.");
    }

    @Test
    void escapesWhateverComesFromOutside() throws IOException {
        String evil = "<script>alert('x')</script>&\"\u0007";
        String escaped = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;\ufffd";
        ConfusionMatrix confusion = new ConfusionMatrix(List.of(evil, "b"), new int[][] {{1, 1}, {1, 1}});
        Evaluation evaluation = evaluation(
                confusion,
                List.of(new Mistake(Path.of("<i>.jpg"), 0, 1, 0.9f)),
                List.of(new Rejected(Path.of("<u>.jpg"), evil)));
        RunReport.write(folder, Runs.validated(1), evaluation, Map.of(evil, evil));
        String html = Files.readString(folder.resolve("report.html"));

        assertThat(html).doesNotContain("<script", "<i>", "<u>", "\u0007");
        assertThat(section(html, "The run")).contains("<th scope=\"row\">" + escaped + "</th><td>" + escaped + "</td>");
        assertThat(section(html, "Confusion matrix")).contains("title=\"" + escaped + "\"");
        assertThat(section(html, "Worst mistakes")).contains("is <b>" + escaped + "</b>", "&lt;i&gt;.jpg");
        assertThat(section(html, "Left out")).contains("&lt;u&gt;.jpg: " + escaped);
        assertThat(unclosed(html)).isEmpty();
    }

    @Test
    void showsFactsInTheirOrder() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Seed", "42");
        facts.put("Network", "googlenet:bn");
        facts.put("Data", "photos");
        RunReport.write(folder, Runs.validated(2), facts);

        assertThat(text(section(Files.readString(folder.resolve("report.html")), "The run")))
                .isEqualTo(" The run Seed 42 Network googlenet:bn Data photos ");
    }

    @Test
    void keepsAPlaceForAPictureThatIsGone() throws IOException {
        String html = report(evaluation(
                Runs.confusion(3), List.of(new Mistake(folder.resolve("gone.jpg"), 1, 2, 0.876f)), List.of()));

        assertThat(text(section(html, "Worst mistakes")))
                .contains("not there any more is class 1 predicted class 2 , 87.6 % gone.jpg");
    }

    @Test
    void saysWhatWasLeftOut() throws IOException {
        String html = report(
                evaluation(Runs.confusion(3), List.of(), List.of(new Rejected(Path.of("a/rose.jpg"), "is empty"))));

        assertThat(text(section(html, "Left out")))
                .contains("One picture could not be read and is in no number above. a/rose.jpg: is empty");
    }

    @Test
    void shadesATableUpToTwentyClassesAndDrawsThePictureBeyond() throws IOException {
        assertThat(section(report(evaluation(Runs.confusion(20), List.of(), List.of())), "Confusion matrix"))
                .contains("<table class=\"confusion\">")
                .doesNotContain("<picture>");
        assertThat(section(report(evaluation(Runs.confusion(21), List.of(), List.of())), "Confusion matrix"))
                .contains("<picture>")
                .doesNotContain("<table");
    }

    @Test
    void leavesOutClassesThatPlayNoPart() throws IOException {
        int[][] counts = new int[1000][1000];
        counts[7][7] = 5;
        counts[7][9] = 1;
        ConfusionMatrix confusion = new ConfusionMatrix(Runs.confusion(1000).labels(), counts);
        String html = report(evaluation(confusion, List.of(), List.of()));

        assertThat(text(section(html, "Confusion matrix")))
                .contains("Classes without pictures that were never predicted are not shown: 998 of 1,000.")
                .contains("class 7 5 1 class 9");
    }

    @Test
    void doesWithoutAnEvaluationAndRemovesTheOldPicture() throws IOException {
        report(evaluation(Runs.confusion(3), List.of(), List.of()));
        RunReport.write(folder, Runs.unvalidated(2), Map.of());
        String html = Files.readString(folder.resolve("report.html"));

        assertThat(folder.resolve("confusion.png")).doesNotExist();
        assertThat(html).contains("<h2>Curves</h2>").doesNotContain("Confusion", "<dl", "Best validation");
        assertThat(unclosed(html)).isEmpty();
    }

    @Test
    void saysWhenNoHeldOutPictureCouldBeRead() throws IOException {
        List<Rejected> held =
                List.of(new Rejected(Path.of("v/1.jpg"), "is empty"), new Rejected(Path.of("v/2.jpg"), "is empty"));
        Evaluation none = new Evaluation(
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                new ConfusionMatrix(List.of("a", "b"), new int[2][2]),
                List.of(),
                held);
        List<Rejected> all = List.of(new Rejected(Path.of("t/7.jpg"), "is no picture"), held.get(0), held.get(1));
        RunReport.write(
                folder,
                new RunReport.Contents(
                        "googlenet:bn on photos", Runs.unvalidated(2), Optional.of(none), all, Map.of()));
        String html = Files.readString(folder.resolve("report.html"));

        assertThat(text(html.substring(html.indexOf("<header>"), html.indexOf("</header>"))))
                .isEqualTo(" googlenet:bn on photos Not validated: none of the 2 held-out pictures could be read."
                        + " How good the classifier is with new pictures is not known. ");
        assertThat(html).doesNotContain(">NaN", "<h2>Classes", "<h2>Confusion", "<h2>Worst", "<dl");
        assertThat(text(section(html, "Left out")))
                .isEqualTo(" Left out 3 pictures could not be read and are in no number above. t/7.jpg: is no picture"
                        + " v/1.jpg: is empty v/2.jpg: is empty ");
        assertThat(unclosed(html)).isEmpty();
    }

    @Test
    void saysWhenNothingWasHeldOut() throws IOException {
        RunReport.write(folder, Runs.unvalidated(2), Map.of());
        assertThat(text(Files.readString(folder.resolve("report.html"))))
                .contains(
                        "Not validated: no picture was held out. How good the classifier is with new pictures is not known.");
    }

    @Test
    void doesWithoutHistory() throws IOException {
        RunReport.write(folder, List.of(), evaluation(Runs.confusion(3), List.of(), List.of()), Map.of());

        assertThat(folder.resolve("curves.png")).doesNotExist();
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("Confusion matrix")
                .doesNotContain("<h2>Curves", "<h2>Epochs");
    }

    @Test
    void goesWithoutPicturesWhereTheMachineHasNoFonts() throws IOException {
        Drawings drawings = new Drawings(Runs.validated(2), Optional.of(Runs.confusion(30)));
        Optional<byte[]> failed = drawings.drawn(() -> {
            throw new InternalError("Fontconfig head is null");
        });
        Page page = new Page(
                "run",
                Runs.validated(2),
                Optional.of(evaluation(Runs.confusion(30), List.of(), List.of())),
                List.of(),
                Map.of(),
                drawings);

        assertThat(failed).isEmpty();
        assertThat(drawings.curves()).isEmpty();
        assertThat(page.html()).contains("<h2>Classes</h2>").doesNotContain("<picture>", "<h2>Curves", "<h2>Confusion");
    }

    private Path writePicture(String name, int width, int height) throws IOException {
        Path file = folder.resolve(name);
        new Image(width, height, new byte[width * height * 3]).writePng(file);
        return file;
    }

    /** The first element that is closed without being open, or those never closed. */
    private static Deque<String> unclosed(String html) {
        Deque<String> open = new ArrayDeque<>();
        for (MatchResult tag : TAG.matcher(html).results().toList()) {
            String name = tag.group(2);
            if (tag.group(1).isEmpty() && !VOID_ELEMENTS.contains(name)) {
                open.push(name);
            } else if (!tag.group(1).isEmpty() && !name.equals(open.poll())) {
                open.push("stray /" + name);
                return open;
            }
        }
        return open;
    }
}
