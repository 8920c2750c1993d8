package org.inception4j.formats.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A LevelDB table, in which TensorFlow keeps the index of its variables: blocks of sorted keys, each key written as what it adds to
 * the one before, and a block that lists the blocks. What is wrong ends in an {@link IllegalArgumentException} or another unchecked
 * exception of reading beyond an end.
 */
final class TableFile {
    static final int FOOTER_BYTES = 48;
    static final long MAGIC = 0xdb4775248b80fb57L;

    /** After a block: how it is compressed, a byte, and its checksum. */
    private static final int TRAILER_BYTES = 5;

    private static final int SNAPPY = 1;

    /** As keys share their beginnings, a small file could hold many long ones. */
    private static final int MAX_KEY_BYTES = 1 << 12;

    private static final long FREE_KEY_BYTES = 1 << 20;
    private static final long MOST_FOLD = 30;

    private final ByteBuffer bytes;
    private final Map<String, ByteBuffer> values = new LinkedHashMap<>();
    private long keyBytes;

    /** Of the blocks that have been read. */
    private long end;

    private TableFile(ByteBuffer bytes) {
        this.bytes = bytes;
        keyBytes = FREE_KEY_BYTES + MOST_FOLD * bytes.limit();
    }

    /** All values by key, in order; they are parts of {@code bytes}. A key has a letter for each byte, whatever it means. */
    static Map<String, ByteBuffer> read(ByteBuffer bytes) {
        TableFile table = new TableFile(bytes.order(ByteOrder.LITTLE_ENDIAN));
        if (bytes.limit() < FOOTER_BYTES || bytes.getLong(bytes.limit() - Long.BYTES) != MAGIC) {
            throw new IllegalArgumentException("it does not end as a table does");
        }
        ByteBuffer footer = table.part(bytes.limit() - FOOTER_BYTES, FOOTER_BYTES);
        varint(footer); // where the metaindex begins
        varint(footer); // and how long it is
        Map<String, ByteBuffer> blocks = new LinkedHashMap<>();
        table.entries(table.block(footer), blocks);
        blocks.values().forEach(handle -> table.entries(table.nextBlock(handle), table.values));
        return table.values;
    }

    /** One behind those before, or the same large block could be read again and again. */
    private ByteBuffer nextBlock(ByteBuffer handle) {
        long offset = varint(handle.duplicate());
        if (offset < end) {
            throw new IllegalArgumentException("a block begins before the one in front of it ends");
        }
        ByteBuffer block = block(handle);
        end = offset + block.limit();
        return block;
    }

    /** The block whose offset and size come next in {@code handle}. */
    private ByteBuffer block(ByteBuffer handle) {
        int offset = Math.toIntExact(varint(handle));
        int size = Math.toIntExact(varint(handle));
        ByteBuffer withType = part(offset, Math.addExact(size, 1));
        ByteBuffer trailer = part(Math.addExact(offset, size), TRAILER_BYTES);
        if (trailer.get(0) == SNAPPY) {
            throw new IllegalArgumentException("its blocks are compressed with Snappy, which TensorFlow does not do");
        }
        if (trailer.get(0) != 0) {
            throw new IllegalArgumentException("its blocks are compressed");
        }
        if (trailer.getInt(1) != MaskedCrc.of(withType)) {
            throw new IllegalArgumentException("the checksum of a block is wrong");
        }
        return withType.slice(0, size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** At its end a block has the places where keys are written whole, and how many those are. */
    private void entries(ByteBuffer block, Map<String, ByteBuffer> into) {
        int restarts = block.getInt(block.limit() - Integer.BYTES);
        ByteBuffer entries = block.slice(0, Math.toIntExact(block.limit() - Integer.BYTES * (1L + restarts)));
        byte[] key = new byte[0];
        while (entries.hasRemaining()) {
            int shared = length(entries, key.length);
            int added = length(entries, Math.min(entries.remaining(), MAX_KEY_BYTES - shared));
            int size = length(entries, entries.remaining());
            key = Arrays.copyOf(key, count(shared + added));
            entries.get(key, shared, added);
            if (into.put(new String(key, StandardCharsets.ISO_8859_1), entries.slice(entries.position(), size))
                    != null) {
                throw new IllegalArgumentException("a key is there twice");
            }
            entries.position(entries.position() + size);
        }
    }

    private static int length(ByteBuffer in, int most) {
        long length = varint(in);
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("a length is %d and may be %d".formatted(length, most));
        }
        return (int) length;
    }

    private int count(int keyLength) {
        keyBytes -= keyLength;
        if (keyBytes < 0) {
            throw new IllegalArgumentException("its keys are many times larger than the file");
        }
        return keyLength;
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
