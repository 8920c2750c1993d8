package org.inception4j.formats.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A LevelDB table, in which TensorFlow keeps the index of its variables: blocks of sorted keys, each key written as what it adds to
 * the one before, and a block that lists the blocks. What is wrong ends in an {@link IllegalArgumentException} or another unchecked
 * exception of reading beyond an end.
 */
final class TableFile {
    private static final int FOOTER_BYTES = 48;
    private static final long MAGIC = 0xdb4775248b80fb57L;

    /** After a block: how it is compressed, a byte, and its checksum. */
    private static final int TRAILER_BYTES = 5;

    private final ByteBuffer bytes;
    private final Map<String, ByteBuffer> values = new LinkedHashMap<>();

    private TableFile(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** All values by key, in order; they are parts of {@code bytes}. */
    static Map<String, ByteBuffer> read(ByteBuffer bytes) {
        TableFile table = new TableFile(bytes.order(ByteOrder.LITTLE_ENDIAN));
        ByteBuffer footer = table.part(bytes.limit() - FOOTER_BYTES, FOOTER_BYTES);
        if (footer.getLong(FOOTER_BYTES - Long.BYTES) != MAGIC) {
            throw new IllegalArgumentException("it does not end as a table does");
        }
        varint(footer); // where the metaindex begins
        varint(footer); // and how long it is
        Map<String, ByteBuffer> blocks = new LinkedHashMap<>();
        entries(table.block(footer), blocks);
        blocks.values().forEach(handle -> entries(table.block(handle), table.values));
        return table.values;
    }

    /** The block whose offset and size come next in {@code handle}. */
    private ByteBuffer block(ByteBuffer handle) {
        int offset = Math.toIntExact(varint(handle));
        int size = Math.toIntExact(varint(handle));
        ByteBuffer withType = part(offset, Math.addExact(size, 1));
        ByteBuffer trailer = part(Math.addExact(offset, size), TRAILER_BYTES);
        if (trailer.get(0) != 0) {
            throw new IllegalArgumentException("its blocks are compressed");
        }
        if (trailer.getInt(1) != MaskedCrc.of(withType)) {
            throw new IllegalArgumentException("the checksum of a block is wrong");
        }
        return withType.slice(0, size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** At its end a block has the places where keys are written whole, and how many those are. */
    private static void entries(ByteBuffer block, Map<String, ByteBuffer> into) {
        int restarts = block.getInt(block.limit() - Integer.BYTES);
        ByteBuffer entries = block.slice(0, Math.toIntExact(block.limit() - Integer.BYTES * (1L + restarts)));
        byte[] key = new byte[0];
        while (entries.hasRemaining()) {
            int shared = Math.toIntExact(varint(entries));
            int added = Math.toIntExact(varint(entries));
            int size = Math.toIntExact(varint(entries));
            byte[] next = new byte[Math.addExact(shared, Math.min(added, entries.remaining()))];
            System.arraycopy(key, 0, next, 0, shared);
            entries.get(next, shared, added);
            key = next;
            into.put(new String(key, StandardCharsets.UTF_8), entries.slice(entries.position(), size));
            entries.position(entries.position() + size);
        }
    }

    private ByteBuffer part(int offset, int size) {
        return bytes.slice(offset, size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Seven bits a byte, the lowest first; a set eighth bit says that there are more. */
    static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number does not end");
    }
}
