package org.inception4j.classifier;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.formats.FormatException;

/**
 * An archive in memory, as {@link ZipLayout} lays it out. Entries are parts of the memory: nothing is unpacked, and no name
 * becomes a path.
 */
final class ZipArchive {
    /** An {@code .inception} file has six. */
    private static final int MAX_ENTRIES = 64;

    /** So far back the end is looked for where it is not at the end. */
    private static final long MAX_APPENDED_BYTES = 1 << 20;

    private final MemorySegment archive;
    private final String place;
    private final Map<String, ZipLayout.Entry> entries = new LinkedHashMap<>();
    private final Map<String, MemorySegment> contents = new HashMap<>();

    private ZipArchive(MemorySegment archive, String place) {
        this.archive = archive;
        this.place = place;
    }

    /**
     * Refuses an archive whose structure differs anywhere from the layout; the contents are not looked at.
     *
     * @param place what messages call it
     */
    static ZipArchive read(MemorySegment archive, String place) throws FormatException {
        ZipArchive read = new ZipArchive(archive, place);
        read.readEntries();
        return read;
    }

    /** In the order of the file. */
    Set<String> names() {
        return entries.keySet();
    }

    MemorySegment contents(String name) {
        return contents.get(name);
    }

    /** Refuses an entry whose contents are not those that were written. */
    void checkCrc32(String name) throws FormatException {
        if (Checksums.crc32(contents(name)) != entries.get(name).crc32()) {
            throw damaged(name, "CRC-32");
        }
    }

    FormatException damaged(String entry, String sum) {
        return damaged("entry %s is damaged (its %s differs)".formatted(entry, sum));
    }

    private void readEntries() throws FormatException {
        checkBegin();
        ZipLayout layout = layout(directoryOffset());
        checkStructure(layout);
        for (int i = 0; i < layout.entries().size(); i++) {
            ZipLayout.Entry entry = layout.entries().get(i);
            if (entries.put(entry.name(), entry) != null) {
                throw damaged("has two entries %s".formatted(entry.name()));
            }
            contents.put(entry.name(), archive.asSlice(layout.dataOffset(i), entry.size()));
        }
    }

    private void checkBegin() throws FormatException {
        if (archive.byteSize() == 0) {
            throw damaged("is empty");
        }
        if (archive.byteSize() < 4 || int32(0) != ZipLayout.LOCAL_SIGNATURE) {
            throw new FormatException(
                    place, "does not begin as an .inception file", "give a file that this library wrote");
        }
    }

    private long directoryOffset() throws FormatException {
        long end = archive.byteSize() - ZipLayout.END_BYTES;
        if (end < 0 || int32(end) != ZipLayout.END_SIGNATURE) {
            throw wrongEnd();
        }
        return Integer.toUnsignedLong(int32(end + 16));
    }

    /** Something that was appended, where the whole archive is still found before it; else cut off. */
    private FormatException wrongEnd() {
        long least = Math.max(0, archive.byteSize() - MAX_APPENDED_BYTES);
        for (long at = archive.byteSize() - ZipLayout.END_BYTES; at >= least; at--) {
            if (isEnd(at)) {
                long after = archive.byteSize() - at - ZipLayout.END_BYTES;
                return damaged("has %d bytes after its end".formatted(after));
            }
        }
        return damaged("is cut off: its directory at the end is missing");
    }

    /** By a buffer: the handles that memory itself is read by take a cold start 5 ms. */
    private int int32(long at) {
        return buffer(at, Integer.BYTES).getInt();
    }

    private short int16(long at) {
        return buffer(at, Short.BYTES).getShort();
    }

    private ByteBuffer buffer(long at, int bytes) {
        return archive.asSlice(at, bytes).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private boolean isEnd(long at) {
        if (int32(at) != ZipLayout.END_SIGNATURE) {
            return false;
        }
        long directory = Integer.toUnsignedLong(int32(at + 16));
        long directoryBytes = Integer.toUnsignedLong(int32(at + 12));
        return directory + directoryBytes == at && int32(directory) == ZipLayout.DIRECTORY_SIGNATURE;
    }

    /** The layout of what the directory lists; {@link #checkStructure} compares the rest. */
    private ZipLayout layout(long directoryOffset) throws FormatException {
        List<ZipLayout.Entry> entries = new ArrayList<>();
        long at = directoryOffset;
        long end = archive.byteSize() - ZipLayout.END_BYTES;
        while (at < end) {
            if (entries.size() == MAX_ENTRIES
                    || at + ZipLayout.DIRECTORY_BYTES > end
                    || int32(at) != ZipLayout.DIRECTORY_SIGNATURE) {
                throw damagedDirectory();
            }
            int nameBytes = Short.toUnsignedInt(int16(at + 28));
            if (at + ZipLayout.DIRECTORY_BYTES + nameBytes > end) {
                throw damagedDirectory();
            }
            entries.add(entry(at, nameBytes));
            at += ZipLayout.DIRECTORY_BYTES + nameBytes;
        }
        if (entries.stream().mapToLong(ZipLayout.Entry::size).sum() > archive.byteSize()) {
            throw damagedDirectory();
        }
        return new ZipLayout(entries);
    }

    private ZipLayout.Entry entry(long at, int nameBytes) {
        byte[] name = archive.asSlice(at + ZipLayout.DIRECTORY_BYTES, nameBytes).toArray(ValueLayout.JAVA_BYTE);
        return new ZipLayout.Entry(
                new String(name, StandardCharsets.UTF_8), Integer.toUnsignedLong(int32(at + 24)), int32(at + 16));
    }

    private void checkStructure(ZipLayout layout) throws FormatException {
        if (layout.size() != archive.byteSize()
                || !ZipLayout.matches(archive, layout.directoryOffset(), layout.directory())) {
            throw damagedDirectory();
        }
        for (int i = 0; i < layout.entries().size(); i++) {
            if (!ZipLayout.matches(archive, layout.headerOffset(i), layout.header(i))) {
                throw damaged("the header of entry %s is damaged"
                        .formatted(layout.entries().get(i).name()));
            }
        }
    }

    private FormatException damagedDirectory() {
        return damaged("its directory is damaged, or another program packed it");
    }

    private FormatException damaged(String problem) {
        return new FormatException(place, problem, "copy it again from where it was made");
    }
}
