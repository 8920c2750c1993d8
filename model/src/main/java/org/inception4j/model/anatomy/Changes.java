package org.inception4j.model.anatomy;

import static org.inception4j.model.anatomy.Effect.FORM;
import static org.inception4j.model.anatomy.Effect.RESULT;
import static org.inception4j.model.anatomy.Effect.TRAINING;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.Node;
import org.inception4j.model.Size;

/** Everything that a unit has otherwise than the one in its place. */
final class Changes {
    /** How a component is said; those that are missing are said by their names. */
    private static final Map<String, String> PREDICATES = Map.ofEntries(
            Map.entry("filters", Change.FILTERS),
            Map.entry("units", "{has} %s units instead of %s"),
            Map.entry("kernelSize", "{is} %s instead of %s"),
            Map.entry("strides", "{has} stride %s instead of %s"),
            Map.entry("rate", "{drops} %s instead of %s"),
            Map.entry("kernelInitializer", "{starts} with kernels from %s instead of %s"),
            Map.entry("depthwiseInitializer", "{starts} with depthwise kernels from %s instead of %s"),
            Map.entry("pointwiseInitializer", "{starts} with pointwise kernels from %s instead of %s"),
            Map.entry("biasInitializer", "{starts} with biases from %s instead of %s"),
            Map.entry("momentum", "{has} moving averages of momentum %s instead of %s"),
            Map.entry("epsilon", "{is} normalised with an epsilon of %s instead of %s"),
            Map.entry("useBias", "{has} %s instead of %s"),
            Map.entry("scale", "{has} batch normalisation %s instead of %s"),
            Map.entry("center", "{has} batch normalisation %s instead of %s"),
            Map.entry("countPadding", "{counts} %s instead of %s"),
            Map.entry("keepDimensions", "{gives} %s instead of %s"),
            Map.entry("unbiasedVariance", "{keeps} %s moving variances instead of %s"));

    private static final Set<String> ONLY_FOR_TRAINING = Set.of("rate", "momentum", "unbiasedVariance");

    private final Unit first;
    private final Unit second;
    private final List<Change> changes = new ArrayList<>();

    private Changes(Unit first, Unit second) {
        this.first = first;
        this.second = second;
    }

    static List<Change> of(Unit first, Unit second) {
        Changes changes = new Changes(first, second);
        changes.kind();
        changes.components(first.layer(), second.layer());
        changes.changes.addAll(Windows.changes(first, second));
        changes.activation();
        changes.normalization();
        changes.trainable();
        return List.copyOf(changes.changes);
    }

    private void kind() {
        boolean same = first.layer().getClass() == second.layer().getClass();
        if (first.inTwoSteps() && second.inTwoSteps() && first.layer().equals(second.layer()) && !sameHalves()) {
            changes.add(Change.of(FORM, "{is} written otherwise in what has no effect"));
        }
        if (first.inTwoSteps() != second.inTwoSteps() && same) {
            boolean two = second.inTwoSteps();
            changes.add(Change.of(
                    FORM,
                    two
                            ? "{has} the depthwise and the pointwise half in layers of their own"
                            : "{has} the depthwise and the pointwise half in one layer"));
        }
        if (!same && first.category() == Category.DENSE) {
            add(
                    FORM,
                    "{is} written as a %s instead of a %s (the same on one pixel)",
                    Notation.word(second),
                    Notation.word(first));
            if (first.shape().channels() != second.shape().channels()) {
                add(
                        RESULT,
                        predicate("units", 0),
                        "" + second.shape().channels(),
                        "" + first.shape().channels());
            }
        } else if (!same && first.category() != Category.POOLING) {
            add(RESULT, "{is} %s instead of %s", Notation.word(second), Notation.word(first));
        }
    }

    private boolean sameHalves() {
        return first.main().layer().equals(second.main().layer())
                && first.nodes().get(1).layer().equals(second.nodes().get(1).layer());
    }

    private void add(Effect effect, String predicate, String value, String old) {
        changes.add(new Change(effect, predicate, value, old));
    }

    private void components(Layer one, Layer other) {
        Map<String, Object> values = values(other);
        values(one).forEach((name, old) -> {
            Object value = values.get(name);
            if (value != null && !value.equals(old) && isComparedHere(name, one, other)) {
                boolean idle = isIdle(name, one, other);
                Effect effect = idle ? FORM : effect(name);
                String predicate = predicate(name, value) + (idle ? ", which has no effect" : "");
                add(effect, predicate, text(name, value), text(name, old));
            }
        });
    }

