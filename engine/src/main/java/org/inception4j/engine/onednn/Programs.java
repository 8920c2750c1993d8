package org.inception4j.engine.onednn;

import java.util.LinkedHashMap;
import java.util.Map;

/** A plan's programs by what they are for, such as a batch size: the one it was made for, and the few others used last. */
final class Programs<K, T extends AutoCloseable> implements AutoCloseable {
    private static final int OTHERS_KEPT = 3;

    private final K purpose;
    private final Compiler<K, T> compiler;
    private final T main;
    private final Map<K, Use<T>> others = new LinkedHashMap<>(16, 0.75f, true);

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

    /** Makes a program, with native objects that {@code handles} own and the program closes. */
    interface Compiler<K, T> {
        T compile(K purpose, Handles handles);
    }

    private Programs(K purpose, Compiler<K, T> compiler) {
        this.purpose = purpose;
        this.compiler = compiler;
        this.main = compile(purpose);
    }

    /** With the main program compiled; where that fails, {@code parameters} are closed, since no plan comes to be. */
    static <K, T extends AutoCloseable> Programs<K, T> open(K purpose, Compiler<K, T> compiler, Parameters parameters) {
        try {
            return new Programs<>(purpose, compiler);
        } catch (RuntimeException failure) {
            parameters.close();
            throw failure;
        }
    }

    private T compile(K wanted) {
        Handles handles = new Handles();
        try {
            return compiler.compile(wanted, handles);
        } catch (RuntimeException failure) {
            handles.close();
            throw failure;
        }
    }

    T main() {
        return main;
    }

    /** Runs {@code work} with the program for this purpose, compiled if need be. */
    <R> R with(K wanted, Work<T, R> work) {
        if (wanted.equals(purpose)) {
            return work.with(main);
        }
        Use<T> use = enter(wanted);
        try {
            return work.with(use.program);
        } finally {
            leave(use);
        }
    }

    private synchronized Use<T> enter(K wanted) {
        Use<T> use = others.get(wanted);
        if (use == null) {
            use = new Use<>(compile(wanted));
            others.put(wanted, use);
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
