package org.inception4j.formats.zip;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.formats.FormatException;

/**
 * The directory of a zip archive in memory. Java's own reader of zip files does not say where an entry lies, and entries of
 * gigabytes are to be used where they are.
 */
record ZipDirectory(MemorySegment bytes, String place, Map<String, ZipEntry> entries) {
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** So much an archive may always unpack to, and so many times the file. */
    private static final long FREE_BYTES = 64 << 20;

    private static final int MOST_FOLD = 100;

    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int MOST_COMMENT_BYTES = 0xffff;

    /** Where the directory begins and how many bytes it has. */
    private record Extent(long begin, long bytes) {}

    static ZipDirectory of(MemorySegment bytes, String place) throws FormatException {
        ZipDirectory directory = new ZipDirectory(bytes, place, new LinkedHashMap<>());
        Extent extent = directory.extent();
        if (extent.begin < 0 || extent.bytes < 0 || extent.begin > bytes.byteSize() - extent.bytes) {
            throw directory.damaged("its directory lies outside of the file");
        }
        directory.addAll(extent);
        directory.checkSizes();
        return directory;
    }

    private void checkSizes() throws FormatException {
        long mostUnpacked = Math.max(FREE_BYTES, Math.multiplyExact(MOST_FOLD, bytes.byteSize()));
        long packed = 0;
        long unpacked = 0;
        for (ZipEntry entry : entries.values()) {
            if (entry.packed() > bytes.byteSize() - packed) {
                throw damaged("its entries have more bytes than the file");
            }
            packed += entry.packed();
            if (entry.isDeflated() && entry.size() > mostUnpacked - unpacked) {
                throw new FormatException(
                        place,
                        "would unpack to more than %d bytes".formatted(mostUnpacked),
                        "save it without compression");
            }
            unpacked += entry.isDeflated() ? entry.size() : 0;
        }
    }

    private Extent extent() throws FormatException {
        long last = bytes.byteSize() - END_BYTES;
        for (long at = last; at >= Math.max(0, last - MOST_COMMENT_BYTES); at--) {
            if (bytes.get(INT, at) == END_SIGNATURE) {
                return extent(at);
            }
        }
        throw damaged("has no directory of its zip archive");
    }

    private Extent extent(long end) throws FormatException {
        Extent small = new Extent(unsigned(end + 16), unsigned(end + 12));
        long locator = end - LOCATOR_BYTES;
        if (locator < 0 || bytes.get(INT, locator) != LOCATOR_SIGNATURE) {
            return small;
        }
        long end64 = bytes.get(LONG, locator + 8);
        if (end64 < 0 || end64 > locator - END64_BYTES || bytes.get(INT, end64) != END64_SIGNATURE) {
            throw damaged("its directory lies outside of the file");
        }
        return new Extent(bytes.get(LONG, end64 + 48), bytes.get(LONG, end64 + 40));
    }

    private void addAll(Extent extent) throws FormatException {
        long at = extent.begin;
        long end = extent.begin + extent.bytes;
        while (at < end) {
            if (end - at < ENTRY_BYTES || bytes.get(INT, at) != ENTRY_SIGNATURE) {
                throw damaged("its directory is no directory at byte " + at);
            }
            int nameBytes = Short.toUnsignedInt(bytes.get(SHORT, at + 28));
            int extraBytes = Short.toUnsignedInt(bytes.get(SHORT, at + 30));
            long next = at + ENTRY_BYTES + nameBytes + extraBytes + Short.toUnsignedInt(bytes.get(SHORT, at + 32));
            if (next > end) {
                throw damaged("its directory ends in the middle of an entry");
            }
            String name = text(at + ENTRY_BYTES, nameBytes);
            add(name, entry(name, at, bytes.asSlice(at + ENTRY_BYTES + nameBytes, extraBytes)));
            at = next;
        }
    }

    private void add(String name, ZipEntry entry) throws FormatException {
        if (name.startsWith("/")
                || name.startsWith("\\")
                || Arrays.asList(name.split("[/\\\\]")).contains("..")) {
            throw new FormatException(
                    place, "its entry %s leads out of the archive".formatted(name), "do not trust the file");
        }
        if (entries.put(name, entry) != null) {
            throw damaged("has two entries named " + name);
        }
    }

    private ZipEntry entry(String name, long at, MemorySegment extra) throws FormatException {
        Wide wide = new Wide(extra);
        long size = wide.or(unsigned(at + 24));
        long packed = wide.or(unsigned(at + 20));
        long header = wide.or(unsigned(at + 42));
        if (wide.isMissing() || size < 0 || packed < 0 || header < 0) {
            throw damaged("its entry %s has no size".formatted(name));
        }
        return new ZipEntry(
                bytes.get(SHORT, at + 8),
                Short.toUnsignedInt(bytes.get(SHORT, at + 10)),
                bytes.get(INT, at + 16),
                packed,
                size,
                header);
    }

    private String text(long at, int length) {
        return new String(bytes.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private long unsigned(long at) {
        return Integer.toUnsignedLong(bytes.get(INT, at));
    }

    private FormatException damaged(String problem) {
        return new FormatException(place, problem, "it is damaged, copy it again");
    }

    /** The numbers that do not fit into 32 bits, which stand in an extra field, in the order in which they are asked for. */
    private static final class Wide {
        private static final int FIELD = 1;
        private static final long NOT_HERE = 0xffffffffL;

        private final MemorySegment numbers;
        private long at;
        private boolean missing;

        Wide(MemorySegment extra) {
            numbers = field(extra);
        }

        private static MemorySegment field(MemorySegment extra) {
            for (long at = 0; at + 4 <= extra.byteSize(); ) {
                int length = Short.toUnsignedInt(extra.get(SHORT, at + 2));
                if (extra.get(SHORT, at) == FIELD && length <= extra.byteSize() - at - 4) {
                    return extra.asSlice(at + 4, length);
                }
                at += 4 + length;
            }
            return MemorySegment.NULL;
        }

        long or(long narrow) {
            if (narrow != NOT_HERE) {
                return narrow;
            }
            if (at + Long.BYTES > numbers.byteSize()) {
                missing = true;
                return 0;
            }
            at += Long.BYTES;
            return numbers.get(LONG, at - Long.BYTES);
        }

        boolean isMissing() {
            return missing;
        }
    }
}
