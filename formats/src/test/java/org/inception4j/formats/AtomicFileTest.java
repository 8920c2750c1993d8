package org.inception4j.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void replacesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        AtomicFile.write(file, out -> out.write("new".getBytes()));
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void leavesTheOldFileWhenTheDiskIsFull() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file
                                + ": cannot be written (No space left on device); an old file is as it was, make room or choose another folder");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void namesTheFileOnceWhereTheSystemNamesItToo() throws IOException {
        Path file = folder.resolve("a.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, _ -> {
                    throw new FileSystemException("/elsewhere/a.part", null, "No space left on device");
                }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(
                        file
                                + ": cannot be written (No space left on device); an old file is as it was, make room or choose another folder");
    }

    @Test
    void deletesLeftoversOfThisFileOnly() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.writeString(folder.resolve(".a.txt.1234.part"), "left behind");
        Files.writeString(folder.resolve(".b.txt.1234.part"), "of another file");
        AtomicFile.write(file, out -> out.write(1));
        assertThat(names()).containsExactlyInAnyOrder("a.txt", ".b.txt.1234.part");
    }

    @Test
    void leavesTheTemporaryFileOfAWriterAtWork() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, outer -> {
            outer.write("outer".getBytes());
            AtomicFile.write(file, inner -> inner.write("inner".getBytes()));
            assertThat(file).hasContent("inner");
        });
        assertThat(file).hasContent("outer");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void followsALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), target);
        AtomicFile.write(link, out -> out.write("new".getBytes()));
        assertThat(target).hasContent("new");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        Path file = folder.resolve("missing").resolve("a.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(1)))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("%s: there is no folder %s; make it first".formatted(file, file.getParent()));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
