package org.inception4j.formats.keras;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** The weights of a layer by themselves. */
    Statistics statistics();

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
        public Statistics statistics() {
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
        public Statistics statistics() {
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
