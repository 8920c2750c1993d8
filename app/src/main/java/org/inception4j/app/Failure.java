package org.inception4j.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.ExecutionException;

/**
 * What a command says and exits with when it fails.
 *
 * @param exitCode {@link #USER}, {@link #BUG} or {@link #CLOSED_PIPE}
 * @param message one sentence for the user; empty where there is nothing to say
 */
record Failure(int exitCode, String message) {
    /** The user can mend it: another option, file or machine. */
    static final int USER = 2;
    /** Only we can. */
    static final int BUG = 1;

    private static final double GIB = 1L << 30;

    /** As a shell tells that nobody read on. */
    static final int CLOSED_PIPE = 141;

    /** What the JDK says, without a file's name, when a disk is full. */
    private static final String NO_SPACE = "No space left on device";

    static Failure of(Throwable thrown) {
        Throwable cause = cause(thrown);
        return switch (cause) {
            case ResultStream.ClosedPipe _ -> new Failure(CLOSED_PIPE, "");
            case FileSystemException e -> user(sentence(e));
            case IOException e
            when NO_SPACE.equals(e.getMessage()) -> user("disk: %s; free some and try again".formatted(NO_SPACE));
            case IOException e -> user(message(e));
            case IllegalArgumentException e -> user(message(e));
            case IllegalStateException e -> user(message(e));
            case UnsupportedOperationException e when e.getMessage() != null -> user(message(e));
            case OutOfMemoryError e -> user(sentence(e, Runtime.getRuntime().maxMemory() / GIB));
            case LinkageError e
            when e instanceof UnsatisfiedLinkError || e instanceof NoClassDefFoundError ->
                user("native libraries: %s; run '%s doctor' to see what is missing"
                        .formatted(message(e), Program.NAME));
            default ->
                new Failure(
                        BUG,
                        "inception: this is a bug (%s); please report it with what '%s … --debug' prints"
                                .formatted(cause, Program.NAME));
        };
    }

    /** More heap helps where the heap was too small only. */
    static String sentence(OutOfMemoryError e, double heapGib) {
        String sentence =
                "memory: java has too little (%s); give a smaller --batch or --image-size".formatted(e.getMessage());
        return String.valueOf(e.getMessage()).contains("heap")
                ? "%s, or more than the %.1f GiB of now by INCEPTION_JAVA_OPTS=-Xmx%.0fg"
                        .formatted(sentence, heapGib, Math.ceil(2 * heapGib))
                : sentence;
    }

    private static Failure user(String message) {
        return new Failure(USER, message);
    }

    private static Throwable cause(Throwable thrown) {
        boolean wraps = thrown instanceof UncheckedIOException || thrown instanceof ExecutionException;
        return wraps && thrown.getCause() != null ? cause(thrown.getCause()) : thrown;
    }

    private static String message(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    }

    /** The JDK's own exceptions name a file and little else. */
    private static String sentence(FileSystemException e) {
        String file = e.getFile();
        return switch (e) {
            case NoSuchFileException _ -> file + ": does not exist; check the path";
            case AccessDeniedException _ -> file + ": may not be read or written; change its permissions";
            case FileAlreadyExistsException _ -> file + ": exists already; give another path or remove it";
            case DirectoryNotEmptyException _ -> file + ": is a folder that is not empty; give another path";
            case NotDirectoryException _ -> file + ": is not a folder; check the path";
            default ->
                file == null
                        ? message(e)
                        : "%s: %s; check the path and the disk"
                                .formatted(file, e.getReason() == null ? "cannot be used" : e.getReason());
        };
    }
}
