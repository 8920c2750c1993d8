package org.inception4j.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to {@code out}, where a failure to write is thrown ({@link ResultStream}), everything for
 * people beside them to {@code err}.
 *
 * @param colours whether {@code out} is a terminal, on which help texts may have colours
 * @param progress whether {@code err} is a terminal, on which a progress bar may be drawn over itself
 */
record Console(PrintWriter out, PrintWriter err, boolean colours, boolean progress) {
    /** The launcher says by system properties what a terminal is: java itself cannot ask about standard error. */
    static Console ofProcess() {
        return new Console(
                writer(new ResultStream(new FileOutputStream(FileDescriptor.out))),
                writer(new FileOutputStream(FileDescriptor.err)),
                Boolean.getBoolean("inception.out.terminal"),
                Boolean.getBoolean("inception.err.terminal"));
    }

    /** Neither is a terminal. */
    static Console of(OutputStream out, OutputStream err) {
        return new Console(writer(new ResultStream(out)), writer(err), false, false);
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
