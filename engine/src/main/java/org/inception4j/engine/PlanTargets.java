package org.inception4j.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.inception4j.model.Model;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;

/** The checks that every training plan makes of its objectives and of the targets of a step, so that all engines refuse alike. */
public final class PlanTargets {
    private PlanTargets() {}

    /** Refuses objectives for outputs that are not there, two for one output, and a softmax over what is no vector. */
    public static void check(Model model, TrainingOptions options) {
        Set<String> seen = new HashSet<>();
        for (Objective objective : options.objectives()) {
            Output output = model.output(objective.output());
            if (!seen.add(objective.output())) {
                throw new IllegalArgumentException(
                        "%s: has two objectives; give each output one".formatted(objective.output()));
            }
            if (objective.loss() instanceof Loss.SoftmaxCrossEntropy
                    && output.node().shape().rank() != 1) {
                throw new IllegalArgumentException(
                        "%s: has the shape %s; softmax cross-entropy needs one row of classes"
                                .formatted(objective.output(), output.node().shape()));
            }
        }
    }

    /** Refuses more examples than the plan takes, missing targets, and targets of another number or shape. */
    public static void check(Model model, TrainingOptions options, Map<String, Targets> targets, int count) {
        if (count > options.batch()) {
            throw new IllegalArgumentException("%s: got %d examples and the plan takes %d; compile it for more"
                    .formatted(model.name(), count, options.batch()));
        }
        for (Objective objective : options.objectives()) {
            String name = objective.output();
            Targets own = targets.get(name);
            if (own == null) {
                throw new IllegalArgumentException("%s: has an objective and no targets; give them".formatted(name));
            }
            if (own.count() != count) {
                throw new IllegalArgumentException(
                        "%s: has targets for %d examples of %d; give one for each".formatted(name, own.count(), count));
            }
            Shape shape = model.output(name).node().shape();
            if (own instanceof Targets.Values(var tensor) && !tensor.shape().equals(shape.batched(count))) {
                throw new IllegalArgumentException(
                        "%s: has targets of shape %s; give %s".formatted(name, tensor.shape(), shape.batched(count)));
            }
        }
    }
}
