package org.inception4j.formats.keras;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** The first layer with weights of the file to the first of the model, and so on. */
record InOrder(String place, List<H5Layer> layers) {
    private static final int SHOWN = 3;

    InOrder {
        layers = layers.stream().filter(layer -> !layer.weights().isEmpty()).toList();
    }

    Weights weights(Model model) throws WeightsException {
        return Weights.of(read(model)).forModel(model);
    }

    /** True if as many layers have weights of the same shapes in the same order. */
    boolean fits(Model model) {
        List<ModelLayer> wanted = ModelLayer.of(model);
        return wanted.size() == layers.size()
                && IntStream.range(0, wanted.size())
                        .allMatch(i -> wanted.get(i).problem(layers.get(i)).isEmpty());
    }

    private Map<String, Tensor> read(Model model) throws WeightsException {
        List<ModelLayer> wanted = ModelLayer.of(model);
        if (wanted.size() != layers.size()) {
            throw otherCount(model, wanted);
        }
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            wanted.get(i).read(layers.get(i), at(i, wanted.get(i)), weights);
        }
        return weights;
    }

    private String at(int index, ModelLayer layer) {
        String stored = layers.get(index).name();
        return layer.name().equals(stored)
                ? "%s, layer %s".formatted(place, stored)
                : "%s, layer %s (%s in the model)".formatted(place, stored, layer.name());
    }

    private WeightsException otherCount(Model model, List<ModelLayer> wanted) {
        Set<String> here =
                new LinkedHashSet<>(layers.stream().map(H5Layer::name).toList());
        Set<String> there =
                new LinkedHashSet<>(wanted.stream().map(ModelLayer::name).toList());
        return new WeightsException(
                place,
                "has %d layers with weights and %s has %d%s"
                        .formatted(
                                layers.size(),
                                model.name(),
                                wanted.size(),
                                only("file", here, there) + only("model", there, here)),
                "build the network that the file was saved from, with its top or without as there");
    }

    /** Names that one side alone has, if they are few. Automatic names do not count: where they begin depends on what was built before. */
    private static String only(String side, Set<String> names, Set<String> others) {
        Set<String> kinds = others.stream().map(InOrder::withoutNumber).collect(Collectors.toSet());
        List<String> alone = names.stream()
                .filter(name -> !kinds.contains(withoutNumber(name)))
                .toList();
        return alone.isEmpty() || alone.size() > SHOWN
                ? ""
                : ", only the %s has %s".formatted(side, String.join(", ", alone));
    }

    private static String withoutNumber(String name) {
        return name.replaceFirst("_\\d+$", "");
    }
}
