package org.inception4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert;
import org.inception4j.classifier.Classifier;
import org.inception4j.engine.Engine;
import org.inception4j.engine.Precision;
import org.inception4j.training.callback.BatchLog;
import org.inception4j.training.callback.Callback;
import org.inception4j.training.callback.CsvLog;
import org.inception4j.training.callback.TrainingState;
import org.inception4j.vision.Augmentation;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;
import org.inception4j.vision.Split;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A very narrow GoogLeNet on the engine of the machine; pictures are decoded by OpenCV. */
@Tag("slow")
@Tag("native")
class ImageTrainingTest {
    private static final Recipe RECIPE = Recipe.standard()
            .withEpochs(2)
            .withBatch(8)
            .withThreads(1)
            .withPrecision(Precision.FP32)
            .withSeed(4);

    @TempDir
    private Path folder;

    @Test
    void leavesAClassifierNumbersAndAReport() throws IOException {
        Path run = folder.resolve("run");
        try (TrainedRun trained = training(run, split()).fit()) {
            assertThat(trained.history().epochs()).hasSize(2);
            assertThat(trained.rejected()).isEmpty();
            assertThat(trained.evaluation().orElseThrow().images()).isEqualTo(6);
            assertThat(trained.best().labels()).isEqualTo(Pictures.LABELS);
        }
        assertThat(run).isDirectoryContaining("glob:**/{args.json}").isNotEmptyDirectory();
        for (String name : List.of(
                "args.json",
                "results.csv",
                "best.inception",
                "last.inception",
                "report.html",
                "curves.png",
                "confusion.png",
                "checkpoint.bin")) {
            assertThat(run.resolve(name)).as(name).isNotEmptyFile();
        }
        assertThat(Files.readAllLines(run.resolve("results.csv")))
                .hasSize(3)
                .first()
                .isEqualTo(CsvLog.HEADER);
    }

    @Test
    void savesTheEpochWithTheHighestTop1AsTheBest() throws IOException {
        Path run = folder.resolve("run");
        try (TrainedRun trained = training(run, split()).fit()) {
            double best = trained.history().epochs().stream()
                    .mapToDouble(log -> log.validationTop1())
                    .max()
                    .orElseThrow();
            assertThat(trained.best().card().metrics()).containsEntry("val_top1", best);
            assertThat(trained.evaluation().orElseThrow().top1()).isEqualTo(best);
        }
    }

