package org.inception4j.engine.onednn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A C function that takes and gives whole numbers and addresses. All are called with six words: by the calling conventions of
 * 64-bit processors those that a function does not take do no harm. So all share what the JVM makes for this one shape of a
 * call; for a shape of its own each would take a cold start 4 ms.
 */
@SuppressWarnings("restricted")
final class WordFunction {
    private static final FunctionDescriptor SIX_WORDS =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private final MethodHandle handle;

    WordFunction(MemorySegment address) {
        this.handle = Linker.nativeLinker().downcallHandle(address, SIX_WORDS);
    }

    /** Of a result of 32 bits the upper half means nothing: cast it. */
    long call() {
        return call(0);
    }

    long call(long first) {
        return call(first, 0);
    }

    long call(long first, long second) {
        return call(first, second, 0);
    }

    long call(long first, long second, long third) {
        return call(first, second, third, 0, 0, 0);
    }

    long call(long first, long second, long third, long fourth, long fifth, long sixth) {
        try {
            return (long) handle.invokeExact(first, second, third, fourth, fifth, sixth);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("oneDNN: a function of the system throws " + failure, failure);
        }
    }
}
