package org.inception4j.training;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.engine.ParameterLayout.Slice;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.training.checkpoint.Checkpoint;
import org.inception4j.training.optimizer.UpdateOptions;
import org.inception4j.training.optimizer.WeightUpdate;

/** What turns a plan's gradients into changed weights, by the recipe, and keeps their average. */
final class Learning implements AutoCloseable {
    private final TrainingPlan plan;
    private final WeightUpdate update;

    Learning(TrainingPlan plan, Recipe recipe) {
        this.plan = plan;
        if (plan.layout().slices().isEmpty()) {
            throw new IllegalArgumentException("freeze: %s leaves no weight of %s that could learn; freeze fewer layers"
                    .formatted(recipe.freeze(), plan.model().name()));
        }
        this.update = WeightUpdate.of(recipe.optimizer(), plan.layout(), options(recipe, plan.model()));
        restoreAverage(plan.parameters());
    }

    /** @param number of the step, from 1 */
    void step(float rate, long number) {
        update.apply(plan.parameters(), plan.gradients(), rate, number);
        plan.parametersChanged();
    }

    List<MemorySegment> slots() {
        return update.slots();
    }

    Optional<MemorySegment> average() {
        return update.average();
    }

    void restore(Checkpoint checkpoint) {
        for (int i = 0; i < slots().size(); i++) {
            slots().get(i).copyFrom(checkpoint.slots().get(i));
        }
        checkpoint.average().ifPresent(this::restoreAverage);
    }

    void restoreAverage(MemorySegment weights) {
        update.average().ifPresent(average -> average.copyFrom(weights));
    }

    /** These weights with the average of those that learn; the same ones where there is no averaging. */
    Weights averaged(Weights weights) {
        return update.average().map(average -> weights.with(named(average))).orElse(weights);
    }

    private Weights named(MemorySegment flat) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Arena arena = Arena.ofAuto();
        for (Slice slice : plan.layout().slices()) {
            Tensor copy = Tensor.zeros(slice.shape(), arena);
            copy.data().copyFrom(flat.asSlice(slice.offset() * Float.BYTES, slice.count() * Float.BYTES));
            tensors.put(slice.name(), copy);
        }
        return Weights.of(tensors);
    }

    private static UpdateOptions options(Recipe recipe, Model model) {
        int threads =
                recipe.threads() > 0 ? recipe.threads() : Runtime.getRuntime().availableProcessors();
        List<LayerPatterns> patterns = recipe.rates().stream()
                .map(rate -> LayerPatterns.of("rates", List.of(rate.pattern()), model))
                .toList();
        return new UpdateOptions(
                recipe.clipNorm(),
                recipe.clipValue(),
                recipe.emaDecay(),
                slice -> factor(recipe, patterns, ParameterLayout.layerOf(slice.name())),
                slice -> recipe.decayBiases() || slice.shape().rank() > 1,
                threads);
    }

    private static float factor(Recipe recipe, List<LayerPatterns> patterns, String layer) {
        for (int i = patterns.size() - 1; i >= 0; i--) {
            if (patterns.get(i).test(layer)) {
                return recipe.rates().get(i).factor();
            }
        }
        return 1;
    }

    @Override
    public void close() {
        update.close();
    }
}
