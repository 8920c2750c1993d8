package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inception4j.training.Recipe;
import org.inception4j.training.optimizer.Optimizer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class TrainCommandTest {
    @TempDir
    private static Path shared;

    private static Path pictures;

    @TempDir
    private Path folder;

    @BeforeAll
    static void draw() throws IOException {
        pictures = Tiny.pictures(shared.resolve("shapes"), 5);
    }

    @Test
    void trainsAndSaysWhatToDoNext() {
        Path run = folder.resolve("run");
        List<String> out =
                train(pictures, "--epochs", 2, "--output", run).succeeds().outLines();

        assertThat(out.get(0)).matches("Network +googlenet:bn, from scratch, [\\d,]+ parameters, pictures of 64 x 64");
        assertThat(out.get(1))
                .isEqualTo("Data       32 pictures to learn, 8 held out, 8 classes: " + String.join(" 4, ", Tiny.LABELS)
                        + " 4");
        assertThat(out.get(2)).startsWith("Computing  onednn, ");
        assertThat(out.get(3)).isEqualTo("Run        " + run);
        assertThat(out.get(4))
                .matches("epoch 1/2  loss .* top-1 .* %  held out: loss .*  top-1 .* %  .* images/s  \\d+ % idle  .*");
        assertThat(out.get(5)).startsWith("epoch 2/2  ");
        assertThat(out).anyMatch(line -> line.matches("Best: .* % of 8 held-out pictures right .*"));
        assertThat(out.getLast()).isEqualTo("Next: inception predict %s/best.inception photo.jpg".formatted(run));
        assertThat(List.of(
                        "args.json",
                        "results.csv",
                        "best.inception",
                        "last.inception",
                        "curves.png",
                        "confusion.png",
                        "report.html"))
                .allSatisfy(file -> assertThat(run.resolve(file)).isNotEmptyFile());
        inception("predict", run.resolve("best.inception"), Tiny.files(pictures).getFirst())
                .succeeds();
    }

    @Test
    void givesAnObjectForEachEpochToPrograms() {
        Ran ran = train(pictures, "--epochs", 2, "--output", folder.resolve("run"), "--format", "json")
                .succeeds();

        List<JsonNode> lines = ran.json();
        assertThat(lines).hasSize(2 + 1);
        assertThat(lines.getFirst().fieldNames())
                .toIterable()
                .containsExactly(
                        "epoch",
                        "loss",
                        "top1",
                        "val_loss",
                        "val_top1",
                        "val_top5",
                        "learning_rate",
                        "seconds",
                        "images_per_second",
                        "idle");
        assertThat(lines.getLast().get("best").asText()).isEqualTo(folder + "/run/best.inception");
        assertThat(lines.getLast().get("images").asInt()).isEqualTo(8);
    }

    @Test
    void fineTunesAnotherClassifier() throws IOException {
        Path base = Tiny.classifier(folder.resolve("base.inception"));
        List<String> out = inception(
                        "train",
                        pictures,
                        "--from",
                        base,
                        "--epochs",
                        1,
                        "--freeze",
                        "*,!loss3/classifier",
                        "--output",
                        folder.resolve("run"))
                .succeeds()
                .outLines();

        assertThat(out.getFirst()).contains("fine-tuned from googlenet:bn").endsWith("pictures of 64 x 64");
    }

    @Test
    void tellsTheDefaultsThatTheRecipesHave() {
        String help = inception("train", "--help").succeeds().out().replaceAll("\\s+", " "); // lines end anywhere

        assertThat(help)
                .contains(
                        "Default: %d, with --from %d."
                                .formatted(
                                        Recipe.standard().epochs(),
                                        Recipe.fineTuning().epochs()),
                        "Pictures of a step. Default: %d."
                                .formatted(Recipe.standard().batch()),
                        "Default: %s.".formatted(Recipe.standard().labelSmoothing()));
        assertThat(Recipe.standard().clipNorm()).isEqualTo(5);
        assertThat(Recipe.standard().optimizer()).isInstanceOf(Optimizer.AdamW.class);
        assertThat(Recipe.fineTuning().optimizer()).isInstanceOf(Optimizer.Sgd.class);
    }

    @Test
    void namesRunsByThePicturesFolder() {
        assertThat(RunNames.free(folder, "shapes")).isEqualTo(folder.resolve("shapes-1"));
        assertThat(folder.resolve("shapes-1").toFile().mkdir()).isTrue();
        assertThat(RunNames.free(folder, "shapes")).isEqualTo(folder.resolve("shapes-2"));
    }

    @Test
    void goesOnWithARunToTheSameResult() throws IOException {
        Path whole = folder.resolve("whole");
        train(pictures, "--epochs", 2, "--output", whole).succeeds();
        byte[] best = Files.readAllBytes(whole.resolve("last.inception"));

        Ran again = inception("train", "--resume", whole).succeeds();

        assertThat(again.out())
                .contains("Resumed    after 2 epochs: the run is complete, only its report is written again");
        assertThat(whole.resolve("last.inception")).hasBinaryContent(best);
    }

    @Test
    void goesOnOnlyWithThePatienceThatARunWasBegunWith() {
        Path run = folder.resolve("run");
        train(pictures, "--epochs", 1, "--patience", 3, "--output", run).succeeds();

        inception("train", "--resume", run).succeeds();
        inception("train", "--resume", run, "--patience", 3).succeeds();
        inception("train", "--resume", run, "--patience", 4)
                .refuses(run + "/args.json: the run was begun with patience 3 and is to go on with patience 4;"
                        + " resume as it was begun, or begin a new run");
    }

    @Test
    void refusesAPatienceThatARunWasBegunWithout() {
        Path run = folder.resolve("run");
        train(pictures, "--epochs", 1, "--output", run).succeeds();

        inception("train", "--resume", run, "--patience", 4)
                .refuses(run + "/args.json: the run was begun with no patience and is to go on with patience 4;"
                        + " resume as it was begun, or begin a new run");
    }

    @Test
    void leavesOutBadPicturesAndCountsThem() throws IOException {
        Path copy = Tiny.pictures(folder.resolve("shapes"), 3);
        Path bad = BadPictures.text(copy.resolve(Tiny.LABELS.getFirst()));
        Ran ran = train(copy, "--epochs", 1, "--holdout", 0, "--output", folder.resolve("run"));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err().strip())
                .isEqualTo(bad + ": is not a picture (begins with \"no picture at al\"); left out");
        assertThat(ran.out()).contains("Nothing was held out, so nobody knows how good it is. 1 picture left out.");
    }

    @Test
    void refusesAnOutputThatHoldsARun() {
        Path run = folder.resolve("run");
        train(pictures, "--epochs", 1, "--output", run).succeeds();

        inception("train", pictures, "--output", run)
                .refuses(run + ": holds a run already; resume it, or give another folder");
    }

    @Test
    void refusesPicturesThatCannotBeTrainedOn() throws IOException {
        Path none = folder.resolve("none");
        inception("train", none)
                .refuses(none + ": does not exist; give a folder with a folder of pictures for each class");
        inception("train", folder)
                .refuses(
                        folder
                                + ": has no class folders (0 pictures lie in it directly); make a folder for each class and put its pictures inside");
        Path one = folder.resolve("one");
        Files.createDirectories(one.resolve("rose"));
        Files.copy(Tiny.files(pictures).getFirst(), one.resolve("rose/a.png"));
        Files.copy(Tiny.files(pictures).get(1), one.resolve("rose/b.jpg"));
        inception("train", one).refuses(one + ": the pictures have 1 class [rose]; give pictures of two or more");
    }

    @Test
    void trainsAClassOfOnePicture() throws IOException {
        Path copy = Tiny.pictures(folder.resolve("shapes"), 3);
        Path rare = Files.createDirectories(copy.resolve("rare"));
        Files.copy(Tiny.files(pictures).getFirst(), rare.resolve("only.png"));

        assertThat(train(copy, "--epochs", 1, "--output", folder.resolve("run"))
                        .succeeds()
                        .out())
                .contains("rare 1");
    }

    @Test
    void refusesWhatIsNoRun() {
        inception("train", "--resume", folder)
                .refuses(folder + ": holds no run that could be resumed, there is no args.json; begin a new run");
    }

    @Test
    void refusesOptionsThatContradictEachOther() {
        refuses("give either DIR to begin a run or --resume RUN to go on with one");
        refuses("give either DIR to begin a run or --resume RUN to go on with one", pictures, "--resume", folder);
        refuses("--resume goes on as the run was begun; leave out --epochs", "--resume", folder, "--epochs", 3);
        refuses("give either --validation or --holdout", pictures, "--validation", pictures, "--holdout", 0.1);
        refuses(
                "--from brings its own network; leave out --network and --width",
                pictures,
                "--from",
                "x.inception",
                "--width",
                0.5);
    }

    @Test
    void refusesAnUnknownNetwork() {
        inception("train", pictures, "--network", "googlenet:ban")
                .refuses(
                        "googlenet:ban: is not among the networks; choose one of googlenet:paper, googlenet:caffe, googlenet:slim,"
                                + " googlenet:torchvision, googlenet:bn, googlenet:seed-002, googlenet:seed-003, googlenet:seed-004");
    }

    @Test
    void refusesPicturesTooSmallForTheNetwork() {
        inception("train", pictures, "--network", "inception-v3", "--image-size", 74)
                .refuses("--image-size: is 74; give at least 75 for inception-v3:keras");
        inception("train", pictures, "--network", "googlenet:caffe")
                .refuses("--image-size: is 128; give at least 223 for googlenet:caffe");
    }

    private static void refuses(String problem, Object... arguments) {
        train(arguments, List.of()).refuses("inception train: %s; see 'inception train --help'".formatted(problem));
    }

    /** With the smallest network there is. */
    private static Ran train(Object... arguments) {
        return train(arguments, List.of("--image-size", 64, "--width", 0.1, "--batch", 8));
    }

    private static Ran train(Object[] arguments, List<?> more) {
        List<Object> all = new ArrayList<>(List.of("train"));
        all.addAll(List.of(arguments));
        all.addAll(more);
        return inception(all.toArray());
    }

    @Test
    void saysThatNoHeldOutPictureCouldBeRead() throws IOException {
        Path validation = Files.createDirectories(folder.resolve("held"));
        for (String label : Tiny.LABELS.subList(0, 2)) {
            BadPictures.empty(Files.createDirectories(validation.resolve(label)));
        }
        Path run = folder.resolve("run");

        assertThat(train(pictures, "--validation", validation, "--epochs", 1, "--output", run)
                        .succeeds()
                        .out())
                .contains(
                        "Nobody knows how good it is: none of the 2 held-out pictures could be read. 2 pictures left out.")
                .doesNotContain("NaN");
    }
}
