package org.inception4j.engine.onednn;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;

/** The thread pool under the native library: how it waits, and how many threads a calling thread gets from it. */
@SuppressWarnings("restricted")
final class OpenMp {
    private static final Linker LINKER = Linker.nativeLinker();

    /** Some tens of microseconds: about three times a thread's wake-up, a hundredth of a scheduler quantum. */
    private static final String SPINS = "2000";

    /** Looked up on first use, after the library is loaded: before, the function is not there. */
    private static final class Functions {
        static final WordFunction SET_THREADS = find("omp_set_num_threads");
        static final WordFunction THREADS = find("omp_get_max_threads");

        private static WordFunction find(String name) {
            return SymbolLookup.loaderLookup().find(name).map(WordFunction::new).orElse(null);
        }
    }

    private OpenMp() {}

    /**
     * Asks for threads that soon sleep while they wait, unless the user has decided otherwise. Must come before the library is
     * loaded: it reads the environment once. Threads that spin for long on a machine with other work cost a scheduler quantum a
     * step; threads that sleep at once are woken for each step, which at batch 1 in bfloat16 takes longer than the step.
     */
    static void waitPassively() {
        String policy = System.getenv("OMP_WAIT_POLICY");
        if (policy == null) {
            putEnvironment("OMP_WAIT_POLICY", "passive");
        }
        if ((policy == null || policy.equalsIgnoreCase("passive")) && System.getenv("GOMP_SPINCOUNT") == null) {
            putEnvironment("GOMP_SPINCOUNT", SPINS);
        }
    }

    /** Makes the first use quick: how to call the library takes the JVM some ten milliseconds to work out. */
    static void prepare() {
        int _ = threads();
    }

    /** The calling thread's parallel regions use this many threads from now on; the library keeps the number per thread. */
    static void useThreads(int threads) {
        if (Functions.SET_THREADS != null) {
            Functions.SET_THREADS.call(threads);
        }
    }

    /** How many threads the calling thread's parallel regions use; 0 where the pool has no such function. */
    static int threads() {
        return Functions.THREADS == null ? 0 : (int) Functions.THREADS.call();
    }

    private static void putEnvironment(String name, String value) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Optional<MemorySegment> symbol = LINKER.defaultLookup().find(windows ? "_putenv_s" : "setenv");
        if (symbol.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(name);
            MemorySegment text = arena.allocateFrom(value);
            if (windows) {
                FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
                int status = (int) LINKER.downcallHandle(symbol.get(), type).invokeExact(key, text);
                assert status == 0;
            } else {
                FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
                int status = (int) LINKER.downcallHandle(symbol.get(), type).invokeExact(key, text, 0);
                assert status == 0;
            }
        } catch (Throwable failure) {
            throw new IllegalStateException("oneDNN: cannot set " + name + " in the environment", failure);
        }
    }
}
