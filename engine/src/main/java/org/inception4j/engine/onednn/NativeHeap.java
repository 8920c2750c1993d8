package org.inception4j.engine.onednn;

import java.lang.foreign.Linker;

/** The C library's heap, where oneDNN keeps what it compiles. */
@SuppressWarnings("restricted")
final class NativeHeap {
    private NativeHeap() {}

    /** Looked up on first use; null where the C library has none. */
    private static final class Function {
        static final WordFunction TRIM = Linker.nativeLinker()
                .defaultLookup()
                .find("malloc_trim")
                .map(WordFunction::new)
                .orElse(null);
    }

    /** Gives the system what was freed, which otherwise stays for the next who asks: compiling needs more than its result. */
    static void trim() {
        if (Function.TRIM != null) {
            Function.TRIM.call(0);
        }
    }
}
