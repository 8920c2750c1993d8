package org.inception4j.formats.torch;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.inception4j.formats.Matcher;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightMatch;
import org.inception4j.model.Dense;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;

/** Goes over the layers of a model and takes the weights of each from the tensors of its module. */
final class TorchMatch {
    private static final Set<String> FLOATS =
            Set.of("float32", "float64", "float16", "bfloat16", "F32", "F64", "F16", "BF16", ">f4", ">f8", ">f2");

    private final TensorFile file;
    private final Map<String, TensorEntry> stored = new LinkedHashMap<>();
    private final String prefix;
    private final int background;

    /**
     * @param file with PyTorch's names and order of axes, in whatever format
     * @param background how many classes the file's classifiers may have in front of the model's
     */
    TorchMatch(TensorFile file, int background) {
        this.file = file;
        file.entries().forEach(entry -> stored.put(entry.name(), entry));
        this.prefix = StateDict.prefix(stored.keySet());
        this.background = background;
    }

    WeightMatch match(Model model) throws IOException {
        List<TorchLayer> layers = TorchLayer.of(model);
        Set<String> modules = layers.stream().map(TorchLayer::module).collect(Collectors.toSet());
        Matcher matcher = new Matcher(file.place(), model, List.copyOf(stored.keySet()));
        for (TorchLayer layer : layers) {
            layer(layer, prefix + module(layer, modules) + ".", matcher);
        }
        return matcher.match();
    }

    /** The module's name in this file. */
    private String module(TorchLayer layer, Set<String> modules) {
        return has(layer.module())
                ? layer.module()
                : Names.others(layer.module()).stream()
                        .filter(other -> has(other) && !modules.contains(other))
                        .findFirst()
                        .orElse(layer.module());
    }

    private boolean has(String module) {
        return stored.containsKey(prefix + module + ".weight");
    }

    private void layer(TorchLayer layer, String path, Matcher matcher) throws IOException {
        boolean found = false;
        for (TorchWeight weight : layer.weights()) {
            TensorEntry tensor = stored.get(path + weight.parameter());
            if (tensor == null) {
                matcher.missing("tensor", path + weight.parameter());
            } else {
                found = true;
                weight(layer, weight, path + weight.parameter(), matcher);
            }
        }
        if (found) {
            beside(layer, path, matcher);
        }
    }

    private void weight(TorchLayer layer, TorchWeight weight, String name, Matcher matcher) throws IOException {
        matcher.use(name);
        TensorEntry tensor = stored.get(name);
        if (!FLOATS.contains(tensor.type())) {
            matcher.wrong(
                    "tensor " + name, " holds %s and a weight is of a floating-point type".formatted(tensor.type()));
            return;
        }
        List<Long> sizes = withoutLeadingOnes(tensor.sizes(), weight.sizes().size());
        long extra =
                layer.layer() instanceof Dense && sizes.size() == weight.sizes().size()
                        ? sizes.getFirst() - weight.sizes().getFirst()
                        : 0;
        if (extra > 0
                && extra == background
                && sizes.subList(1, sizes.size()).equals(weight.sizes().subList(1, sizes.size()))) {
            put(weight, name, background, matcher);
        } else if (sizes.equals(weight.sizes())) {
            put(weight, name, 0, matcher);
        } else {
            matcher.wrong("tensor " + name, misfit(tensor.sizes(), weight.sizes(), extra));
        }
    }

    private static String misfit(List<Long> sizes, List<Long> needed, long extra) {
        String background = extra == 1 ? " (its first class may be a background, see withoutFirstClasses)" : "";
        return " has the shape %s and the model needs %s".formatted(StoredTensor.text(sizes), StoredTensor.text(needed))
                + background;
    }

    private void put(TorchWeight weight, String name, long skippedRows, Matcher matcher) throws IOException {
        Tensor numbers = file.read(name);
        long row = weight.spec().shape().elements() / weight.sizes().getFirst();
        matcher.put(
                "tensor " + name,
                weight.spec(),
                weight.order().toOurs(numbers, skippedRows * row, weight.spec().shape()));
    }

    /** What else the module has: a count, which is no weight, and parts that must change nothing where the model has none. */
    private void beside(TorchLayer layer, String path, Matcher matcher) throws IOException {
        if (stored.containsKey(path + TorchLayer.COUNT)) {
            matcher.use(path + TorchLayer.COUNT);
        }
        for (Map.Entry<String, Float> part : layer.neutral().entrySet()) {
            String name = path + part.getKey();
            if (stored.containsKey(name)) {
                matcher.use(name);
                if (!isAll(file.read(name), part.getValue())) {
                    matcher.wrong(
                            "tensor " + name,
                            " is not all %s and the model's normalisation has none".formatted(part.getValue()));
                }
            }
        }
    }

    private static boolean isAll(Tensor tensor, float value) {
        for (long i = 0; i < tensor.size(); i++) {
            if (tensor.get(i) != value) {
                return false;
            }
        }
        return true;
    }

    /** Vectors of converted files have a size of 1 in front. */
    private static List<Long> withoutLeadingOnes(List<Long> sizes, int rank) {
        List<Long> left = sizes;
        while (left.size() > rank && left.getFirst() == 1) {
            left = left.subList(1, left.size());
        }
        return left;
    }
}
