package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.inception4j.classifier.Classifier;
import org.inception4j.classifier.Prediction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class PredictCommandTest {
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
    void saysWhatIsOnOnePicture() throws IOException {
        Path picture = picture(0);
        Ran ran = inception("predict", model, picture, "--top", 3, "--precision", "fp32")
                .succeeds();

        assertThat(ran.outLines()).hasSize(1 + 3).first().isEqualTo(picture.toString());
        try (Classifier classifier = Classifier.open(model)) {
            assertThat(ran.outLines().get(1))
                    .endsWith(classifier.predict(picture).best().label());
        }
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void givesALineToEachOfSeveralPictures() {
        Ran ran = inception("predict", model, pictures, "-k", 1).succeeds();

        List<Path> files = Tiny.files(pictures);
        assertThat(ran.outLines()).hasSameSizeAs(files);
        for (int i = 0; i < files.size(); i++) {
            assertThat(ran.outLines().get(i)).matches("\\Q%s: \\E\\S+ \\d+\\.\\d %%".formatted(files.get(i)));
        }
    }

    @Test
    void givesAnObjectALineToPrograms() throws IOException {
        Ran ran = inception("predict", model, picture(0), picture(1), "--format", "json", "--precision", "fp32")
                .succeeds();

        List<JsonNode> lines = ran.json();
        assertThat(lines).hasSize(2);
        JsonNode first = lines.getFirst();
        assertThat(first.fieldNames()).toIterable().containsExactly("image", "predictions");
        assertThat(first.get("image").asText()).isEqualTo(picture(0).toString());
        assertThat(first.get("predictions")).hasSize(5);
        try (Classifier classifier = Classifier.open(model)) {
            Prediction expected = classifier.predict(picture(0));
            JsonNode best = first.get("predictions").get(0);
            assertThat(best.fieldNames()).toIterable().containsExactly("index", "label", "probability");
            assertThat(best.get("index").asInt()).isEqualTo(expected.best().index());
            assertThat(best.get("label").asText()).isEqualTo(expected.best().label());
        }
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void goesOnAfterPicturesThatCannotBeRead() throws IOException {
        Path text = BadPictures.text(folder);
        Path empty = BadPictures.empty(folder);
        Path cut = BadPictures.cutOff(folder, jpeg());
        Path huge = BadPictures.huge(folder);
        Ran ran = inception("predict", model, text, picture(0), empty, cut, huge, folder.resolve("none.jpg"));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.outLines()).hasSize(1).first().asString().startsWith(picture(0) + ": ");
        assertThat(ran.err().lines())
                .containsExactly(
                        text + ": is not a picture (begins with \"no picture at al\"); left out",
                        empty + ": is empty (0 bytes); left out",
                        cut + ": 96 x 96 JPEG is cut off after 32 of 96 rows; left out",
                        huge + ": is a 60000 x 60000 PNG, 3600 Mpx, more than the limit of 50 Mpx; left out",
                        folder.resolve("none.jpg") + ": does not exist; check the path",
                        "5 of 6 pictures left out");
    }

    @Test
    void tellsProgramsWhichPicturesCannotBeRead() throws IOException {
        Path text = BadPictures.text(folder);
        Ran ran = inception("predict", model, text, picture(0), "-f", "json");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.outLines())
                .first()
                .isEqualTo(Json.object()
                        .with("image", text.toString())
                        .with("error", "is not a picture (begins with \"no picture at al\"); left out")
                        .toString());
        assertThat(ran.json().getLast().has("predictions")).isTrue();
    }

    @Test
    void failsWhenNoPictureCanBeRead() throws IOException {
        Path text = BadPictures.text(folder);

        inception("predict", model, text)
                .refuses(text + ": is not a picture (begins with \"no picture at al\"); left out");
    }

    @Test
    void saysThatAFolderHasNoPictures() {
        inception("predict", model, folder).refuses(folder + ": has no pictures; give a folder with some");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysThatAPictureMayNotBeRead() throws IOException {
        Path picture = Files.copy(picture(0), folder.resolve("secret.png"));
        Files.setPosixFilePermissions(picture, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(picture), "this user may read every file");

        inception("predict", model, picture).refuses(picture + ": may not be read; left out");
    }

    @Test
    void refusesAModelWithOneFlippedByte() throws IOException {
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.inception"), bytes);

        inception("predict", damaged, picture(0))
                .refuses(
                        damaged
                                + ": entry weights.safetensors is damaged (its CRC-32 differs); copy it again from where it was made");
    }

    @Test
    void refusesAModelThatIsCutOff() throws IOException {
        byte[] bytes = Files.readAllBytes(model);
        Path cut = Files.write(folder.resolve("cut.inception"), Arrays.copyOf(bytes, bytes.length / 2));

        inception("predict", cut, picture(0))
                .refuses(cut
                        + ": is cut off: its directory at the end is missing; copy it again from where it was made");
    }

    @Test
    void refusesWhatIsNoModel() {
        Path none = folder.resolve("none.inception");
        inception("predict", none, picture(0)).refuses(none + ": there is no such file; check the path");
        inception("predict", folder, picture(0)).refuses(folder + ": is a folder; give a file");
        inception("predict", picture(0), picture(0))
                .refuses(picture(0) + ": does not begin as an .inception file; give a file that this library wrote");
    }

    @Test
    void refusesWrongOptions() {
        inception("predict", model)
                .refuses("inception predict: missing required parameter: 'FILE|DIR'; see 'inception predict --help'");
        inception("predict", model, picture(0), "--topp", 3)
                .refuses(
                        "inception predict: there is no option '--topp'; did you mean --top? See 'inception predict --help'");
    }

    private static Path picture(int index) {
        return Tiny.files(pictures).get(index);
    }

    private static Path jpeg() {
        return Tiny.files(pictures).stream()
                .filter(file -> file.toString().endsWith(".jpg"))
                .findFirst()
                .orElseThrow();
    }
}
