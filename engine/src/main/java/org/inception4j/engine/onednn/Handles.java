package org.inception4j.engine.onednn;

import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;

/**
 * The one owner of a plan's native objects: what is registered here lives until {@link #close}, and is then released in
 * reverse order. Nothing is left to the garbage collector, which knows neither their size nor who still points at them.
 */
final class Handles implements AutoCloseable {
    private final Deque<Runnable> releases = new ArrayDeque<>();
    private final Map<LongBuffer, Layout> layouts = new HashMap<>();
    private boolean closed;

    /** The same handle, released by {@code release} when this owner closes. */
    synchronized <T extends Pointer> T own(T handle, Consumer<T> release) {
        onClose(() -> release.accept(handle));
        return handle;
    }

    /** For what has several objects and may release some of them earlier. */
    synchronized void onClose(Runnable release) {
        if (closed) {
            release.run();
            throw new IllegalStateException("oneDNN: the plan is closed; make a new one");
        }
        releases.push(release);
    }

    /** The layout that is known under these numbers, or a new one: a plan asks for few different ones thousands of times. */
    synchronized Layout layout(LongBuffer key, Supplier<Layout> make) {
        Layout known = layouts.get(key);
        if (known == null) {
            known = make.get();
            layouts.put(key, known);
        }
        return known;
    }

    @Override
    public synchronized void close() {
        closed = true;
        layouts.clear();
        while (!releases.isEmpty()) {
            releases.pop().run();
        }
    }
}
