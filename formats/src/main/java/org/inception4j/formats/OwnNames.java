package org.inception4j.formats;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.inception4j.model.Model;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.spelling.Spelling;
import org.inception4j.tensor.Tensor;

/** The rule of names for files of tensors that say nothing else: this library's names and order of axes. */
public final class OwnNames {
    private OwnNames() {}

    /** Holds a file against a model: {@code conv1/kernel} goes into {@code conv1/kernel}. */
    public static WeightMatch match(TensorFile file, Model model) throws IOException {
        List<String> stored = file.entries().stream().map(TensorEntry::name).toList();
        Matcher matcher = new Matcher(file.place(), model, stored);
        for (WeightSpec spec : model.weights().values()) {
            if (!stored.contains(spec.name())) {
                matcher.missing("tensor", spec.name());
                continue;
            }
            matcher.use(spec.name());
            matcher.put("tensor " + spec.name(), spec, read(file, spec));
        }
        return matcher.match();
    }

    /** Whether this is the rule for the file: it has a name of this model's, or no name that could be another library's. */
    public static boolean fit(TensorFile file, Model model) {
        List<String> names = file.entries().stream().map(TensorEntry::name).toList();
        return names.stream().anyMatch(model.weights()::containsKey)
                || names.stream().noneMatch(name -> name.contains("."));
    }

    /** What to say of a name that a file does not have. */
    public static WeightsException unknown(String place, String name, Collection<String> known) {
        return new WeightsException(
                place,
                "has no tensor " + name,
                Spelling.nearest(name, known).map("did you mean %s?"::formatted).orElse("see its entries"));
    }

    /** A single number may have no axis in a file and one in a model. */
    private static Tensor read(TensorFile file, WeightSpec spec) throws IOException {
        Tensor tensor = file.read(spec.name());
        return tensor.size() == 1 && spec.shape().elements() == 1 ? tensor.reshaped(spec.shape()) : tensor;
    }
}
