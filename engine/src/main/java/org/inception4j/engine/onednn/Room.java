package org.inception4j.engine.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One block of memory for the programs of a plan of which one runs at a time, none of which keeps anything in it. */
final class Room implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private MemorySegment block = MemorySegment.NULL;

    /** At least so many bytes. Ask for the most first: what somebody has got stays where it is. */
    synchronized MemorySegment of(long bytes) {
        if (block.byteSize() < bytes) {
            block = LargePages.allocate(arena, bytes);
        }
        return block;
    }

    /** Forgets what is in it: it takes no memory until somebody writes again. */
    synchronized void clear() {
        LargePages.clear(block);
    }

    @Override
    public void close() {
        arena.close();
    }
}
