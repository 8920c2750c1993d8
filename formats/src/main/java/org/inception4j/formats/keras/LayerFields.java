package org.inception4j.formats.keras;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Padding;
import org.inception4j.model.Size;
import org.inception4j.model.spelling.Spelling;

/**
 * The {@code config} of a layer, whose fields are asked for by the name that they have now and those that they had in older
 * versions. A field that nobody asked for is refused by {@link #checkRest}.
 */
final class LayerFields {
    /** How a layer is trained or what it is called; nothing of what it computes. */
    private static final Set<String> NOT_COMPUTED = Set.of(
            "name",
            "trainable",
            "dtype",
            "autocast",
            "batch_input_shape",
            "batch_shape",
            "build_input_shape",
            "input_shape",
            "input_dim",
            "input_dtype",
            "sparse",
            "ragged",
            "optional",
            "seed",
            "noise_shape",
            "activity_regularizer",
            "quantization_config",
            "lora_rank",
            "lora_alpha");

    private static final Set<String> ENDINGS =
            Set.of("_regularizer", "_constraint", "_initializer", "_init", "W_regularizer", "b_regularizer");

    /** Letters of a name in a message. */
    private static final int SHOWN = 60;

    private final JsonValue json;
    private final Set<String> asked = new TreeSet<>(NOT_COMPUTED);

    LayerFields(JsonValue json) {
        this.json = json;
    }

    JsonValue json() {
        return json;
    }

    /** The value under the first of the names that is there and not null. */
    Optional<JsonValue> find(String... names) throws FormatException {
        asked.addAll(List.of(names));
        for (String name : names) {
            if (json.has(name) && !json.field(name).isNull()) {
                return Optional.of(json.field(name));
            }
        }
        return Optional.empty();
    }

    private JsonValue need(String... names) throws FormatException {
        Optional<JsonValue> found = find(names);
        return found.isPresent() ? found.get() : json.field(names[0]);
    }

    int number(String... names) throws FormatException {
        JsonValue value = need(names);
        double number = value.float64();
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw value.refused("is %s".formatted(number), "give a whole number");
        }
        return (int) number;
    }

    int numberOr(int otherwise, String name) throws FormatException {
        return find(name).isPresent() ? number(name) : otherwise;
    }

    float floatOr(double otherwise, String... names) throws FormatException {
        Optional<JsonValue> value = find(names);
        return value.isPresent() ? value.get().float32() : (float) otherwise;
    }

    boolean flagOr(boolean otherwise, String... names) throws FormatException {
        Optional<JsonValue> value = find(names);
        return value.isPresent() ? value.get().bool() : otherwise;
    }

    String textOr(String otherwise, String... names) throws FormatException {
        Optional<JsonValue> value = find(names);
        return value.isPresent() ? value.get().string() : otherwise;
    }

    /** A number or a pair. */
    Size size(String... names) throws FormatException {
        return size(need(names));
    }

    Size sizeOr(Size otherwise, String... names) throws FormatException {
        Optional<JsonValue> value = find(names);
        return value.isPresent() ? size(value.get()) : otherwise;
    }

    private static Size size(JsonValue value) throws FormatException {
        if (!value.isList()) {
            return Size.of(value.int32());
        }
        List<JsonValue> sides = value.elements();
        if (sides.size() != 2) {
            throw value.refused("has %d numbers".formatted(sides.size()), "give a height and a width");
        }
        return Size.of(sides.getFirst().int32(), sides.getLast().int32());
    }

    /** {@code ((top, bottom), (left, right))}, {@code (rows, columns)} or one number for all sides. */
    Padding.Explicit sides(String name) throws FormatException {
        JsonValue value = need(name);
        if (!value.isList() || !value.elements().getFirst().isList()) {
            Size size = size(value);
            return new Padding.Explicit(size.height(), size.height(), size.width(), size.width());
        }
        Size rows = size(value.elements().getFirst());
        Size columns = size(value.elements().getLast());
        return new Padding.Explicit(rows.height(), rows.width(), columns.height(), columns.width());
    }

    Padding padding() throws FormatException {
        Optional<JsonValue> value = find("padding", "border_mode");
        String word = value.isPresent() ? value.get().string() : "valid";
        return switch (word) {
            case "same" -> Padding.SAME;
            case "valid" -> Padding.VALID;
            default -> throw value.get().refused("is \"%s\"".formatted(word), "give one of same, valid");
        };
    }

    /** Refuses what does not have its channels last. */
    void checkChannelsLast() throws FormatException {
        Optional<JsonValue> value = find("data_format", "dim_ordering");
        String word = value.isPresent() ? value.get().string() : "default";
        if (!Set.of("channels_last", "tf", "default").contains(word)) {
            throw value.get()
                    .refused(
                            "is \"%s\"".formatted(word),
                            "build the network with channels_last and copy the weights, which are the same");
        }
    }

    /** Refuses a list of axes other than the last one of an example of this rank. */
    void checkLastAxis(int rank, String... names) throws FormatException {
        Optional<JsonValue> value = find(names);
        if (value.isEmpty()) {
            return;
        }
        List<JsonValue> axes = value.get().isList() ? value.get().elements() : List.of(value.get());
        for (JsonValue axis : axes) {
            if (axes.size() != 1 || (axis.int32() != -1 && axis.int32() != rank)) {
                throw value.get()
                        .refused(
                                "is %s".formatted(axes.size() == 1 ? String.valueOf(axis.int32()) : "a list"),
                                "only the last axis, -1 or %d, is known".formatted(rank));
            }
        }
    }

    /** Fields that are there, mean nothing here and are known. */
    void skip(String... names) {
        asked.addAll(List.of(names));
    }

    /** Refuses a field that is not understood, with the nearest one that is. */
    void checkRest() throws FormatException {
        for (String name : json.fields().keySet()) {
            if (!asked.contains(name) && ENDINGS.stream().noneMatch(name::endsWith)) {
                String shown = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
                throw json.refused(
                        "has the unknown field %s".formatted(shown),
                        Spelling.nearest(shown, asked)
                                .map("did you mean %s?"::formatted)
                                .orElse("it may change what the layer computes"));
            }
        }
    }
}
