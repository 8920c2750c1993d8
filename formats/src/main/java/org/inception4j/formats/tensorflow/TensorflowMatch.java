package org.inception4j.formats.tensorflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.formats.Matcher;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightMatch;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;

/** Goes over the layers of a model and takes the weights of each from the variables of its scope. */
final class TensorflowMatch {
    private static final String FACTOR = "gamma";
    private static final String KERNEL = "kernel";

    private final Source file;
    private final StoredNames stored;
    private final Classes classes;
    private final Matcher matcher;

    private TensorflowMatch(Source file, StoredNames stored, Classes classes, Matcher matcher) {
        this.file = file;
        this.stored = stored;
        this.classes = classes;
        this.matcher = matcher;
    }

    /**
     * @param averages whether moving averages of variables stand for them
     * @param firstClasses how many classes the file has in front of the model's
     */
    static WeightMatch match(Source file, Model model, boolean averages, int firstClasses) throws IOException {
        List<String> names = file.entries().stream().map(TensorEntry::name).toList();
        Map<String, List<WeightSpec>> layers = layers(model.weights().values());
        StoredNames stored = stored(names, model, averages, layers);
        Matcher matcher = new Matcher(file.place(), model, names);
        TensorflowMatch match = new TensorflowMatch(file, stored, new Classes(firstClasses), matcher);
        for (Map.Entry<String, List<WeightSpec>> layer : layers.entrySet()) {
            match.layer(layer.getKey(), layer.getValue());
        }
        return matcher.match();
    }

    /** By names; where these are another source's, by the places of layers in the network. */
    private static StoredNames stored(
            List<String> names, Model model, boolean averages, Map<String, List<WeightSpec>> layers) {
        StoredNames byName = StoredNames.of(names, averages, layers, LayerScopes.byName());
        if (byName.found() * 2 > model.weights().size()) {
            return byName;
        }
        return LayerScopes.byPlace(model, names)
                .map(places -> StoredNames.of(names, averages, layers, places))
                .filter(byPlace -> byPlace.found() > byName.found())
                .orElse(byName);
    }

    private static Map<String, List<WeightSpec>> layers(Collection<WeightSpec> specs) {
        Map<String, List<WeightSpec>> layers = new LinkedHashMap<>();
        for (WeightSpec spec : specs) {
            String layer = spec.name().substring(0, spec.name().lastIndexOf('/'));
            layers.computeIfAbsent(layer, _ -> new ArrayList<>()).add(spec);
        }
        return layers;
    }

    private void layer(String layer, List<WeightSpec> specs) throws IOException {
        boolean tellsClasses = specs.stream()
                .anyMatch(
                        spec -> kind(spec).equals(KERNEL) && sizes(spec.shape()).size() == 2);
        for (WeightSpec spec : specs) {
            Optional<String> name = stored.name(layer, kind(spec));
            if (name.isPresent()) {
                weight(spec, name.get(), tellsClasses);
            } else if (kind(spec).equals(FACTOR) && isWithoutFactor(layer)) {
                matcher.put("tensor " + spec.name(), spec, ones(spec.shape()));
            } else {
                matcher.missing("tensor", stored.expected(layer, kind(spec)));
            }
        }
        if (specs.stream().noneMatch(spec -> kind(spec).equals(FACTOR))) {
            unneededFactor(layer);
        }
    }

    /** TF-slim normalises with an offset and no factor; then no layer of the file has one. */
    private boolean isWithoutFactor(String layer) {
        return !stored.has(FACTOR) && stored.name(layer, "moving_variance").isPresent();
    }

    private void weight(WeightSpec spec, String name, boolean tellsClasses) throws IOException {
        matcher.use(name);
        Tensor tensor = file.read(name);
        List<Integer> sizes = sizes(tensor.shape());
        List<Integer> needed = sizes(spec.shape());
        if (sizes.equals(needed)) {
            matcher.put("tensor " + name, spec, tensor.reshaped(spec.shape()));
        } else if (tellsClasses && classes.fit(sizes, needed)) {
            matcher.put("tensor " + name, spec, classes.cut(tensor, spec.shape()));
        } else {
            matcher.wrong(
                    "tensor " + name,
                    " has the shape %s and the model needs %s%s"
                            .formatted(tensor.shape(), spec.shape(), tellsClasses ? classes.hint(sizes, needed) : ""));
        }
    }

    /** A factor that changes nothing may be there. */
    private void unneededFactor(String layer) throws IOException {
        Optional<String> name = stored.name(layer, FACTOR);
        if (name.isEmpty()) {
            return;
        }
        matcher.use(name.get());
        boolean changes = !file.withoutEffect().contains(name.get()) && !isOnes(file.read(name.get()));
        if (changes) {
            matcher.wrong("tensor " + name.get(), " is not all 1 and the model's normalisation has no factor");
        }
    }

    /** Without ones in front, which a convolution of a pixel has and a dense layer has not. */
    private static List<Integer> sizes(Shape shape) {
        List<Integer> sizes = shape.sizes();
        while (sizes.size() > 1 && sizes.getFirst() == 1) {
            sizes = sizes.subList(1, sizes.size());
        }
        return sizes;
    }

    private static String kind(WeightSpec spec) {
        return spec.name().substring(spec.name().lastIndexOf('/') + 1);
    }

    private static Tensor ones(Shape shape) {
        Tensor ones = Tensor.zeros(shape);
        for (long i = 0; i < ones.size(); i++) {
            ones.set(i, 1);
        }
        return ones;
    }

    private static boolean isOnes(Tensor tensor) {
        for (long i = 0; i < tensor.size(); i++) {
            if (tensor.get(i) != 1) {
                return false;
            }
        }
        return true;
    }
}
