package org.inception4j.classifier;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything of an archive lies, and every byte of it that is not contents: a zip file whose entries are stored, not
 * compressed, without dates, their contents at multiples of 64 bytes. Writing and reading share it, so a reader can tell
 * any change from what a writer writes.
 */
final class ZipLayout {
    static final int ALIGNMENT = 64;
    static final int END_BYTES = 22;
    static final int END_SIGNATURE = 0x06054b50;
    static final int DIRECTORY_SIGNATURE = 0x02014b50;
    static final int DIRECTORY_BYTES = 46;

    static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_BYTES = 30;

    /** Version 1.0 of the format: stored files. */
    private static final short VERSION = 10;

    /** 1 January 1980, the first day that a zip file knows. */
    private static final short DATE = 0x21;

    /** The extra field that Android's zipalign pads with: this number, its length, the alignment, zeros. */
    private static final short PADDING_FIELD = (short) 0xd935;

    private static final int PADDING_FIELD_BYTES = 6;

    /** Larger ones need the format's 64-bit extension. */
    private static final long MAX_BYTES = 0xffff_fffeL;

    /**
     * @param size of the contents in bytes
     * @param crc32 of the contents
     */
    record Entry(String name, long size, int crc32) {
        private byte[] nameBytes() {
            return name.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final List<Entry> entries;
    private final List<Long> headerOffsets = new ArrayList<>();
    private final List<Long> dataOffsets = new ArrayList<>();
    private final long directoryOffset;

    ZipLayout(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        long at = 0;
        for (Entry entry : entries) {
            headerOffsets.add(at);
            at += LOCAL_BYTES + entry.nameBytes().length + PADDING_FIELD_BYTES;
            at += Math.floorMod(-at, ALIGNMENT);
            dataOffsets.add(at);
            at += entry.size();
        }
        this.directoryOffset = at;
        if (size() > MAX_BYTES) {
            throw new IllegalArgumentException("archive: has %d bytes; give at most %d".formatted(size(), MAX_BYTES));
        }
    }

    List<Entry> entries() {
        return entries;
    }

    long size() {
        return directoryOffset + directory().length;
    }

    long dataOffset(int entry) {
        return dataOffsets.get(entry);
    }

    long headerOffset(int entry) {
        return headerOffsets.get(entry);
    }

    long directoryOffset() {
        return directoryOffset;
    }

    /** What stands before an entry's contents. */
    byte[] header(int index) {
        Entry entry = entries.get(index);
        int length = (int) (dataOffsets.get(index) - headerOffsets.get(index));
        int extra = length - LOCAL_BYTES - entry.nameBytes().length;
        ByteBuffer out = littleEndian(length).putInt(LOCAL_SIGNATURE);
        putDescription(out, entry).putShort((short) extra).put(entry.nameBytes());
        return out.putShort(PADDING_FIELD)
                .putShort((short) (extra - 4))
                .putShort((short) ALIGNMENT)
                .array();
    }

    /** What stands behind the last entry's contents. */
    byte[] directory() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < entries.size(); i++) {
            out.writeBytes(directoryEntry(i));
        }
        int length = out.size();
        out.writeBytes(littleEndian(END_BYTES)
                .putInt(END_SIGNATURE)
                .putInt(0)
                .putShort((short) entries.size())
                .putShort((short) entries.size())
                .putInt(length)
                .putInt((int) directoryOffset)
                .array());
        return out.toByteArray();
    }

    private byte[] directoryEntry(int index) {
        Entry entry = entries.get(index);
        byte[] name = entry.nameBytes();
        ByteBuffer out = littleEndian(DIRECTORY_BYTES + name.length)
                .putInt(DIRECTORY_SIGNATURE)
                .putShort(VERSION);
        putDescription(out, entry);
        return out.position(DIRECTORY_BYTES - Integer.BYTES)
                .putInt((int) (long) headerOffsets.get(index))
                .put(name)
                .array();
    }

    /** Version, flags, method, time, date, sums, sizes and the name's length: the same in both places. */
    private static ByteBuffer putDescription(ByteBuffer out, Entry entry) {
        return out.putShort(VERSION)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DATE)
                .putInt(entry.crc32())
                .putInt((int) entry.size())
                .putInt((int) entry.size())
                .putShort((short) entry.nameBytes().length);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** True if {@code archive} has at {@code offset} exactly these bytes. */
    static boolean matches(MemorySegment archive, long offset, byte[] bytes) {
        return offset >= 0
                && offset <= archive.byteSize() - bytes.length
                && archive.asSlice(offset, bytes.length).mismatch(MemorySegment.ofArray(bytes)) == -1;
    }
}
