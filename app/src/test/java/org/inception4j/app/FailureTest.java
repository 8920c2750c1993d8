package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void letsTheSentencesOfTheLibraryStand() {
        assertThat(Failure.of(new IllegalArgumentException("batch: is 0; give at least 1")))
                .isEqualTo(new Failure(2, "batch: is 0; give at least 1"));
    }

    @Test
    void looksIntoWrappers() {
        IOException inner = new IOException("x.jpg: is empty; copy it again");

        assertThat(Failure.of(new ExecutionException(new UncheckedIOException(inner))))
                .isEqualTo(new Failure(2, "x.jpg: is empty; copy it again"));
    }

    @Test
    void makesSentencesOfTheJdksFileErrors() {
        assertThat(Failure.of(new NoSuchFileException("a.jpg")).message())
                .isEqualTo("a.jpg: does not exist; check the path");
        assertThat(Failure.of(new AccessDeniedException("a.jpg")).message())
                .isEqualTo("a.jpg: may not be read or written; change its permissions");
        assertThat(Failure.of(new FileAlreadyExistsException("runs")).message())
                .isEqualTo("runs: exists already; give another path or remove it");
        assertThat(Failure.of(new FileSystemException("x.inception", null, "No space left on device"))
                        .message())
                .isEqualTo("x.inception: No space left on device; check the path and the disk");
        assertThat(Failure.of(new IOException("No space left on device")).message())
                .isEqualTo("disk: No space left on device; free some and try again");
    }

    @Test
    void asksForAReportOfOurBugs() {
        assertThat(Failure.of(new IndexOutOfBoundsException("Index 3 out of bounds for length 3")))
                .isEqualTo(new Failure(
                        1,
                        "inception: this is a bug (java.lang.IndexOutOfBoundsException: Index 3 out of bounds for length 3); "
                                + "please report it with what 'inception … --debug' prints"));
    }

    @Test
    void saysHowToGetMoreMemory() {
        assertThat(Failure.sentence(new OutOfMemoryError("Java heap space"), 5.24))
                .isEqualTo("memory: java has too little (Java heap space); give a smaller --batch or --image-size, "
                        + "or more than the 5.2 GiB of now by INCEPTION_JAVA_OPTS=-Xmx11g");
        assertThat(Failure.of(new OutOfMemoryError("Cannot allocate 9 bytes")))
                .isEqualTo(
                        new Failure(
                                2,
                                "memory: java has too little (Cannot allocate 9 bytes); give a smaller --batch or --image-size"));
    }
}
