package org.inception4j.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to {@code out}, everything for people beside them to {@code err}.
 *
 * @param terminal whether a person watches {@code err} on a terminal: progress is then drawn over itself
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal) {
    static Console ofProcess() {
        java.io.Console console = System.console();
        return new Console(
                writer(new FileOutputStream(FileDescriptor.out)),
                writer(new FileOutputStream(FileDescriptor.err)),
                console != null && console.isTerminal());
    }

    static Console of(OutputStream out, OutputStream err) {
        return new Console(writer(out), writer(err), false);
    }

    /** Lines reach the stream when they end, whatever the machine's encoding is, in UTF-8. */
    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
