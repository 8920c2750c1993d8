package org.inception4j.formats.tensorflow;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.OwnNames;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.protobuf.ProtoReader;
import org.inception4j.tensor.Tensor;

/**
 * A checkpoint in one file, as TensorFlow wrote them until 1.0 and {@code Saver(write_version=V1)} still does: a table of messages
 * {@code SavedTensorSlices}.
 */
final class OldCheckpoint implements Source {
    private static final int DESCRIPTION = 1;
    private static final int DATA = 2;

    private final String place;
    private final Map<String, SliceDescription> descriptions = new LinkedHashMap<>();
    private final Map<String, MemorySegment> tensors = new LinkedHashMap<>();
    private final long fileBytes;

    private OldCheckpoint(String place, long fileBytes) {
        this.place = place;
        this.fileBytes = fileBytes;
    }

    /** What is wrong ends in an unchecked exception. */
    static OldCheckpoint read(MemorySegment file, String place) {
        OldCheckpoint checkpoint = new OldCheckpoint(place, file.byteSize());
        for (ByteBuffer value : TableFile.read(file.asByteBuffer()).values()) {
            checkpoint.slices(new ProtoReader(MemorySegment.ofBuffer(value)));
        }
        if (checkpoint.descriptions.isEmpty()) {
            throw new IllegalArgumentException("it has no tensors");
        }
        return checkpoint;
    }

    private void slices(ProtoReader in) {
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case DESCRIPTION -> descriptions(in.message());
                case DATA -> slice(in.message());
                default -> in.skip();
            }
        }
    }

    /** The message {@code SavedTensorSliceMeta}. */
    private void descriptions(ProtoReader in) {
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                SliceDescription description = SliceDescription.read(in.message());
                descriptions.put(description.name(), description);
            } else {
                in.skip();
            }
        }
    }

    /** The message {@code SavedSlice}. */
    private void slice(ProtoReader in) {
        String name = "";
        MemorySegment data = MemorySegment.ofArray(new byte[0]);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.text();
                case 3 -> data = in.bytes();
                default -> in.skip();
            }
        }
        tensors.put(name, data);
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String format() {
        return "TensorFlow checkpoint (one file, version 1)";
    }

    @Override
    public List<TensorEntry> entries() {
        return descriptions.values().stream().map(SliceDescription::entry).toList();
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Tensor read(String name) throws IOException {
        SliceDescription description = descriptions.get(name);
        if (description == null) {
            throw OwnNames.unknown(place, name, descriptions.keySet());
        }
        if (description.slices() > 1) {
            throw new WeightsException(
                    place + ", " + name, "is stored in parts", "save it again from TensorFlow without partitioning");
        }
        MemorySegment data = tensors.get(name);
        if (data == null) {
            throw new WeightsException(
                    place + ", " + name, "its numbers are not there", "give the file that TensorFlow wrote, whole");
        }
        return new TensorMessage(description.type(), description.sizes(), data, TensorMessage.most(fileBytes))
                .read(place + ", " + name);
    }

    /** Whether the file ends as a table does. */
    static boolean isTable(MemorySegment file) {
        long at = file.byteSize() - Long.BYTES;
        return at >= TableFile.FOOTER_BYTES - Long.BYTES
                && file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), at) == TableFile.MAGIC;
    }
}
