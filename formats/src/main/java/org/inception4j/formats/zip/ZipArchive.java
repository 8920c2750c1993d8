package org.inception4j.formats.zip;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;

/**
 * A zip archive in memory: stored entries are used where they are, deflated ones are unpacked. What it says of itself is not
 * believed: entries may not overlap, and all of them together may not unpack to more than 64 MiB or, of a large file, to more
 * than a hundred times its size.
 */
public final class ZipArchive {
    private static final byte[] SIGNATURE = {'P', 'K', 3, 4};
    private static final int LOCAL_BYTES = 30;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - Long.BYTES;

    /** What {@code torch.serialization.set_crc32_options(False)} writes. */
    private static final int NO_CHECKSUM = 0;

    private final MemorySegment bytes;
    private final String place;
    private final ZipDirectory directory;

    private ZipArchive(MemorySegment bytes, String place, ZipDirectory directory) {
        this.bytes = bytes;
        this.place = place;
        this.directory = directory;
    }

    /** Whether what begins so is a zip archive, if it is whole. */
    public static boolean begins(MemorySegment head) {
        return head.byteSize() >= SIGNATURE.length
                && head.asSlice(0, SIGNATURE.length).mismatch(MemorySegment.ofArray(SIGNATURE)) == -1;
    }

    /** The directory of a file, which is mapped into memory. */
    public static ZipArchive open(Path file) throws IOException {
        return of(MappedFile.open(file), file.toString());
    }

    /** @param place what messages call the archive */
    public static ZipArchive of(MemorySegment bytes, String place) throws FormatException {
        return new ZipArchive(bytes, place, ZipDirectory.of(bytes, place));
    }

    /** In the order of the directory. */
    public Set<String> names() {
        return directory.entries().keySet();
    }

    /** How many bytes are in the entry of this name; empty if there is none. */
    public Optional<Long> size(String name) {
        return entry(name).map(ZipEntry::size);
    }

    /** What is in the entry of this name, unpacked and its checksum tested at each call; empty if there is none. */
    public Optional<MemorySegment> read(String name) throws FormatException {
        Optional<ZipEntry> entry = entry(name);
        return entry.isEmpty() ? Optional.empty() : Optional.of(whole(name, entry.get()));
    }

    /** The entry's first bytes, this many if it has them, not tested; empty if there is none. */
    public Optional<MemorySegment> beginning(String name, int most) throws FormatException {
        Optional<ZipEntry> entry = entry(name);
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        unpacked(name, entry.get(), Math.min(most, entry.get().size())));
    }

    private Optional<ZipEntry> entry(String name) {
        return Optional.ofNullable(directory.entries().get(name));
    }

    private MemorySegment whole(String name, ZipEntry entry) throws FormatException {
        if (!entry.isDeflated() && entry.packed() != entry.size()) {
            throw damaged(name, "has %d bytes and should have %d".formatted(entry.packed(), entry.size()));
        }
        MemorySegment content = unpacked(name, entry, entry.size());
        checkSum(name, content, entry.checksum());
        return content;
    }

    private MemorySegment unpacked(String name, ZipEntry entry, long count) throws FormatException {
        MemorySegment packed = packed(name, entry);
        return switch (entry.method()) {
            case ZipEntry.STORED -> packed.asSlice(0, Math.min(count, packed.byteSize()));
            case ZipEntry.DEFLATED -> inflated(name, packed, count);
            default ->
                throw refused(
                        name,
                        "is packed by the method %d".formatted(entry.method()),
                        "pack the archive with deflate or none");
        };
    }

    private MemorySegment packed(String name, ZipEntry entry) throws FormatException {
        if (entry.isEncrypted()) {
            throw refused(name, "is encrypted", "give an archive without a password");
        }
        if (entry.header() > bytes.byteSize() - LOCAL_BYTES || !begins(bytes.asSlice(entry.header()))) {
            throw damaged(name, "is not where the directory says");
        }
        long begin = entry.header()
                + LOCAL_BYTES
                + Short.toUnsignedInt(bytes.get(ZipDirectory.SHORT, entry.header() + 26))
                + Short.toUnsignedInt(bytes.get(ZipDirectory.SHORT, entry.header() + 28));
        if (entry.packed() > bytes.byteSize() - begin) {
            throw damaged(name, "ends after the file");
        }
        return bytes.asSlice(begin, entry.packed());
    }

    private MemorySegment inflated(String name, MemorySegment packed, long count) throws FormatException {
        if (Math.max(count, packed.byteSize()) > LARGEST_ARRAY) {
            throw refused(name, "is packed and has 2 GiB or more", "store it as it is");
        }
        byte[] target = new byte[(int) count];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed.asByteBuffer());
            if (inflateAll(inflater, target) < target.length) {
                throw damaged(name, "does not inflate to %d bytes".formatted(count));
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
        return new FormatException(place + ", " + name, problem, remedy);
    }
}
