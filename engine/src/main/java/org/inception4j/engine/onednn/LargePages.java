package org.inception4j.engine.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/**
 * Memory in pages of 2 MiB where the system gives them to who asks, as Linux mostly does: a primitive that walks through hundreds of
 * megabytes otherwise waits for the tables of small pages. Bytes are zero, and take no memory before they are written.
 */
@SuppressWarnings("restricted")
final class LargePages {
    static final long PAGE_BYTES = 2 << 20;

    private static final int READ_AND_WRITE = 3;
    private static final int PRIVATE_AND_ANONYMOUS = 0x22;
    private static final int NOT_NEEDED = 4;
    private static final int HUGE_PAGES = 14;

    private LargePages() {}

    /** Linux' functions; looked up on first use. */
    private static final class Functions {
        static final WordFunction MAP = find("mmap");
        static final WordFunction ADVISE = find("madvise");
        static final WordFunction UNMAP = find("munmap");

        private static WordFunction find(String name) {
            return new WordFunction(Linker.nativeLinker().defaultLookup().findOrThrow(name));
        }
    }

    /** Makes the first use quick, as {@link OpenMp#prepare}. */
    static void prepare() {
        if (available()) {
            WordFunction _ = Functions.MAP;
        }
    }

    static boolean available() {
        return System.getProperty("os.name").equals("Linux");
    }

    /** At least so many bytes that the arena frees; less than a page, or on another system than Linux, in ordinary pages. */
    static MemorySegment allocate(Arena arena, long bytes) {
        if (bytes < PAGE_BYTES || !available()) {
            return arena.allocate(Math.max(64, bytes), 4096);
        }
        long size = (bytes + 2 * PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
        long address = Functions.MAP.call(0, size, READ_AND_WRITE, PRIVATE_AND_ANONYMOUS, -1, 0);
        if (address == -1) {
            throw new OutOfMemoryError("oneDNN: the system has no %,d bytes of memory left".formatted(size));
        }
        MemorySegment mapped = MemorySegment.ofAddress(address).reinterpret(size, arena, LargePages::free);
        long begin = -address & (PAGE_BYTES - 1);
        advise(address + begin, bytes & -PAGE_BYTES, HUGE_PAGES); // the rest would take a whole page
        return mapped.asSlice(begin, bytes);
    }

    /** Gives back what {@link #allocate} gave: it is zero then. On another system than Linux, or less than a page, it stays. */
    static void clear(MemorySegment allocated) {
        if (allocated.byteSize() >= PAGE_BYTES && available()) {
            giveBack(allocated.address(), allocated.byteSize());
        }
    }

    /** Of a mapped file, of which nobody has changed anything: it is read from there again when it is needed. */
    static void giveBack(long address, long bytes) {
        advise(address, bytes, NOT_NEEDED);
    }

    private static void advise(long address, long bytes, int advice) {
        int advised = (int) Functions.ADVISE.call(address, bytes, advice);
        assert advised == 0 || advised == -1 : "a refused advice changes nothing";
    }

    /** Many small pieces of memory out of a few large ones. */
    static final class Pieces {
        private static final long WHOLE_BYTES = 8 * PAGE_BYTES;
        private static final long ALIGNMENT = 64;

        private final Arena arena;
        private MemorySegment rest = MemorySegment.NULL;

        Pieces(Arena arena) {
            this.arena = arena;
        }

        synchronized MemorySegment allocate(long bytes) {
            long taken = Math.max(ALIGNMENT, (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
            if (taken > rest.byteSize()) {
                rest = LargePages.allocate(arena, Math.max(WHOLE_BYTES, taken));
            }
            MemorySegment piece = rest.asSlice(0, bytes);
            rest = rest.asSlice(taken);
            return piece;
        }
    }

    private static void free(MemorySegment mapped) {
        int status = (int) Functions.UNMAP.call(mapped.address(), mapped.byteSize());
        assert status == 0;
    }
}
