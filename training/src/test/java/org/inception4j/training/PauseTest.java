package org.inception4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.inception4j.engine.Engine;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Dense;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.random.CounterRandom;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.training.callback.BatchLog;
import org.inception4j.training.callback.Callback;
import org.inception4j.training.callback.TrainingState;
import org.inception4j.training.checkpoint.CheckpointOptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PauseTest {
    private static final long SEED = 3;
    private static final int STEPS_PER_EPOCH = 4;

    @TempDir
    private Path folder;

    private final Model model = Sequential.of("toy", Shape.of(5), Dense.of(3, ActivationFunction.SOFTMAX));
    private final Recipe recipe = Recipe.standard().withEpochs(3).withBatch(8).withSeed(SEED);

    /** Pauses after this step; 0: never. */
    private static final class PauseAfter implements Callback {
        private final long step;
        private TrainingState run;

        PauseAfter(long step) {
            this.step = step;
        }

        @Override
        public void trainBegins(TrainingState state) {
            run = state;
        }

        @Override
        public void batchEnds(BatchLog log) {
            if (log.step() == step) {
                run.pause();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, STEPS_PER_EPOCH, STEPS_PER_EPOCH + 1, 3 * STEPS_PER_EPOCH})
    void changesNothingInTheResult(int step) {
        Path checkpoint = folder.resolve("checkpoint");
        assertThatThrownBy(() -> trainer(step, checkpoint).fit(examples()))
                .isInstanceOf(CancellationException.class)
                .hasMessage("training: paused after step %d; resume it from its checkpoint", step);

        History paused = trainer(0, checkpoint).resume(checkpoint).fit(examples());
        History whole = trainer(0, folder.resolve("other")).fit(examples());

        assertThat(values(paused.weights())).isEqualTo(values(whole.weights()));
        assertThat(paused.epochs()).hasSameSizeAs(whole.epochs());
    }

    private Trainer trainer(int pausedAfter, Path checkpoint) {
        return Trainer.of(Engine.named("reference"), model, Weights.initialise(model, SEED), recipe)
                .with(new PauseAfter(pausedAfter))
                .checkpoints(CheckpointOptions.of(checkpoint));
    }

    private static Examples examples() {
        int count = 8 * STEPS_PER_EPOCH - 3;
        CounterRandom random = CounterRandom.of(SEED);
        float[] inputs = new float[count * 5];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 3;
            for (int j = 0; j < 5; j++) {
                inputs[i * 5 + j] = (float) random.nextDouble(-1, 1) + (j == labels[i] ? 1 : 0);
            }
        }
        return TensorExamples.of(Tensor.of(Shape.of(count, 5), inputs), labels, 3, 8)
                .shuffled(SEED);
    }

    private static Map<String, List<Float>> values(Weights weights) {
        return weights.names().stream().collect(Collectors.toMap(name -> name, name -> list(weights.get(name))));
    }

    private static List<Float> list(Tensor tensor) {
        List<Float> values = new ArrayList<>();
        for (float value : tensor.toArray()) {
            values.add(value);
        }
        return values;
    }
}
