package org.inception4j.formats.safetensors;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.tensor.Tensor;

/** The JSON in front of the data: which tensor lies where, and free text about the file. */
record SafetensorsHeader(Map<String, String> metadata, List<TensorHeader> tensors) {
    /** Of the length in front of the header. */
    static final int LENGTH_BYTES = Long.BYTES;

    /** A header of the largest models has a few megabytes. */
    static final int MAX_BYTES = 16 << 20;

    /** The data begin at a multiple of it, counted from the begin of the file. */
    private static final int ALIGNMENT = 64;

    private static final String METADATA = "__metadata__";

    /** The header for these tensors in this order, one after the other without gaps. */
    static byte[] encode(Map<String, Tensor> tensors, Map<String, String> metadata) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            json.put(METADATA, metadata);
        }
        long begin = 0;
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            long end = begin + tensor.getValue().size() * Float.BYTES;
            json.put(tensor.getKey(), encode(tensor, begin, end));
            begin = end;
        }
        return padded(JsonText.writeLine(json));
    }

    private static Map<String, Object> encode(Map.Entry<String, Tensor> tensor, long begin, long end) {
        if (tensor.getKey().equals(METADATA)) {
            throw new IllegalArgumentException(
                    "safetensors: a tensor is named %s, which is kept for metadata; rename it".formatted(METADATA));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dtype", ElementType.F32.name());
        json.put("shape", tensor.getValue().shape().sizes());
        json.put("data_offsets", List.of(begin, end));
        return json;
    }

    private static byte[] padded(String json) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        int padding = Math.floorMod(-(LENGTH_BYTES + length), ALIGNMENT);
        return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param dataBytes what stands after the header; the tensors must fill it without gaps, as the format asks, so that no
     *     bytes are hidden and none are used twice
     */
    static SafetensorsHeader decode(byte[] json, long dataBytes, String place) throws FormatException {
        Map<String, JsonValue> fields =
                JsonValue.parse(text(json, place), place).fields();
        Map<String, String> metadata = new LinkedHashMap<>();
        List<TensorHeader> tensors = new ArrayList<>();
        for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
            if (!field.getKey().equals(METADATA)) {
                tensors.add(TensorHeader.of(field.getKey(), field.getValue()));
                continue;
            }
            for (Map.Entry<String, JsonValue> entry : field.getValue().fields().entrySet()) {
                metadata.put(entry.getKey(), entry.getValue().string());
            }
        }
        checkFilled(tensors, dataBytes, place);
        return new SafetensorsHeader(metadata, tensors);
    }

    private static void checkFilled(List<TensorHeader> tensors, long dataBytes, String place) throws FormatException {
        List<TensorHeader> inOrder = new ArrayList<>(tensors);
        inOrder.sort(TensorHeader::compareByPlace);
        long end = 0;
        String before = "the header";
        for (TensorHeader tensor : inOrder) {
            if (tensor.begin() != end) {
                throw new FormatException(
                        place,
                        "%s begins at byte %d of the data, and %s ends at %d"
                                .formatted(tensor.name(), tensor.begin(), before, end),
                        "give a file whose tensors follow each other without gaps");
            }
            end = tensor.end();
            before = tensor.name();
        }
        if (end != dataBytes) {
            throw new FormatException(
                    place,
                    "has %d bytes of data, and its tensors need %d".formatted(dataBytes, end),
                    dataBytes < end ? "it is cut off; copy it again" : "give a file without extra bytes at its end");
        }
    }

    private static String text(byte[] json, String place) throws FormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new FormatException(place, "its header is no UTF-8 text", "give a safetensors file");
        }
    }
}
