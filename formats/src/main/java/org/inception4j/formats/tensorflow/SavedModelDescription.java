package org.inception4j.formats.tensorflow;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inception4j.formats.protobuf.ProtoReader;

/**
 * What {@code saved_model.pb} says of the graphs in it, as text: tags, the version of TensorFlow, signatures. What is wrong ends in an
 * {@link IllegalArgumentException}.
 */
final class SavedModelDescription {
    private final Map<String, String> facts = new LinkedHashMap<>();

    private SavedModelDescription() {}

    static Map<String, String> read(MemorySegment file) {
        SavedModelDescription description = new SavedModelDescription();
        ProtoReader in = new ProtoReader(file);
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 2) {
                description.graph(in.message());
            } else {
                in.skip();
            }
        }
        return description.facts;
    }

    /** The message {@code MetaGraphDef}. */
    private void graph(ProtoReader in) {
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> information(in.message());
                case 5 -> signature(in.message());
                default -> in.skip();
            }
        }
    }

    private void information(ProtoReader in) {
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 4 -> facts.merge("tags", in.text(), (tags, tag) -> tags + ", " + tag);
                case 5 -> facts.put("tensorflow_version", in.text());
                default -> in.skip();
            }
        }
    }

    /** An entry of the map from names to {@code SignatureDef}. */
    private void signature(ProtoReader in) {
        String name = "";
        String says = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.text();
                case 2 -> says = tensors(in.message());
                default -> in.skip();
            }
        }
        facts.put("signature " + name, says);
    }

    private static String tensors(ProtoReader in) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> inputs.add(tensor(in.message()));
                case 2 -> outputs.add(tensor(in.message()));
                default -> in.skip();
            }
        }
        return String.join(", ", inputs) + " -> " + String.join(", ", outputs);
    }

    /** An entry of the map from names to {@code TensorInfo}: {@code images DT_FLOAT (?, 299, 299, 3)}. */
    private static String tensor(ProtoReader in) {
        String name = "";
        String says = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.text();
                case 2 -> says = typeAndSizes(in.message());
                default -> in.skip();
            }
        }
        return name + says;
    }

    private static String typeAndSizes(ProtoReader in) {
        String type = "";
        String sizes = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 2 -> type = " " + DataType.name((int) in.number());
                case 3 ->
                    sizes = TensorMessage.sizes(in.message()).stream()
                            .map(size -> size < 0 ? "?" : size.toString())
                            .collect(Collectors.joining(", ", " (", ")"));
                default -> in.skip();
            }
        }
        return type + sizes;
    }
}
