package org.inception4j.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.inception4j.classifier.Pieces;
import org.inception4j.engine.InferencePlan;
import org.inception4j.vision.Rejected;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
class PredictionsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10})
    void keepsTheOrderAndPutsFailuresInTheirPlaces(int batch) throws IOException {
        List<Path> paths = new ArrayList<>();
        String kinds = "bbpppbpbbbbbpppb";
        for (int i = 0; i < kinds.length(); i++) {
            Path file = folder.resolve(i + ".png");
            paths.add(kinds.charAt(i) == 'b' ? SolidPictures.writeBroken(file) : SolidPictures.write(file, 10 * i, 0));
        }

        List<Outcome> outcomes = run(paths, batch);

        assertThat(outcomes).extracting(Outcome::path).isEqualTo(paths);
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(outcomes.get(i).index()).isEqualTo(i);
            switch (outcomes.get(i)) {
                case Outcome.Answered answered -> {
                    assertThat(kinds.charAt(i)).isEqualTo('p');
                    assertThat(answered.probabilities()[0]).isEqualTo(10 * i / 200f);
                }
                case Outcome.Failed _ -> assertThat(kinds.charAt(i)).isEqualTo('b');
            }
        }
    }

    @Test
    void saysWhyAPictureFailed() throws IOException {
        Path broken = SolidPictures.writeBroken(folder.resolve("broken.png"));
        Path missing = folder.resolve("missing.png");

        List<Outcome> outcomes = run(List.of(broken, missing), 4);

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Failed(
                                0, new Rejected(broken, "is not a picture (begins with \"this is no pictu\")")),
                        new Outcome.Failed(1, new Rejected(missing, "does not exist")));
    }

    @Test
    void answersTheSamePictureTwiceWhenItIsListedTwice() throws IOException {
        Path picture = SolidPictures.write(folder.resolve("red.png"), 150, 0);

        assertThat(run(List.of(picture, picture), 2)).hasSize(2);
    }

    @Test
    void givesNothingForNothing() {
        assertThat(run(List.of(), 2)).isEmpty();
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        List<Path> paths = List.of(
                SolidPictures.write(folder.resolve("a.png"), 1, 0),
                SolidPictures.write(folder.resolve("b.png"), 1, 0),
                SolidPictures.write(folder.resolve("c.png"), 1, 0),
                SolidPictures.writeBroken(folder.resolve("d.png")));
        List<String> heard = new ArrayList<>();

        predictions(paths, 4).run((done, total) -> heard.add(done + " of " + total), _ -> {});

        assertThat(heard).containsExactly("2 of 4", "4 of 4");
    }

    @Test
    void endsItsThreadsWhenTheConsumerFails() throws IOException, InterruptedException {
        Path picture = SolidPictures.write(folder.resolve("a.png"), 1, 0);

        assertThatThrownBy(() -> predictions(Collections.nCopies(9, picture), 2).run((_, _) -> {}, _ -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("inception-work")) {
                assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
            }
        }
    }

    private static List<Outcome> run(List<Path> paths, int batch) {
        List<Outcome> outcomes = new ArrayList<>();
        predictions(paths, batch).run((_, _) -> {}, outcomes::add);
        return outcomes;
    }

    /** By two threads, whatever the machine has. */
    private static Predictions predictions(List<Path> paths, int batch) {
        InferencePlan plan = SolidPictures.plan(3);
        return new Predictions(() -> plan, SolidPictures.PREPROCESSING, paths, Pieces.of(paths.size(), batch, 2));
    }
}
