package org.inception4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.engine.Precision;
import org.inception4j.training.Recipe.LayerRate;
import org.inception4j.training.optimizer.Optimizer.Adam;
import org.inception4j.training.optimizer.Optimizer.RmsProp;
import org.inception4j.training.optimizer.Optimizer.Sgd;
import org.inception4j.training.schedule.Schedule;
import org.inception4j.vision.Augmentation;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunArgsTest {
    @TempDir
    private Path folder;

    @Test
    void givesBackEveryKindOfRecipe() throws IOException {
        List<Recipe> recipes = List.of(
                Recipe.standard(),
                Recipe.fineTuning(),
                Recipe.standard()
                        .withOptimizer(Sgd.of(0.1, 0.9).withNesterov(true))
                        .withSchedule(new Schedule.WarmUp(0.5, new Schedule.Step(8, 0.96)))
                        .withClassWeights(List.of(1f, 0.1f))
                        .withFreeze(List.of("conv*", "!conv2/3x3"))
                        .withRates(List.of(new LayerRate("loss3/classifier", 10)))
                        .withPrecision(Precision.BF16)
                        .withSeed(-1),
                Recipe.standard().withOptimizer(Adam.of(1e-3)).withSchedule(new Schedule.Polynomial(0.5)),
                Recipe.standard().withOptimizer(RmsProp.inception()).withSchedule(new Schedule.Exponential(2, 0.94)));
        for (Recipe recipe : recipes) {
            RunArgs args = args(recipe);
            args.write(file());
            assertThat(RunArgs.read(file())).isEqualTo(args);
        }
    }

    @Test
    void refusesAFileThatSomeoneBroke() throws IOException {
        args(Recipe.standard()).write(file());
        Files.writeString(file(), Files.readString(file()).replace("\"batch\": 32", "\"batch\": 0"));
        assertThatThrownBy(() -> RunArgs.read(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("recipe: batch is 0; give at least 1");
    }

    @Test
    void refusesANegativePatience() throws IOException {
        args(Recipe.standard()).write(file());
        Files.writeString(file(), Files.readString(file()).replace("\"patience\": 7", "\"patience\": -1"));
        assertThatThrownBy(() -> RunArgs.read(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("patience: is -1; give at least 1, or 0 for never");
    }

    private Path file() {
        return folder.resolve("args.json");
    }

    private static RunArgs args(Recipe recipe) {
        return new RunArgs(
                "2026-01-01T00:00:00Z",
                "0.1",
                "reference",
                "googlenet:bn",
                "",
                128,
                0.5,
                false,
                List.of("a \"b\", c", "d"),
                600,
                150,
                "photos",
                recipe,
                7,
                Preprocessing.caffe(128),
                Augmentation.standard());
    }
}
