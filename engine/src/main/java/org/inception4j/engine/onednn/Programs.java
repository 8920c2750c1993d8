package org.inception4j.engine.onednn;

import java.util.LinkedHashMap;
import java.util.Map;

/** A plan's programs by batch size: the size it was made for, and the few others used last. */
final class Programs<T extends AutoCloseable> implements AutoCloseable {
    private static final int OTHERS_KEPT = 3;

    private final int batch;
    private final int threads;
    private final Compiler<T> compiler;
    private final T main;
    private final Map<Integer, Use<T>> others = new LinkedHashMap<>(16, 0.75f, true);

    /** A program and how many calls are in it. */
    private static final class Use<T> {
        final T program;
        int calls;

        Use(T program) {
            this.program = program;
        }
    }

    /** What a caller does with a program. */
    interface Work<T, R> {
        R with(T program);
    }

    /** Makes a program for a batch size, with native objects that {@code handles} own and the program closes. */
    interface Compiler<T> {
        T compile(int batch, Handles handles);
    }

    private Programs(int batch, int threads, Compiler<T> compiler) {
        this.batch = batch;
        this.threads = threads;
        this.compiler = compiler;
        this.main = compile(batch);
    }

    /** With the main program compiled; where that fails, {@code parameters} are closed, since no plan comes to be. */
    static <T extends AutoCloseable> Programs<T> open(
            int batch, int threads, Compiler<T> compiler, Parameters parameters) {
        try {
            return new Programs<>(batch, threads, compiler);
        } catch (RuntimeException failure) {
            parameters.close();
            throw failure;
        }
    }

    private T compile(int size) {
        OpenMp.useThreads(threads);
        Handles handles = new Handles();
        try {
            return compiler.compile(size, handles);
        } catch (RuntimeException failure) {
            handles.close();
            throw failure;
        }
    }

    T main() {
        return main;
    }

    /** Runs {@code work} with the program for {@code count} examples, compiled if need be. */
    <R> R with(int count, Work<T, R> work) {
        if (count == batch) {
            return work.with(main);
        }
        Use<T> use = enter(count);
        try {
            return work.with(use.program);
        } finally {
            leave(use);
        }
    }

    private synchronized Use<T> enter(int count) {
        Use<T> use = others.get(count);
        if (use == null) {
            use = new Use<>(compile(count));
            others.put(count, use);
        }
        use.calls++;
        trim();
        return use;
    }

    private synchronized void leave(Use<T> use) {
        use.calls--;
        trim();
    }

    /** Oldest first, and none that a call is in. */
    private void trim() {
        int surplus = others.size() - OTHERS_KEPT;
        var entries = others.values().iterator();
        while (surplus > 0 && entries.hasNext()) {
            Use<T> use = entries.next();
            if (use.calls == 0) {
                close(use.program);
                entries.remove();
                surplus--;
            }
        }
    }

    @Override
    public synchronized void close() {
        others.values().forEach(use -> close(use.program));
        others.clear();
        close(main);
    }

    private static void close(AutoCloseable program) {
        try {
            program.close();
        } catch (Exception failure) {
            throw new IllegalStateException("oneDNN: a program does not close", failure);
        }
    }
}
