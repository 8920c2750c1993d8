package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class EvaluateCommandTest {
    @TempDir
    private static Path shared;

    private static Path model;
    private static Path pictures;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() throws IOException {
        model = Tiny.classifier(shared.resolve("tiny.inception"));
        pictures = Tiny.pictures(shared.resolve("pictures"), 2);
    }

    @Test
    void printsTheNumbersAndEachClass() {
        String out = inception("evaluate", model, pictures, "--precision", "fp32")
                .succeeds()
                .out();

        assertThat(out).startsWith("16 pictures, 0 left out, by onednn, fp32, ");
        assertThat(out).containsPattern("(?m)^top-1 +\\d+\\.\\d\\d %$").containsPattern("(?m)^top-5 +\\d+\\.\\d\\d %$");
        Tiny.LABELS.forEach(label -> assertThat(out).containsPattern("(?m)^" + label + " +2  "));
        assertThat(out).contains("The surest mistakes:");
    }

    @Test
    void printsOneObjectForPrograms() {
        Ran ran = inception("evaluate", model, pictures, "--format", "json").succeeds();

        assertThat(ran.json()).hasSize(1);
        JsonNode json = ran.json().getFirst();
        assertThat(json.get("images").asInt()).isEqualTo(16);
        assertThat(json.get("top1").asDouble()).isBetween(0.0, json.get("top5").asDouble());
        assertThat(json.get("top5").asDouble()).isBetween(0.0, 1.0);
        assertThat(json.get("loss").asDouble()).isPositive();
        assertThat(json.get("images_per_second").asDouble()).isPositive();
        assertThat(json.get("left_out").asInt()).isZero();
    }

    @Test
    void takesAListInsteadOfAFolder() throws IOException {
        Path folderCopy = Tiny.pictures(folder.resolve("p"), 1);
        Path list = Files.write(
                folder.resolve("list.csv"),
                Tiny.files(folderCopy).stream()
                        .map(file ->
                                folder.relativize(file) + "," + file.getParent().getFileName())
                        .toList());
        JsonNode json = inception("evaluate", model, "--list", list, "-f", "json")
                .succeeds()
                .json()
                .getFirst();

        assertThat(json.get("images").asInt()).isEqualTo(8);
    }

    @Test
    void countsWhatWasLeftOut() throws IOException {
        Path copy = Tiny.pictures(folder.resolve("p"), 1);
        Path bad = BadPictures.empty(copy.resolve(Tiny.LABELS.getFirst()));
        Ran ran = inception("evaluate", model, copy, "-f", "json");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err().strip()).isEqualTo(bad + ": is empty (0 bytes); left out");
        assertThat(ran.json().getFirst().get("left_out").asInt()).isEqualTo(1);
    }

    @Test
    void refusesPicturesThatCannotBeEvaluated() throws IOException {
        inception("evaluate", model, folder)
                .refuses(
                        folder
                                + ": has no class folders (0 pictures lie in it directly); make a folder for each class and put its pictures inside");
        Path none = folder.resolve("none");
        inception("evaluate", model, none)
                .refuses(none + ": does not exist; give a folder with a folder of pictures for each class");
        inception("evaluate", model, model)
                .refuses(model + ": is a file, not a folder; give a folder with a folder of pictures for each class");
        Path other = Files.createDirectories(folder.resolve("other/dog"));
        Files.copy(Tiny.files(pictures).getFirst(), other.resolve("dog.png"));
        inception("evaluate", model, other.getParent())
                .refuses(
                        "labels: the classifier does not know 1 of 1 classes: dog; it knows %s; name the classes as it does"
                                .formatted(String.join(", ", Tiny.LABELS)));
    }

    @Test
    void refusesPicturesFromTwoPlacesOrNone() {
        String usage =
                "inception evaluate: give the pictures either as DIR or by --list CSV; see 'inception evaluate --help'";
        for (List<Object> arguments : List.<List<Object>>of(List.of(), List.of(pictures, "--list", "x.csv"))) {
            Object[] all = Stream.concat(Stream.of("evaluate", model), arguments.stream())
                    .toArray();
            inception(all).refuses(usage);
        }
    }

    @Test
    void saysThatNoPictureCouldBeRead() throws IOException {
        Path bad = BadPictures.empty(Files.createDirectories(folder.resolve(Tiny.LABELS.getFirst())));

        inception("evaluate", model, folder)
                .refuses("%s: is empty (0 bytes); left out%nnone of the 1 picture could be read".formatted(bad));
    }

    @Test
    void pointsToTheOptionForLists() throws IOException {
        Path list = Files.writeString(folder.resolve("test.csv"), "a.jpg,circle\n");

        inception("evaluate", model, list).refuses(list + ": is a file, not a folder; give it by --list");
    }
}
