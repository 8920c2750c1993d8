package org.inception4j.formats.tensorflow;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.NumberType;
import org.inception4j.formats.OwnNames;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.protobuf.ProtoReader;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/**
 * The variables of a SavedModel or checkpoint of TensorFlow: an index and one file of data or several. Names are those that the
 * variables had in code, also where TensorFlow 2 stores them by their place in an object.
 */
final class VariablesFile implements Source {
    private static final String WHOLE = "give the files that TensorFlow wrote, whole";

    /** A thousand times that of the largest network here. */
    private static final long MAX_INDEX_BYTES = 64L << 20;

    private final Path prefix;
    private final String place;
    private final Map<String, VariableEntry> entries = new LinkedHashMap<>();
    private final Map<Integer, MemorySegment> shards = new HashMap<>();
    private int shardCount = 1;

    private VariablesFile(Path prefix, String place) {
        this.prefix = prefix;
        this.place = place;
    }

    /**
     * Reads the index.
     *
     * @param prefix what {@code .index} and {@code .data-00000-of-00001} are put behind: {@code module/variables/variables}
     * @param place what messages call the prefix
     * @throws WeightsException if a file is not there or is damaged
     */
    static VariablesFile open(Path prefix, String place) throws IOException {
        VariablesFile file = new VariablesFile(prefix, place);
        file.readIndex();
        return file;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String format() {
        return "TensorFlow checkpoint (index and %d %s of data)"
                .formatted(shardCount, shardCount == 1 ? "file" : "files");
    }

    @Override
    public List<TensorEntry> entries() {
        return entries.entrySet().stream()
                .map(entry -> new TensorEntry(
                        entry.getKey(),
                        DataType.name(entry.getValue().type()),
                        entry.getValue().sizes()))
                .toList();
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    /** The numbers; their checksum must be right. Those of float32 are a part of the file until they are used. */
    @Override
    public Tensor read(String name) throws IOException {
        VariableEntry entry = entries.get(name);
        if (entry == null) {
            throw OwnNames.unknown(place, name, entries.keySet());
        }
        String place = this.place + ", " + name;
        if (entry.isSliced()) {
            throw new WeightsException(
                    place, "is stored in parts", "save it again from TensorFlow without partitioning");
        }
        NumberType numbers = Numbers.type(place, entry.type());
        Shape shape = Numbers.shape(place, entry.sizes());
        if (entry.bytes() != shape.elements() * numbers.bytes()) {
            throw new WeightsException(
                    place,
                    "has the sizes %s of %s and %d bytes"
                            .formatted(entry.sizes(), DataType.name(entry.type()), entry.bytes()),
                    WHOLE);
        }
        return numbers.tensor(shape, bytes(place, entry), ByteOrder.LITTLE_ENDIAN);
    }

    /** Maps all files of data, so that their folder may go. */
    void mapAll() throws IOException {
        for (int i = 0; i < shardCount; i++) {
            shard(i);
        }
    }

    private void readIndex() throws IOException {
        MemorySegment index = mapped(".index");
        try {
            if (index.byteSize() > MAX_INDEX_BYTES) {
                throw new IllegalArgumentException("it has %d bytes".formatted(index.byteSize()));
            }
            Map<String, ByteBuffer> table = TableFile.read(index.asByteBuffer());
            readHeader(table.remove(""));
            Map<String, VariableEntry> stored = new LinkedHashMap<>();
            for (Map.Entry<String, ByteBuffer> one : table.entrySet()) {
                // parts of a variable have names that are no text
                if (one.getKey().charAt(0) != '\0') {
                    stored.put(text(one.getKey()), VariableEntry.decode(reader(one.getValue())));
                }
            }
            Map<String, String> names = stored.containsKey(ObjectGraph.KEY)
                    ? ObjectGraph.names(stringBytes(stored.remove(ObjectGraph.KEY)))
                    : Map.of();
            stored.forEach((key, entry) -> name(names.getOrDefault(key, key), key, entry));
        } catch (WeightsException said) {
            throw said;
        } catch (RuntimeException | IOException wrong) {
            throw new WeightsException(
                    place + ".index", "is damaged or no index of variables (%s)".formatted(wrong.getMessage()), WHOLE);
        }
    }

    private static String text(String key) {
        return new String(key.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Keras 3 stores a variable once for each list that has it; two different ones of a name are told apart by their keys. */
    private void name(String name, String key, VariableEntry entry) {
        VariableEntry first = entries.putIfAbsent(name, entry);
        if (first != null && !first.isCopyOf(entry)) {
            entries.put(key, entry);
        }
    }

    /** The message {@code BundleHeaderProto}: how many files of data there are, and their order of bytes. */
    private void readHeader(ByteBuffer message) {
        if (message == null) {
            throw new IllegalArgumentException("it has no header");
        }
        BundleHeader header = BundleHeader.decode(reader(message));
        if (header.bigEndian()) {
            throw new IllegalArgumentException("its numbers are big-endian");
        }
        shardCount = header.shards();
    }

    private ByteBuffer stringBytes(VariableEntry entry) throws IOException {
        if (entry.type() != DataType.STRING) {
            throw new IllegalArgumentException("its object graph is no text");
        }
        return slice(entry).asByteBuffer();
    }

    private static ProtoReader reader(ByteBuffer bytes) {
        return new ProtoReader(MemorySegment.ofBuffer(bytes));
    }

    private MemorySegment bytes(String place, VariableEntry entry) throws IOException {
        try {
            MemorySegment bytes = slice(entry);
            if (MaskedCrc.of(bytes.asByteBuffer()) == entry.crc()) {
                return bytes;
            }
        } catch (IndexOutOfBoundsException | UnsupportedOperationException _) {
            // beyond the end, or longer than a buffer can be: said below
        }
        throw new WeightsException(place, "its numbers are damaged or cut off", WHOLE);
    }

    private MemorySegment slice(VariableEntry entry) throws IOException {
        return shard(entry.shard()).asSlice(entry.offset(), entry.bytes());
    }

    private MemorySegment shard(int number) throws IOException {
        MemorySegment shard = shards.get(number);
        if (shard == null) {
            shard = mapped(".data-%05d-of-%05d".formatted(number, shardCount));
            shards.put(number, shard);
        }
        return shard;
    }

    private MemorySegment mapped(String suffix) throws IOException {
        Path file = Path.of(prefix + suffix);
        if (!Files.isRegularFile(file)) {
            throw new WeightsException(place + suffix, "there is no such file", "check the path");
        }
        try {
            return MappedFile.open(file);
        } catch (FormatException refused) {
            throw new WeightsException(refused);
        }
    }
}
