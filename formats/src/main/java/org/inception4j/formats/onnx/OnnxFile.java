package org.inception4j.formats.onnx;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.Matcher;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.protobuf.MessageReader;
import org.inception4j.model.Model;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;

/**
 * An ONNX file. One that {@link OnnxWriter} wrote gives back the model that it was written from. Of another the operators become
 * layers, as far as this library has them: those of the Inception family as PyTorch and others export it for inference, with
 * pictures of one size. An operator that is no layer is refused by its name and type.
 */
public final class OnnxFile implements TensorFile {
    private static final int IR_VERSION_FIELD = 0x08;
    private static final int FIRST_IR_VERSION = 3;
    private static final int LAST_IR_VERSION = 127;

    private final String place;
    private final OnnxModel onnx;
    private final TensorNumbers numbers;
    private final long bytes;
    private Imported imported;

    private OnnxFile(Path file, OnnxModel onnx, long bytes) {
        this.place = file.toString();
        this.onnx = onnx;
        this.numbers = new TensorNumbers(file);
        this.bytes = bytes;
    }

    /** Reads what the file is made of; weights are parts of the file until they are used. */
    public static OnnxFile open(Path file) throws IOException {
        MemorySegment bytes = MappedFile.open(file);
        OnnxModel onnx = new ModelReader(new MessageReader(bytes, file.toString(), "no ONNX file")).read();
        return new OnnxFile(file, onnx, bytes.byteSize());
    }

    /**
     * Whether a file that begins so may be one: a protocol buffer whose first field is {@code ir_version}, and not the first version of
     * a SavedModel.
     */
    public static boolean looksLike(MemorySegment head, Path file) {
        if (head.byteSize() < 4 || Files.isDirectory(file) || head.get(ValueLayout.JAVA_BYTE, 0) != IR_VERSION_FIELD) {
            return false;
        }
        byte version = head.get(ValueLayout.JAVA_BYTE, 1);
        int next = head.get(ValueLayout.JAVA_BYTE, 2) >>> 3;
        return version >= FIRST_IR_VERSION && version <= LAST_IR_VERSION && next >= 2 && next <= 25;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String format() {
        return "ONNX (opset %d%s)".formatted(onnx.opset(), onnx.producer().isBlank() ? "" : ", by " + producer());
    }

    Graph graph() {
        return onnx.graph();
    }

    private String producer() {
        return (onnx.producer() + " " + onnx.producerVersion()).strip();
    }

    @Override
    public List<TensorEntry> entries() {
        List<TensorEntry> entries = new ArrayList<>();
        for (GraphTensor tensor : onnx.graph().tensors().values()) {
            String type = DataType.of(tensor.type()).map(DataType::name).orElse("type " + tensor.type());
            entries.add(new TensorEntry(tensor.name(), type, tensor.sizes()));
        }
        return entries;
    }

    /** What the file's metadata say, but for what this library keeps there for itself. */
    @Override
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>(onnx.metadata());
        metadata.remove(OnnxWriter.MODEL);
        metadata.remove(OnnxWriter.OPTIONS);
        return metadata;
    }

    /** The names of the classes, if {@link OnnxWriter} was given them; else none. */
    public List<String> labels() {
        String labels = onnx.metadata().get(OnnxWriter.LABELS);
        return labels == null ? List.of() : List.of(labels.split("\n", -1));
    }

    @Override
    public Tensor read(String name) throws IOException {
        GraphTensor tensor = onnx.graph().tensors().get(name);
        if (tensor == null) {
            throw new FormatException(place, "has no tensor %s".formatted(name), "ask for one of entries()");
        }
        return numbers.read(tensor);
    }

    @Override
    public Optional<Model> model() throws IOException {
        return Optional.of(imported().model());
    }

    private Imported imported() throws IOException {
        if (imported == null) {
            try {
                Optional<Imported> own = new OwnGraph(place, onnx, numbers).imported(bytes);
                imported = own.isPresent()
                        ? own.get()
                        : GraphImport.of(place, onnx, numbers, numbers.bytesOf(onnx.graph(), bytes));
            } catch (IllegalArgumentException wrong) {
                throw new FormatException(place, wrong);
            }
        }
        return imported;
    }

    /** By the names of layers and weights; those of {@link #model()} are all there. */
    @Override
    public WeightMatch match(Model model) throws IOException {
        Map<String, Tensor> found = imported().weights().tensors();
        Matcher matcher = new Matcher(place, model, found.keySet());
        for (WeightSpec spec : model.weights().values()) {
            Tensor tensor = found.get(spec.name());
            if (tensor == null) {
                matcher.missing("weight", spec.name());
            } else {
                matcher.use(spec.name());
                matcher.put("weight " + spec.name(), spec, tensor);
            }
        }
        return matcher.match();
    }

    /** Nothing: the file's memory is given back when nothing refers to it any more. */
    @Override
    public void close() {}
}
