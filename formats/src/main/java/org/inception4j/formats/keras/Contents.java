package org.inception4j.formats.keras;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.inception4j.formats.Matcher;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;

/** The two ways in which Keras lays weights out in HDF5, with the model's configuration where there is one. */
sealed interface Contents {
    /** For people. */
    String format();

    /** The model as JSON. */
    Optional<String> config();

    /** What messages call the configuration. */
    String configName();

    WeightMatch match(Model model) throws IOException;

    /** What the configuration leaves out. */
    Beside beside();

    /** What Adam remembers for the weights of a model. */
    Optional<AdamState> adam(Model model) throws IOException;

    /** @param config what stood beside the file */
    static Contents of(Hdf5 file, Optional<String> config) throws WeightsException {
        if (config.isPresent()) {
            return new Keras3(new Keras3Layout(file), config);
        }
        if (!H5Names.of(file).hasNames() && Keras3Layout.isIn(file)) {
            return new Keras3(new Keras3Layout(file), Optional.empty());
        }
        return new Legacy(H5File.of(file), file, file.text(file.place(), file.root(), "model_config"));
    }

    /** By {@code layer_names} and {@code weight_names}. */
    record Legacy(H5File layers, Hdf5 file, Optional<String> config) implements Contents {
        @Override
        public String format() {
            return config.isPresent() ? "Keras whole model (HDF5)" : "Keras weights (HDF5)";
        }

        @Override
        public String configName() {
            return "model_config";
        }

        @Override
        public WeightMatch match(Model model) throws IOException {
            WeightMatch byName = layers.matchByName(model);
            InOrder order = new InOrder(file.place(), layers.layers());
            return byName.isComplete() || !order.fits(model) ? byName : inOrder(model, order);
        }

        private WeightMatch inOrder(Model model, InOrder order) throws WeightsException {
            List<String> names = order.layers().stream().map(H5Layer::name).toList();
            Matcher matcher = new Matcher(file.place(), model, names);
            names.forEach(matcher::use);
            Weights weights = order.weights(model);
            model.weights().values().forEach(spec -> matcher.put(spec.name(), spec, weights.get(spec.name())));
            return matcher.match();
        }

        @Override
        public Optional<AdamState> adam(Model model) throws IOException {
            String place = file.place() + ", training_config";
            Optional<String> training = file.text(place, file.root(), "training_config");
            Optional<Group> group = file.group(place, file.root(), "optimizer_weights");
            if (training.isEmpty() || group.isEmpty()) {
                return Optional.empty();
            }
            Optional<Double> rate = AdamReader.learningRate(training.get(), place, "optimizer_config");
            return rate.isEmpty()
                    ? Optional.empty()
                    : new AdamReader(file.place(), variables(group.get()), sortedNames(model)).state(model, rate.get());
        }

        private List<H5Weight> variables(Group group) throws WeightsException {
            String at = file.place() + ", optimizer_weights";
            List<H5Weight> variables = new ArrayList<>();
            for (String name : file.texts(at, group, "weight_names")) {
                if (file.child(at, group, name).orElse(null) instanceof Dataset dataset) {
                    variables.add(H5Weight.of(file, at, name, dataset));
                }
            }
            return variables;
        }

        private Map<String, String> sortedNames(Model model) {
            Map<String, String> names = new HashMap<>();
            if (layers.kerasVersion()
                    .filter(SORTING.asMatchPredicate().negate())
                    .isPresent()) {
                return names;
            }
            Map<String, ModelLayer> wanted = new HashMap<>();
            ModelLayer.of(model).forEach(layer -> wanted.put(layer.name(), layer));
            for (H5Layer layer : layers.layers()) {
                ModelLayer like = wanted.get(layer.name());
                if (like != null && like.problem(layer).isEmpty()) {
                    for (int i = 0; i < like.weights().size(); i++) {
                        names.put(
                                like.weights().get(i).name(),
                                layer.weights().get(i).name());
                    }
                }
            }
            return names;
        }

        @Override
        public Beside beside() {
            return (_, name) -> {
                for (H5Layer layer : layers.layers()) {
                    if (layer.name().equals(name)) {
                        return Optional.of(numbers(layer.weights(), file.place() + ", layer " + name));
                    }
                }
                return Optional.empty();
            };
        }
    }

    /** Versions that sorted an optimizer's variables by name: the names are then of use. */
    Pattern SORTING = Pattern.compile("1\\..*|2\\.0\\..*");

    /** By classes and numbers. */
    record Keras3(Keras3Layout layout, Optional<String> config) implements Contents {
        @Override
        public String format() {
            return config.isPresent() ? "Keras 3 model (.keras archive)" : "Keras 3 weights (HDF5)";
        }

        @Override
        public String configName() {
            return "config.json";
        }

        @Override
        public WeightMatch match(Model model) throws IOException {
            return Keras3Match.of(layout, model);
        }

        @Override
        public Optional<AdamState> adam(Model model) throws IOException {
            String place = layout.file().place();
            Optional<Double> rate = config.isEmpty()
                    ? Optional.empty()
                    : AdamReader.learningRate(config.get(), place + ", " + configName(), "compile_config", "optimizer");
            return rate.isEmpty()
                    ? Optional.empty()
                    : new AdamReader(place, layout.weights("optimizer"), Map.of()).state(model, rate.get());
        }

        @Override
        public Beside beside() {
            return (path, _) ->
                    Optional.of(numbers(layout.weights(path), layout.file().place() + ", " + path));
        }
    }

    private static List<float[]> numbers(List<H5Weight> weights, String place) throws WeightsException {
        List<float[]> numbers = new ArrayList<>();
        for (H5Weight weight : weights) {
            if (weight.sizes().size() == 1) {
                numbers.add(weight.read(weight.vector(place), place).toArray());
            }
        }
        return numbers;
    }
}
