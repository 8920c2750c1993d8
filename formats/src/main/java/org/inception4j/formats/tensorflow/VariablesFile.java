package org.inception4j.formats.tensorflow;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/**
 * The variables of a SavedModel or checkpoint of TensorFlow: an index and one file of data or several. Names are those that the
 * variables had in code, also where TensorFlow 2 stores them by their place in an object.
 */
public final class VariablesFile {
    private final Path prefix;
    private final Map<String, VariableEntry> entries = new LinkedHashMap<>();
    private final Map<Integer, MemorySegment> shards = new HashMap<>();
    private int shardCount = 1;

    private VariablesFile(Path prefix) {
        this.prefix = prefix;
    }

    /**
     * Reads the index.
     *
     * @param prefix what {@code .index} and {@code .data-00000-of-00001} are put behind: {@code module/variables/variables}
     * @throws WeightsException if a file is not there or is damaged
     */
    public static VariablesFile open(Path prefix) throws IOException {
        VariablesFile file = new VariablesFile(prefix);
        file.readIndex();
        return file;
    }

    /** What messages call it. */
    public String place() {
        return prefix.toString();
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** The sizes of a variable, a single number has none. */
    public List<Long> sizes(String name) throws WeightsException {
        return entry(name).sizes();
    }

    /**
     * The numbers of a variable under a shape with as many; its checksum must be right. They are a part of the file until they
     * are used.
     *
     * @throws WeightsException also if they are no float32
     */
    public Tensor tensor(String name, Shape shape) throws IOException {
        VariableEntry entry = entry(name);
        if (entry.type() != VariableEntry.FLOAT || entry.bytes() != shape.elements() * Float.BYTES) {
            throw new WeightsException(
                    place() + ", " + name,
                    "has the type %d and the sizes %s and %s of float32 are needed"
                            .formatted(entry.type(), entry.sizes(), shape),
                    "give the variables of this network");
        }
        return new Tensor(shape, bytes(name, entry));
    }

    private VariableEntry entry(String name) throws WeightsException {
        VariableEntry entry = entries.get(name);
        if (entry == null) {
            throw new WeightsException(
                    place(),
                    "has no variable %s among %d".formatted(name, entries.size()),
                    "give the variables of this network");
        }
        return entry;
    }

    private void readIndex() throws IOException {
        Path index = Path.of(prefix + ".index");
        MemorySegment mapped = mapped(index);
        try {
            Map<String, ByteBuffer> table = TableFile.read(onHeap(mapped));
            readHeader(table.remove(""));
            Map<String, VariableEntry> stored = new LinkedHashMap<>();
            for (Map.Entry<String, ByteBuffer> one : table.entrySet()) {
                stored.put(one.getKey(), VariableEntry.decode(one.getValue()));
            }
            Map<String, String> names = stored.containsKey(ObjectGraph.KEY)
                    ? ObjectGraph.names(stringBytes(stored.remove(ObjectGraph.KEY)))
                    : Map.of();
            stored.forEach((key, entry) -> entries.put(names.getOrDefault(key, key), entry));
        } catch (WeightsException said) {
            throw said;
        } catch (RuntimeException | IOException wrong) {
            throw new WeightsException(
                    index.toString(),
                    "is damaged or no index of variables (%s)".formatted(wrong.getMessage()),
                    "give the files that TensorFlow wrote, whole");
        }
    }

    /** The message {@code BundleHeaderProto}: how many files of data there are, and their order of bytes. */
    private void readHeader(ByteBuffer message) throws IOException {
        if (message == null) {
            throw new IllegalArgumentException("it has no header");
        }
        BundleHeader header = BundleHeader.decode(message);
        if (header.bigEndian()) {
            throw new IllegalArgumentException("its numbers are big-endian");
        }
        shardCount = header.shards();
    }

    private ByteBuffer stringBytes(VariableEntry entry) throws IOException {
        if (entry.type() != VariableEntry.STRING) {
            throw new IllegalArgumentException("its object graph is no text");
        }
        return onHeap(slice(entry));
    }

    /** For mapped memory the protobuf library would reach for sun.misc.Unsafe. */
    private static ByteBuffer onHeap(MemorySegment segment) {
        return ByteBuffer.wrap(segment.toArray(ValueLayout.JAVA_BYTE));
    }

    private MemorySegment bytes(String name, VariableEntry entry) throws IOException {
        try {
            MemorySegment bytes = slice(entry);
            if (MaskedCrc.of(bytes.asByteBuffer()) == entry.crc()) {
                return bytes;
            }
        } catch (IndexOutOfBoundsException | UnsupportedOperationException _) {
            // beyond the end, or longer than a buffer can be: said below
        }
        throw new WeightsException(
                place() + ", " + name,
                "its numbers are damaged or cut off",
                "give the files that TensorFlow wrote, whole");
    }

    private MemorySegment slice(VariableEntry entry) throws IOException {
        MemorySegment shard = shards.get(entry.shard());
        if (shard == null) {
            shard = mapped(Path.of("%s.data-%05d-of-%05d".formatted(prefix, entry.shard(), shardCount)));
            shards.put(entry.shard(), shard);
        }
        return shard.asSlice(entry.offset(), entry.bytes());
    }

    private static MemorySegment mapped(Path file) throws IOException {
        try {
            return MappedFile.open(file);
        } catch (FormatException refused) {
            throw new WeightsException(refused);
        }
    }
}
