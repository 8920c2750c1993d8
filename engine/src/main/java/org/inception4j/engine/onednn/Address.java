package org.inception4j.engine.onednn;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.Pointer;

/** A pointer at memory that somebody else owns; it has no deallocator. */
final class Address extends Pointer {
    Address() {}

    Address(MemorySegment memory) {
        address = memory.address();
    }

    /** Points at these bytes from now on. */
    Address at(long bytes) {
        address = bytes;
        return this;
    }
}
