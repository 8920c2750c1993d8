package org.inception4j.formats.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.inception4j.formats.Matcher;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Layer;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.model.Normalization;
import org.inception4j.model.WeightSpec;

/** Each layer of a model from the place that its class and number have in Keras 3, whatever its name is. */
final class Keras3Match {
    private final Keras3Layout layout;
    private final Matcher matcher;

    private Keras3Match(Keras3Layout layout, Matcher matcher) {
        this.layout = layout;
        this.matcher = matcher;
    }

    static WeightMatch of(Keras3Layout layout, Model model) throws WeightsException {
        Matcher matcher = new Matcher(layout.file().place(), model, layout.paths());
        new Keras3Match(layout, matcher).walk(model, "", "");
        return matcher.match();
    }

    /** A layer with weights of its own and its place in the file. */
    record Placed(String path, Layer layer, List<WeightSpec> weights) {}

    /** All layers of a model in Keras' order, nested ones under the full names that their weights have here. */
    static List<Placed> places(Model model, String path, String prefix) {
        List<Placed> places = new ArrayList<>();
        LayerPaths paths = new LayerPaths(path);
        Set<LayerInstance> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : model.nodes()) {
            if (seen.add(node.instance())) {
                String place = paths.next(className(node.layer()));
                if (node.layer() instanceof NestedModel nested) {
                    places.addAll(places(nested.model(), place, prefix + model.name(node) + "/"));
                } else {
                    places.add(new Placed(place, node.layer(), stored(model, node, prefix)));
                }
            }
        }
        return places;
    }

    /** A model of whatever class is one of these two in Keras' files. */
    static String className(Layer layer) {
        return switch (layer) {
            case NestedModel nested when nested.model().sequential() -> "Sequential";
            case NestedModel _ -> "Functional";
            default -> layer.getClass().getSimpleName();
        };
    }

    /** First what the layer lets training change, also where the layer is frozen. */
    private static List<WeightSpec> stored(Model model, Node node, String prefix) {
        List<WeightSpec> own = node.layer().weights(node.inputShapes());
        List<WeightSpec> named = model.weights(node);
        List<WeightSpec> all = new ArrayList<>();
        for (boolean trainable : new boolean[] {true, false}) {
            for (int i = 0; i < own.size(); i++) {
                WeightSpec spec = named.get(i);
                if (own.get(i).trainable() == trainable) {
                    all.add(new WeightSpec(prefix + spec.name(), spec.shape(), spec.initializer(), trainable));
                }
            }
        }
        return all;
    }

    private void walk(Model model, String path, String prefix) throws WeightsException {
        for (Placed placed : places(model, path, prefix)) {
            if (placed.layer() instanceof Normalization) {
                matcher.use(placed.path());
            } else if (!placed.weights().isEmpty()) {
                put(placed);
            }
        }
    }

    private void put(Placed placed) throws WeightsException {
        List<H5Weight> stored = layout.weights(placed.path());
        String what = "layer " + placed.path();
        if (stored.isEmpty()) {
            matcher.missing("layer", placed.path());
            return;
        }
        matcher.use(placed.path());
        if (stored.size() != placed.weights().size()) {
            matcher.wrong(
                    what,
                    " has %d weights and the model needs %d (%s)"
                            .formatted(stored.size(), placed.weights().size(), names(placed)));
            return;
        }
        for (int i = 0; i < stored.size(); i++) {
            put(stored.get(i), placed.weights().get(i));
        }
    }

    private void put(H5Weight stored, WeightSpec spec) throws WeightsException {
        String what = "%s (%s)".formatted(stored.name(), spec.name());
        if (stored.fits(spec.shape())) {
            matcher.put(what, spec, stored.read(spec.shape(), layout.file().place() + ", " + stored.name()));
        } else {
            matcher.wrong(what, " has the shape %s and the model needs %s".formatted(stored.shape(), spec.shape()));
        }
    }

    private static String names(Placed placed) {
        return String.join(", ", placed.weights().stream().map(WeightSpec::name).toList());
    }
}
