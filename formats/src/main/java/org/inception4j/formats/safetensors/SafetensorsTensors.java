package org.inception4j.formats.safetensors;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.OwnNames;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.torch.TorchFile;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;

/**
 * Any safetensors file, with whatever types of numbers and names it has; {@link SafetensorsFile} is for weights alone. It is
 * mapped into memory, which is given back when no tensor refers to it any more; it must not be changed in place meanwhile.
 */
public final class SafetensorsTensors implements TensorFile {
    private final String place;
    private final MemorySegment data;
    private final Map<String, TensorHeader> headers = new LinkedHashMap<>();
    private final Map<String, String> metadata;

    private SafetensorsTensors(SafetensorsHeader header, MemorySegment data, String place) {
        header.tensors().forEach(tensor -> headers.put(tensor.name(), tensor));
        this.metadata = header.metadata();
        this.data = data;
        this.place = place;
    }

    static SafetensorsTensors of(MemorySegment bytes, String place) throws WeightsException {
        long dataBegin = SafetensorsHeader.LENGTH_BYTES + headerBytes(bytes, place);
        byte[] json = bytes.asSlice(SafetensorsHeader.LENGTH_BYTES, dataBegin - SafetensorsHeader.LENGTH_BYTES)
                .toArray(ValueLayout.JAVA_BYTE);
        MemorySegment data = bytes.asSlice(dataBegin);
        try {
            return new SafetensorsTensors(SafetensorsHeader.decode(json, data.byteSize(), place), data, place);
        } catch (FormatException wrong) {
            throw new WeightsException(wrong);
        }
    }

    /**
     * Reads the header.
     *
     * @throws WeightsException if the file is not safetensors or is damaged
     */
    public static SafetensorsTensors open(Path file) throws IOException {
        try {
            return of(MappedFile.open(file), file.toString());
        } catch (FormatException wrong) {
            throw new WeightsException(wrong);
        }
    }

    /** Whether a file that begins so is safetensors: the length of a header, and JSON. */
    public static boolean looksLike(MemorySegment head, Path file) {
        return head.byteSize() > SafetensorsHeader.LENGTH_BYTES
                && head.get(ValueLayout.JAVA_BYTE, SafetensorsHeader.LENGTH_BYTES) == '{'
                && Long.compareUnsigned(length(head), SafetensorsHeader.MAX_BYTES) <= 0;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String format() {
        return "safetensors";
    }

    @Override
    public List<TensorEntry> entries() {
        return headers.values().stream().map(TensorHeader::entry).toList();
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public Tensor read(String name) throws IOException {
        TensorHeader header = headers.get(name);
        if (header == null) {
            throw OwnNames.unknown(place, name, headers.keySet());
        }
        Tensor tensor = header.tensor(data, header.shape(place), place);
        return tensor.shape().rank() == 0 ? tensor.reshaped(tensor.shape().batched(1)) : tensor;
    }

    /** Nothing: the format has weights and no network. */
    @Override
    public Optional<Model> model() {
        return Optional.empty();
    }

    /** By this library's names and order of axes, or by PyTorch's where the file has dotted names and none of the model's. */
    @Override
    public WeightMatch match(Model model) throws IOException {
        return OwnNames.fit(this, model) ? OwnNames.match(this, model) : TorchFile.match(this, model);
    }

    /** Nothing: the memory is given back when no tensor refers to it any more. */
    @Override
    public void close() {}

    Iterable<TensorHeader> headers() {
        return headers.values();
    }

    /** As {@link #read}, with the shape as it is and for floats only: an integer is no weight. */
    Tensor weight(TensorHeader header) throws WeightsException {
        if (!header.type().isFloat()) {
            throw new WeightsException(
                    place + ", " + header.name() + ".dtype",
                    "is %s, which is not read".formatted(header.type()),
                    "convert it to one of " + ElementType.floats());
        }
        return header.tensor(data, header.shape(place), place);
    }

    /** What the file says that its header has, read by a buffer: the handles of memory itself take a cold start 5 ms. */
    private static long length(MemorySegment bytes) {
        return bytes.asSlice(0, SafetensorsHeader.LENGTH_BYTES)
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    private static long headerBytes(MemorySegment bytes, String place) throws WeightsException {
        long room = bytes.byteSize() - SafetensorsHeader.LENGTH_BYTES;
        if (room < 0) {
            throw new WeightsException(
                    place,
                    "has %d bytes, less than a safetensors file can have".formatted(bytes.byteSize()),
                    "give a safetensors file");
        }
        long length = length(bytes);
        if (length < 2 || length > SafetensorsHeader.MAX_BYTES) {
            throw new WeightsException(
                    place,
                    "its header has %s bytes".formatted(Long.toUnsignedString(length)),
                    "give a safetensors file; a header has at most %d".formatted(SafetensorsHeader.MAX_BYTES));
        }
        if (length > room) {
            throw new WeightsException(
                    place,
                    "its header has %d bytes and the file holds %d of them".formatted(length, room),
                    "it is cut off; copy it again");
        }
        return length;
    }
}
