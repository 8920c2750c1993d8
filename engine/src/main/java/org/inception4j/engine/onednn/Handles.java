package org.inception4j.engine.onednn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;

/**
 * The one owner of a plan's native objects: what is registered here lives until {@link #close}, and is then released in
 * reverse order. Nothing is left to the garbage collector, which knows neither their size nor who still points at them.
 */
final class Handles implements AutoCloseable {
    private final Deque<Runnable> releases = new ArrayDeque<>();
    private boolean closed;

    /** The same handle, released by {@code release} when this owner closes. */
    synchronized <T extends Pointer> T own(T handle, Consumer<T> release) {
        if (closed) {
            release.accept(handle);
            throw new IllegalStateException("oneDNN: the plan is closed; make a new one");
        }
        onClose(() -> release.accept(handle));
        return handle;
    }

    /** For what has several objects and may release some of them earlier. */
    synchronized void onClose(Runnable release) {
        releases.push(release);
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!releases.isEmpty()) {
            releases.pop().run();
        }
    }
}
