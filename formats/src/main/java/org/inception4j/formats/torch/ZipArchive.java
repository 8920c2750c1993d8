package org.inception4j.formats.torch;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.inception4j.formats.FormatException;

/**
 * The entries of a zip archive in memory: stored ones where they are, deflated ones inflated once, all together within
 * {@link #MOST_FOLD} times the file.
 */
final class ZipArchive {
    /** Up to here an archive may grow as it likes. */
    private static final long FREE_BYTES = 64 << 20;

    private static final int MOST_FOLD = 100;
    private static final int LOCAL_BYTES = 30;

    /** What {@code torch.serialization.set_crc32_options(False)} writes. */
    private static final int NO_CHECKSUM = 0;

    private final ZipEntries entries;
    private final Map<String, MemorySegment> contents = new HashMap<>();
    private long inflated;

    ZipArchive(MemorySegment bytes, String place) throws FormatException {
        entries = ZipEntries.of(bytes, place);
    }

    Set<String> names() {
        return entries.byName().keySet();
    }

    /** What is in the entry of this name, its checksum tested when it is asked for first; empty if there is none. */
    synchronized Optional<MemorySegment> read(String name) throws IOException {
        ZipEntry entry = entries.byName().get(name);
        if (entry == null) {
            return Optional.empty();
        }
        MemorySegment content = contents.get(name);
        if (content == null) {
            content = content(name, entry);
            contents.put(name, content);
        }
        return Optional.of(content);
    }

    /** How many bytes are in the entry of this name; empty if there is none. */
    Optional<Long> size(String name) {
        return Optional.ofNullable(entries.byName().get(name)).map(ZipEntry::size);
    }

    private MemorySegment content(String name, ZipEntry entry) throws FormatException {
        MemorySegment packed = packed(name, entry);
        MemorySegment content =
                switch (entry.method()) {
                    case ZipEntry.STORED -> packed;
                    case ZipEntry.DEFLATED -> inflate(name, packed, entry.size());
                    default ->
                        throw refused(
                                name,
                                "is packed by the method %d".formatted(entry.method()),
                                "pack the archive with deflate or none");
                };
        if (content.byteSize() != entry.size()) {
            throw damaged(name, "has %d bytes and should have %d".formatted(content.byteSize(), entry.size()));
        }
        checkSum(name, content, entry.checksum());
        return content;
    }

    private MemorySegment packed(String name, ZipEntry entry) throws FormatException {
        if (entry.isEncrypted()) {
            throw refused(name, "is encrypted", "give an archive without a password");
        }
        MemorySegment bytes = entries.bytes();
        if (entry.header() > bytes.byteSize() - LOCAL_BYTES
                || bytes.get(ZipEntries.INT, entry.header()) != ZipEntries.FIRST_SIGNATURE) {
            throw damaged(name, "is not where the directory says");
        }
        long begin = entry.header()
                + LOCAL_BYTES
                + Short.toUnsignedInt(bytes.get(ZipEntries.SHORT, entry.header() + 26))
                + Short.toUnsignedInt(bytes.get(ZipEntries.SHORT, entry.header() + 28));
        if (entry.packed() > bytes.byteSize() - begin) {
            throw damaged(name, "ends after the file");
        }
        return bytes.asSlice(begin, entry.packed());
    }

    /** The memory is asked for only after the sum of what was asked for before allows it. */
    private MemorySegment inflate(String name, MemorySegment packed, long size) throws FormatException {
        long most = Math.max(
                FREE_BYTES, Math.multiplyExact(MOST_FOLD, entries.bytes().byteSize()));
        if (Math.max(size, packed.byteSize()) > Math.min(most - inflated, Integer.MAX_VALUE - Long.BYTES)) {
            throw refused(
                    name,
                    "would grow to %d bytes, and the whole archive may to %d".formatted(size, most),
                    "give an archive whose entries are stored as they are");
        }
        byte[] target = new byte[(int) size];
        inflated += size;
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed.asByteBuffer());
            int filled = inflateAll(inflater, target);
            if (filled < target.length || !inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw damaged(name, "does not inflate to %d bytes".formatted(size));
            }
        } catch (DataFormatException _) {
            throw damaged(name, "is no deflated data");
        }
        return MemorySegment.ofArray(target).asReadOnly();
    }

    private static int inflateAll(Inflater inflater, byte[] target) throws DataFormatException {
        int filled = 0;
        int more = 1;
        while (more > 0 && filled < target.length) {
            more = inflater.inflate(target, filled, target.length - filled);
            filled += more;
        }
        return filled;
    }

    private void checkSum(String name, MemorySegment content, int expected) throws FormatException {
        if (expected == NO_CHECKSUM) {
            return;
        }
        CRC32 sum = new CRC32();
        long step = 1 << 30;
        for (long at = 0; at < content.byteSize(); at += step) {
            sum.update(
                    content.asSlice(at, Math.min(step, content.byteSize() - at)).asByteBuffer());
        }
        if ((int) sum.getValue() != expected) {
            throw damaged(name, "has the checksum %08x and should have %08x".formatted((int) sum.getValue(), expected));
        }
    }

    private FormatException damaged(String name, String problem) {
        return refused(name, problem, "it is damaged, copy the file again");
    }

    private FormatException refused(String name, String problem, String remedy) {
        return new FormatException(entries.place() + ", " + name, problem, remedy);
    }
}
