package org.inception4j.formats.torch;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.FormatException;

/**
 * Before PyTorch 1.6: pickles of a magic number, the format's version, the machine, what was saved and the keys of its storages;
 * then for each key the count of its numbers and the numbers, always little endian.
 */
record LegacyForm(String place, Object root, Map<String, MemorySegment> storages) implements Archive {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;
    private static final ValueLayout.OfLong COUNT = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** The pickled magic number, which such a file begins with. */
    static final byte[] BEGINNING = {
        (byte) 0x80,
        2,
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50
    };

    static LegacyForm of(MemorySegment bytes, String place) throws IOException {
        Pickle magic = new Pickle(bytes, 0, place);
        if (!MAGIC.equals(magic.read())) {
            throw damaged(place, "does not begin with PyTorch's magic number");
        }
        Pickle version = new Pickle(bytes, magic.end(), place);
        if (!Long.valueOf(VERSION).equals(version.read())) {
            throw damaged(place, "is not in the version %d of its format".formatted(VERSION));
        }
        Pickle machine = new Pickle(bytes, version.end(), place);
        machine.read(); // its byte order is not that of the numbers
        Pickle saved = new Pickle(bytes, machine.end(), place);
        Object root = saved.read();
        Pickle keys = new Pickle(bytes, saved.end(), place);
        if (!(keys.read() instanceof List<?> order)) {
            throw damaged(place, "has no list of its storages");
        }
        return new LegacyForm(place, root, storages(bytes, keys.end(), order, saved.storages(), place));
    }

    private static Map<String, MemorySegment> storages(
            MemorySegment bytes, long begin, List<?> keys, Map<String, Storage> known, String place)
            throws FormatException {
        Map<String, MemorySegment> found = new HashMap<>();
        long at = begin;
        for (Object key : keys) {
            Storage storage = key instanceof String name ? known.get(name) : null;
            if (storage == null || found.containsKey(storage.key())) {
                throw damaged(place, "lists a storage that nothing refers to, or one twice");
            }
            long left = bytes.byteSize() - at - Long.BYTES;
            if (left < storage.bytes() || bytes.get(COUNT, at) * storage.width() != storage.bytes()) {
                throw damaged(place, "ends before its storage %s, or has another length for it".formatted(key));
            }
            found.put(storage.key(), bytes.asSlice(at + Long.BYTES, storage.bytes()));
            at += Long.BYTES + storage.bytes();
        }
        if (!found.keySet().containsAll(known.keySet())) {
            throw damaged(place, "does not have all storages that its tensors refer to");
        }
        return found;
    }

    private static FormatException damaged(String place, String problem) {
        return new FormatException(place, problem, "it is damaged, copy it again");
    }

    @Override
    public String form() {
        return "legacy format";
    }

    @Override
    public ByteOrder order() {
        return ByteOrder.LITTLE_ENDIAN;
    }

    /** Views from before PyTorch 0.4 are inside of their storages: this was tested when they were read. */
    @Override
    public MemorySegment bytes(Storage storage) {
        return storages.get(storage.key()).asSlice(storage.begin(), storage.bytes());
    }
}
