package org.inception4j.engine.onednn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

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
        static final MethodHandle MAP = find(
                "mmap", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
        static final MethodHandle ADVISE =
                find("madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
        static final MethodHandle UNMAP = find("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));

        private static MethodHandle find(String name, FunctionDescriptor type) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
        }
    }

    /** Makes the first use quick, as {@link OpenMp#prepare}. */
    static void prepare() {
        if (available()) {
            MethodHandle _ = Functions.MAP;
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
        try {
            MemorySegment found = (MemorySegment)
                    Functions.MAP.invokeExact(MemorySegment.NULL, size, READ_AND_WRITE, PRIVATE_AND_ANONYMOUS, -1, 0L);
            if (found.address() == -1) {
                throw new OutOfMemoryError("oneDNN: the system has no %,d bytes of memory left".formatted(size));
            }
            MemorySegment mapped = found.reinterpret(size, arena, LargePages::free);
            advise(mapped, size, HUGE_PAGES);
            long start = -mapped.address() & (PAGE_BYTES - 1);
            return mapped.asSlice(start, bytes);
        } catch (Error | RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("oneDNN: cannot ask the system for memory", failure);
        }
    }

    /** Of a mapped file, of which nobody has changed anything: it is read from there again when it is needed. */
    static void giveBack(long address, long bytes) {
        try {
            advise(MemorySegment.ofAddress(address), bytes, NOT_NEEDED);
        } catch (Error | RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("oneDNN: cannot tell the system what memory is not needed", failure);
        }
    }

    private static void advise(MemorySegment memory, long bytes, int advice) throws Throwable {
        int advised = (int) Functions.ADVISE.invokeExact(memory, bytes, advice);
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
        try {
            int status = (int) Functions.UNMAP.invokeExact(mapped, mapped.byteSize());
            assert status == 0;
        } catch (Throwable failure) {
            throw new IllegalStateException("oneDNN: cannot give memory back", failure);
        }
    }
}
