package org.inception4j.training;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.inception4j.engine.Engine;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Model;
import org.inception4j.model.Node;

/** What a run was begun with, as texts that can be compared and shown. */
final class Facts {
    private Facts() {}

    static Map<String, String> of(
            Engine engine, TrainingPlan plan, Recipe recipe, Examples training, Optional<Examples> held) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("engine", engine.name());
        facts.put("computed precision", plan.precision().name());
        facts.put("model", plan.model().name() + " " + fingerprint(plan.model()));
        for (RecordComponent component : Recipe.class.getRecordComponents()) {
            facts.put("recipe's " + component.getName(), value(recipe, component));
        }
        facts.putAll(ofExamples(training, held));
        return facts;
    }

    static Map<String, String> ofExamples(Examples training, Optional<Examples> held) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("training examples", describe(training));
        facts.put("validation examples", held.map(Facts::describe).orElse("none"));
        return facts;
    }

    private static String describe(Examples examples) {
        return "%d (%s)".formatted(examples.count(), examples.fingerprint());
    }

    private static String fingerprint(Model model) {
        StringBuilder text = new StringBuilder();
        for (Node node : model.nodes()) {
            text.append(model.name(node)).append(' ').append(node.layer());
            node.inputs().forEach(input -> text.append(' ').append(model.name(input)));
            text.append('\n');
        }
        model.outputs().forEach(output -> text.append(output.name())
                .append(' ')
                .append(model.name(output.node()))
                .append(' ')
                .append(output.lossWeight())
                .append('\n'));
        return Hashes.shortened(text.toString());
    }

    private static String value(Recipe recipe, RecordComponent component) {
        try {
            return String.valueOf(component.getAccessor().invoke(recipe));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("recipe: %s cannot be read; see the cause".formatted(component), e);
        }
    }
}