    /** Windows and activations are compared as a whole; where only one has a bias, its first values are no difference more. */
    private static boolean isComparedHere(String component, Layer one, Layer other) {
        return switch (component) {
            case "biasInitializer" -> biased(one) == biased(other);
            case "padding", "rounding", "poolSize", "outputSize" -> !Windows.has(one) && !Windows.has(other);
            case "strides" -> Category.of(one) == Category.CONVOLUTION;
            case "activation", "function" -> false;
            default -> true;
        };
    }

    /** Whether the layers have nothing that the component could be felt in. */
    private boolean isIdle(String component, Layer one, Layer other) {
        return switch (component) {
            case "biasInitializer" -> !biased(one) && !biased(other);
            case "countPadding" -> !Windows.pads(first) && !Windows.pads(second);
            default -> false;
        };
    }

    private static boolean biased(Layer layer) {
        return !Boolean.FALSE.equals(values(layer).get("useBias"));
    }

    private static Effect effect(String component) {
        if (component.equals("keepDimensions")) {
            return FORM;
        }
        return component.endsWith("Initializer") || ONLY_FOR_TRAINING.contains(component) ? TRAINING : RESULT;
    }

    private static String predicate(String component, Object value) {
        if (component.equals("scale") && value instanceof Float) {
            return "{multiplies} by %s instead of %s";
        }
        return PREDICATES.getOrDefault(component, "{has} " + Notation.words(component) + " %s instead of %s");
    }

    private static String text(String component, Object value) {
        return switch (value) {
            case Initializer start -> Starts.words(start);
            case Boolean truth -> words(component, truth);
            case Size size when component.equals("strides") && size.height() == size.width() -> "" + size.height();
            case Float rate when component.equals("rate") -> Notation.percent(rate);
            case Float number -> Notation.number(number);
            default -> value.toString();
        };
    }

    private static String words(String component, boolean truth) {
        return switch (component) {
            case "useBias" -> truth ? "a bias" : "no bias";
            case "scale" -> truth ? "with gamma" : "without gamma";
            case "center" -> truth ? "with beta" : "without beta";
            case "countPadding" -> truth ? "padding as zeros in the mean" : "no padding in the mean";
            case "keepDimensions" -> truth ? "a picture of one pixel" : "a vector";
            case "unbiasedVariance" -> truth ? "unbiased" : "biased";
            default -> Boolean.toString(truth);
        };
    }

    private void activation() {
        ActivationFunction value = second.activation();
        ActivationFunction old = first.activation();
        if (!value.equals(old)) {
            add(RESULT, "{has} %s instead of %s", words(value), words(old));
        } else if (first.separateActivation().isPresent()
                != second.separateActivation().isPresent()) {
            boolean separate = second.separateActivation().isPresent();
            changes.add(Change.of(
                    FORM,
                    separate
                            ? "{has} the activation in a layer of its own"
                            : "{has} the activation in the same layer"));
        }
    }

    private static String words(ActivationFunction function) {
        String name = function.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (function.kind().hasAlpha()) {
            return "%s of %s".formatted(name, Notation.number(function.alpha()));
        }
        return function.equals(ActivationFunction.LINEAR) ? "no activation" : name;
    }

    private void normalization() {
        if (first.normalization().isPresent() != second.normalization().isPresent()) {
            boolean gained = second.normalization().isPresent();
            changes.add(Change.of(RESULT, gained ? "{is} batch-normalised" : "{is} not batch-normalised"));
        } else if (first.normalization().isPresent()) {
            components(
                    first.normalization().get().layer(),
                    second.normalization().get().layer());
        }
    }

    private void trainable() {
        boolean frozen = frozen(second);
        if (frozen != frozen(first)) {
            changes.add(Change.of(TRAINING, frozen ? "{is} frozen" : "{is} not frozen"));
        }
    }

    private static boolean frozen(Unit unit) {
        return unit.nodes().stream().map(Node::instance).anyMatch(instance -> !instance.trainable());
    }

    private static Map<String, Object> values(Layer layer) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : layer.getClass().getRecordComponents()) {
            try {
                values.put(component.getName(), component.getAccessor().invoke(layer));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("%s: cannot be read".formatted(component), e);
            }
        }
        return values;
    }
}
