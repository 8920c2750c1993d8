package org.inception4j.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;

/**
 * What a network's own source answered, with {@link CounterWeights}; the files are made by {@code scripts/goldens/networks.py}.
 *
 * @param parameters all numbers, moving averages among them
 * @param blocks what stands at the end of each block
 * @param outputs logits: the main output's name is {@link #MAIN}, others' are ours
 */
record NetworkGolden(
        String file,
        String network,
        int imageSize,
        int classes,
        boolean auxiliary,
        long parameters,
        Map<String, Numbers> blocks,
        Map<String, Numbers> outputs) {
    static final String MAIN = "output";

    /**
     * What is known of a tensor.
     *
     * @param largest the largest magnitude
     * @param at places in row-major order, and the values there
     * @param top the places of the largest values, for outputs
     */
    record Numbers(Shape shape, double mean, double largest, int[] at, float[] values, List<Integer> top) {
        private static Numbers of(JsonValue json) throws FormatException {
            List<Integer> top = json.has("top") ? integers(json.field("top")) : List.of();
            List<JsonValue> values = json.field("values").elements();
            float[] numbers = new float[values.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = values.get(i).float32();
            }
            return new Numbers(
                    new Shape(integers(json.field("shape"))),
                    json.field("mean").float64(),
                    json.field("largest").float64(),
                    integers(json.field("at")).stream()
                            .mapToInt(Integer::intValue)
                            .toArray(),
                    numbers,
                    top);
        }
    }

    /** All that there are: the repository's, or those of the folder that the property goldens names. */
    static List<NetworkGolden> all() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .map(NetworkGolden::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path folder() {
        try {
            String given = System.getProperty("goldens");
            return given != null
                    ? Path.of(given)
                    : Path.of(NetworkGolden.class.getResource("goldens").toURI());
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** Those that lie beside the file as safetensors, else counted ones. */
    Weights weights(Model model, Arena arena) {
        Path exchanged = folder().resolve(file.replace(".json", ".safetensors"));
        try {
            return Files.exists(exchanged) ? SafetensorsFile.read(exchanged) : CounterWeights.of(model, arena);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Model model() {
        Network zoo = Networks.named(network);
        NetworkOptions options = zoo.defaults()
                .withImageSize(imageSize)
                .withClasses(classes)
                .withAuxiliary(auxiliary)
                .withClassifierActivation(ActivationFunction.LINEAR);
        return zoo.build(options);
    }

    @Override
    public String toString() {
        return file;
    }

    private static NetworkGolden read(Path path) {
        String file = path.getFileName().toString();
        try {
            JsonValue json = JsonValue.parse(Files.readString(path), file);
            return new NetworkGolden(
                    file,
                    json.field("network").string(),
                    json.field("imageSize").int32(),
                    json.field("classes").int32(),
                    json.field("auxiliary").bool(),
                    json.field("parameters").int64(),
                    numbers(json.field("blocks")),
                    numbers(json.field("outputs")));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static Map<String, Numbers> numbers(JsonValue json) throws FormatException {
        Map<String, Numbers> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> field : json.fields().entrySet()) {
            all.put(field.getKey(), Numbers.of(field.getValue()));
        }
        return all;
    }

    private static List<Integer> integers(JsonValue json) throws FormatException {
        List<Integer> all = new ArrayList<>();
        for (JsonValue element : json.elements()) {
            all.add(element.int32());
        }
        return all;
    }
}
