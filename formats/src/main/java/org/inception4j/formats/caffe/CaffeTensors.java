package org.inception4j.formats.caffe;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.formats.OwnNames;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;

/** A {@code .caffemodel} as a file of tensors: the first blob of layer {@code conv1} is {@code conv1[0]}, as in pycaffe. */
public final class CaffeTensors implements TensorFile {
    private final CaffeNet net;
    private final Map<String, Tensor> blobs = new LinkedHashMap<>();

    private CaffeTensors(CaffeNet net) {
        this.net = net;
        for (CaffeLayer layer : net.layers()) {
            for (int i = 0; i < layer.blobs().size(); i++) {
                // Of a layer that is there for training and for testing, the first, as in matching
                blobs.putIfAbsent(
                        "%s[%d]".formatted(layer.name(), i), layer.blobs().get(i));
            }
        }
    }

    /**
     * Reads the layers; weights are parts of the file until they are used.
     *
     * @throws WeightsException if the file is damaged or is none of Caffe's
     */
    public static CaffeTensors open(Path file) throws IOException {
        return new CaffeTensors(CaffeFile.read(file));
    }

    /**
     * Whether a file that begins so is a network of Caffe: nothing in it says so but the order of its fields, a name and layers
     * that have names or types, so ask for other formats first.
     */
    public static boolean looksLike(MemorySegment head, Path file) {
        return Signature.isNet(head);
    }

    public CaffeNet net() {
        return net;
    }

    @Override
    public String place() {
        return net.place();
    }

    @Override
    public String format() {
        return "Caffe network";
    }

    @Override
    public List<TensorEntry> entries() {
        List<TensorEntry> entries = new ArrayList<>();
        blobs.forEach((name, blob) -> entries.add(new TensorEntry(
                name,
                "float32",
                blob.shape().sizes().stream().map(Integer::longValue).toList())));
        return entries;
    }

    /** Its name and how many layers it has, if it has a name. */
    @Override
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!net.name().isEmpty()) {
            metadata.put("name", net.name());
        }
        metadata.put("layers", String.valueOf(net.layers().size()));
        return metadata;
    }

    @Override
    public Tensor read(String name) throws IOException {
        if (!blobs.containsKey(name)) {
            throw OwnNames.unknown(place(), name, blobs.keySet());
        }
        return blobs.get(name);
    }

    /** Nothing: of a network's layers, this reader knows names and weights only. */
    @Override
    public Optional<Model> model() {
        return Optional.empty();
    }

    /** As {@link CaffeNet#match}. */
    @Override
    public WeightMatch match(Model model) {
        return net.match(model);
    }

    /** Nothing: the memory is given back when no tensor refers to it any more. */
    @Override
    public void close() {}
}
