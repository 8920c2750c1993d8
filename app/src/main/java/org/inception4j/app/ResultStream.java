package org.inception4j.app;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Standard output. A {@link java.io.PrintWriter} swallows an {@link IOException}, so a result that cannot be written is thrown
 * unchecked, once; what is written afterwards goes nowhere.
 */
final class ResultStream extends FilterOutputStream {
    /** Nobody reads on, as after {@code | head}: no failure of ours or the user's. */
    static final class ClosedPipe extends IOException {
        private static final long serialVersionUID = 1;

        private ClosedPipe(IOException cause) {
            super(cause);
        }
    }

    private static final String CLOSED_PIPE = "Broken pipe";

    private boolean broken;

    ResultStream(OutputStream stream) {
        super(stream);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        attempt(out::flush);
    }

    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Step step) {
        if (broken) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            broken = true;
            throw new UncheckedIOException(CLOSED_PIPE.equals(e.getMessage()) ? new ClosedPipe(e) : failure(e));
        }
    }

    private static IOException failure(IOException e) {
        return new IOException(
                "standard output: cannot be written (%s); make room and run it again".formatted(e.getMessage()), e);
    }
}