    @Test
    void trainsWithoutPicturesHeldOut() throws IOException {
        Path run = folder.resolve("run");
        ImageFolder all = ImageFolder.read(Pictures.write(folder.resolve("photos"), 6, 1));
        try (TrainedRun trained = training(run, all.holdOut(0, 1)).fit()) {
            assertThat(trained.evaluation()).isEmpty();
            assertThat(trained.best().card().metrics()).containsKey("loss").doesNotContainKey("val_top1");
        }
        assertThat(run.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void endsWithTheSameFilesWhenItIsBrokenOffAndResumed() throws IOException {
        Split split = split();
        training(folder.resolve("whole"), split).fit().close();
        Path broken = folder.resolve("broken");
        for (int step : new int[] {1, 2, 4}) {
            assertThatThrownBy(() -> (Files.exists(broken) ? resumed(broken) : training(broken, split))
                            .listener(powerCut(step))
                            .fit())
                    .hasMessage("power cut");
        }
        resumed(broken).fit().close();
        assertSameWeights("last.inception");
        assertSameWeights("best.inception");
    }

    @Test
    void keepsThePatienceThatItWasBegunWith() throws IOException {
        Split split = split(); // 6 are held out: their top-1 can get better 6 times at most
        TrainedRun whole = patient(folder.resolve("whole"), split).fit();
        Path broken = folder.resolve("broken");
        assertThatThrownBy(() -> patient(broken, split).listener(powerCut(4)).fit())
                .hasMessage("power cut");
        TrainedRun resumed = resumed(broken).fit();
        whole.close();
        resumed.close();
        assertThat(whole.history().stopped()).endsWith(" for 1 epochs");
        assertThat(resumed.history().stopped()).isEqualTo(whole.history().stopped());
        assertSameWeights("last.inception");
        assertThatThrownBy(() -> resumed(broken).patience(2).fit())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "%s: the run was begun with patience 1 and is to go on with patience 2; resume as it was begun,"
                                + " or begin a new run",
                        broken.resolve("args.json"));
    }

    @Test
    void countsWhatItLeavesOutOnceAlsoThroughAResumption() throws IOException {
        Split split = split();
        Path bad = split.training().images().get(5).path();
        Files.write(bad, new byte[] {1, 2, 3});
        List<String> told = new ArrayList<>();
        try (TrainedRun trained = training(folder.resolve("run"), split)
                .rejectedListener(rejected -> told.add(rejected.path().toString()))
                .fit()) {
            assertThat(trained.rejected()).singleElement().satisfies(rejected -> assertThat(rejected.path())
                    .isEqualTo(bad));
        }
        assertThat(told).containsExactly(bad.toString());
        try (TrainedRun again = ImageTraining.resume(folder.resolve("run")).fit()) {
            assertThat(again.rejected()).hasSize(1);
        }
    }

    @Test
    void fineTunesAClassifierForOtherClasses() throws IOException {
        training(folder.resolve("base"), split()).fit().close();
        ImageFolder two = ImageFolder.read(Pictures.write(folder.resolve("others"), 6, 2));
        try (Classifier base = Classifier.open(folder.resolve("base/best.inception"));
                TrainedRun trained = ImageTraining.of(two)
                        .from(base)
                        .engine(Engine.best())
                        .augmentation(Augmentation.none())
                        .recipe(RECIPE.withEpochs(1).withFreeze(List.of("*", "!loss3/classifier")))
                        .runFolder(folder.resolve("tuned"))
                        .fit()) {
            assertThat(trained.best().preprocessing()).isEqualTo(base.preprocessing());
            String conv = "inception_4a/1x1/kernel";
            assertThat(trained.best().weights().get(conv).toArray())
                    .isEqualTo(base.weights().get(conv).toArray());
            String head = "loss3/classifier/kernel";
            assertThat(trained.best().weights().get(head).toArray())
                    .isNotEqualTo(base.weights().get(head).toArray());
        }
        ImageTraining.resume(folder.resolve("tuned")).fit().close();
    }

    @Test
    void refusesAFolderThatHoldsARun() throws IOException {
        training(folder.resolve("run"), split()).fit().close();
        assertThatThrownBy(() -> training(folder.resolve("run"), split()).fit())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s: holds a run already; resume it, or give another folder", folder.resolve("run"));
    }

    @Test
    void refusesAFolderThatAnotherTrainingWritesTo() throws IOException {
        Path run = folder.resolve("run");
        List<String> refusals = new ArrayList<>();
        training(run, split())
                .listener(new Callback() {
                    @Override
                    public void batchEnds(BatchLog log) {
                        refusals.add(refusal(() -> training(run, split()).fit()));
                        refusals.add(refusal(() -> resumed(run).fit()));
                    }
                })
                .fit()
                .close();
        assertThat(refusals)
                .isNotEmpty()
                .containsOnly(run + ": another training writes to this folder; choose another folder or wait for it");
        resumed(run).fit().close();
    }

    @Test
    void takesABatchLargerThanAllPicturesAsOneOfThemAll() throws IOException {
        Split split = split();
        int all = split.training().images().size();
        training(folder.resolve("whole"), split)
                .recipe(RECIPE.withBatch(all))
                .fit()
                .close();
        training(folder.resolve("broken"), split)
                .recipe(RECIPE.withBatch(1_000_000))
                .fit()
                .close();
        assertSameWeights("last.inception");
    }

    @Test
    void beginsAgainWhatWasBrokenOffBeforeItsFirstCheckpoint() throws IOException {
        Split split = split();
        training(folder.resolve("whole"), split).fit().close();
        Path broken = folder.resolve("broken");
        assertThatThrownBy(() -> training(broken, split)
                        .listener(new Callback() {
                            @Override
                            public void trainBegins(TrainingState state) {
                                throw new IllegalStateException("disk full");
                            }
                        })
                        .fit())
                .hasMessage("disk full");
        Files.delete(broken.resolve("last.inception"));
        resumed(broken).fit().close();
        assertSameWeights("last.inception");
        assertSameWeights("best.inception");
    }

    @Test
    void tellsWhereItGoesOn() throws IOException {
        Path run = folder.resolve("run");
        List<String> told = new ArrayList<>();
        Callback listener = new Callback() {
            private TrainingState state;

            @Override
            public void trainBegins(TrainingState begun) {
                state = begun;
                told.add("resumed %s, %d epochs and %d batches, complete %s"
                        .formatted(
                                state.resumed(), state.completedEpochs(), state.completedBatches(), state.complete()));
            }

            @Override
            public void batchEnds(BatchLog log) {
                if (told.size() == 1 && log.step() == 4) {
                    state.pause();
                }
            }
        };
        assertThatThrownBy(() -> training(run, split()).listener(listener).fit())
                .hasMessage("training: paused after step 4; resume it from its checkpoint");
        resumed(run).listener(listener).fit().close();
        resumed(run).listener(listener).fit().close();
        assertThat(told)
                .containsExactly(
                        "resumed false, 0 epochs and 0 batches, complete false",
                        "resumed true, 1 epochs and 1 batches, complete false",
                        "resumed true, 2 epochs and 0 batches, complete true");
    }

    @Test
    void refusesToGoOnWithoutPicturesThatWereThere() throws IOException {
        Path run = folder.resolve("run");
        training(run, split()).fit().close();
        Path first = folder.resolve("photos/blue/0.png");
        Files.delete(first);
        Files.delete(folder.resolve("photos/green/0.png"));
        Files.delete(folder.resolve("photos/green/1.png"));
        assertThatThrownBy(() -> resumed(run).fit())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(Pattern.quote(folder.resolve("photos").toString())
                        + "/(blue|green)/[01].png: is not there any more \\(3 of 24 pictures are missing\\); put them back"
                        + " or begin a new run");
    }

    @Test
    void warnsOfPicturesThatAreLearntAndHeldOut() throws IOException {
        ImageFolder learnt = ImageFolder.read(Pictures.write(folder.resolve("photos"), 3, 1));
        ImageFolder others = ImageFolder.read(Pictures.write(folder.resolve("others"), 2, 2));
        assertThat(SharedPictures.warning(learnt, others)).isEmpty();
        Path copy = folder.resolve("others/green/0.png");
        Files.copy(folder.resolve("photos/green/2.png"), copy, StandardCopyOption.REPLACE_EXISTING);
        Files.write(folder.resolve("others/red/0.png"), new byte[0]);
        assertThat(SharedPictures.warning(learnt, others))
                .contains(copy
                        + ": is learnt and held out at once (1 of 6 held-out pictures are also among those to learn);"
                        + " hold out others, or the accuracy will look better than it is");
    }

    @Test
    void reportsInWordsAlsoWhereNoHeldOutPictureCanBeRead() throws IOException {
        Path photos = Pictures.write(folder.resolve("photos"), 3, 1);
        ImageFolder learnt = ImageFolder.read(photos);
        Path bad = Files.write(folder.resolve("bad.png"), new byte[] {1});
        Path run = folder.resolve("run");
        ImageFolder held = new ImageFolder(Pictures.LABELS, List.of(new LabelledImage(bad, 0)));
        training(run, new Split(learnt, held)).source("photos").fit().close();
        assertThat(Files.readString(run.resolve("report.html")))
                .contains(
                        "<h1>googlenet:bn on photos</h1>",
                        "Not validated: the one held-out picture could not be read.",
                        "<th scope=\"row\">Optimizer</th><td>AdamW, learning rate ",
                        "<th scope=\"row\">Schedule</th><td>warm-up of ",
                        "<th scope=\"row\">Data</th><td>" + folder + "</td>",
                        "<th scope=\"row\">Pictures</th><td>9 to learn, 1 held out, 1 left out</td>",
                        "<th scope=\"row\">Library</th><td>Inception4J ",
                        "<li>" + bad + ": ")
                .doesNotContain(">NaN", "<h2>Classes");
    }

    private static String refusal(ThrowableAssert.ThrowingCallable call) {
        return catchThrowable(call).getMessage();
    }

    @Test
    void refusesToResumeWhereNothingWasBegun() {
        assertThatThrownBy(() -> ImageTraining.resume(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s: holds no run that could be resumed, there is no args.json; begin a new run", folder);
    }

    @Test
    void refusesAClassWithoutAUsablePicture() throws IOException {
        Path photos = Pictures.write(folder.resolve("photos"), 2, 1);
        Files.write(photos.resolve("green/0.png"), new byte[0]);
        Files.delete(photos.resolve("green/1.png"));
        ImageFolder images = ImageFolder.read(photos);
        assertThatThrownBy(() -> ImageTraining.of(images)
                        .runFolder(folder.resolve("run"))
                        .fit())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("green: none of the class's 1 training pictures can be used (%s: "
                        .formatted(photos.resolve("green/0.png")))
                .hasMessageEndingWith("); add pictures, or leave the class out");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void refusesASingleClass() throws IOException {
        Path photos = Pictures.write(folder.resolve("photos"), 2, 1);
        ImageFolder all = ImageFolder.read(photos);
        ImageFolder one = new ImageFolder(List.of("blue"), all.images().subList(0, 2));
        assertThatThrownBy(() ->
                        ImageTraining.of(one).runFolder(folder.resolve("run")).fit())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s: the pictures have 1 class [blue]; give pictures of two or more", photos);
    }

    private Split split() throws IOException {
        Path photos = folder.resolve("photos");
        return ImageFolder.read(Files.exists(photos) ? photos : Pictures.write(photos, 8, 1))
                .holdOut(0.25, 1);
    }

    private static ImageTraining training(Path run, Split split) {
        return ImageTraining.of(split.training(), split.validation())
                .network("googlenet:bn")
                .width(0.1)
                .imageSize(64)
                .engine(Engine.best())
                .recipe(RECIPE)
                .runFolder(run)
                .checkpoints(1, java.time.Duration.ZERO);
    }

    private static ImageTraining patient(Path run, Split split) {
        return training(run, split).recipe(RECIPE.withEpochs(9)).patience(1);
    }

    private static Callback powerCut(int step) {
        return new Callback() {
            @Override
            public void batchEnds(BatchLog log) {
                if (log.step() == step) {
                    throw new IllegalStateException("power cut");
                }
            }
        };
    }

    private static ImageTraining resumed(Path run) throws IOException {
        return ImageTraining.resume(run).checkpoints(1, java.time.Duration.ZERO);
    }

    private void assertSameWeights(String file) throws IOException {
        try (Classifier whole = Classifier.open(folder.resolve("whole").resolve(file));
                Classifier broken = Classifier.open(folder.resolve("broken").resolve(file))) {
            TrainerTest.assertSame(whole.weights(), broken.weights());
            assertThat(broken.card().metrics()).isEqualTo(whole.card().metrics());
        }
    }
}
