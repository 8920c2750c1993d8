package org.inception4j.formats.onnx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.formats.AtomicFile;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.ModelJson;
import org.inception4j.formats.json.RecordJson;
import org.inception4j.formats.onnx.Fields.OfEntry;
import org.inception4j.formats.onnx.Fields.OfModel;
import org.inception4j.formats.onnx.Fields.OfOpset;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;

/**
 * Writes models as ONNX files of opset 17 with IR version 8, which ONNX Runtime runs from 1.12 on. Inputs and outputs have the model's
 * names. The model itself goes into the file's metadata, so that {@link OnnxFile} gives it back exactly.
 */
public final class OnnxWriter {
    static final String PRODUCER = "inception4j";
    static final String MODEL = "inception4j.model";
    static final String OPTIONS = "inception4j.options";
    static final String LABELS = "labels";
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int BUFFER = 1 << 20;

    private OnnxWriter() {}

    /**
     * Writes the model without its auxiliary heads; after an exception an old file is as it was.
     *
     * @param weights at least those that the model needs
     * @throws IllegalArgumentException if a weight is missing or has another shape, or pixels are asked for that the model cannot take
     */
    public static void write(Path file, Model model, Weights weights, OnnxOptions options) throws IOException {
        Model written = model.inference();
        Graph graph = GraphWriter.of(written, options);
        Weights needed = weights.forModel(written);
        ProtoMessage message = new ProtoMessage()
                .whole(OfModel.IR_VERSION, IR_VERSION)
                .text(OfModel.PRODUCER_NAME, PRODUCER)
                .message(OfModel.GRAPH, new GraphMessage(needed).of(graph))
                .message(
                        OfModel.OPSET_IMPORT,
                        new ProtoMessage().text(OfOpset.DOMAIN, "").whole(OfOpset.VERSION, OPSET));
        for (Map.Entry<String, String> entry : metadata(written, options).entrySet()) {
            message.message(
                    OfModel.METADATA,
                    new ProtoMessage().text(OfEntry.KEY, entry.getKey()).text(OfEntry.VALUE, entry.getValue()));
        }
        write(file, message);
    }

    private static void write(Path file, ProtoMessage message) throws IOException {
        if (message.size() > Integer.MAX_VALUE) {
            throw new FormatException(
                    file.toString(),
                    "would have %d bytes and ONNX files have at most %d".formatted(message.size(), Integer.MAX_VALUE),
                    "export a narrower model");
        }
        AtomicFile.write(file, out -> {
            BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
            message.writeTo(buffered);
            buffered.flush();
        });
    }

    private static Map<String, String> metadata(Model model, OnnxOptions options) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(MODEL, ModelJson.write(model));
        metadata.put(OPTIONS, optionsText(options));
        if (!options.labels().isEmpty()) {
            metadata.put(LABELS, String.join("\n", options.labels()));
        }
        return metadata;
    }

    /** Without the labels, which stand by themselves. */
    private static String optionsText(OnnxOptions options) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("batch", options.batch());
        json.put("layout", options.layout().name());
        options.pixels().ifPresent(pixels -> json.put("pixels", RecordJson.write(pixels, PixelInput.class)));
        return JsonText.writeLine(json);
    }
}
