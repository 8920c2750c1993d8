package org.inception4j.formats;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files as memory, read only, without reading them first. */
public final class MappedFile {
    private MappedFile() {}

    /**
     * The whole file. It is given back when nothing refers to any part of it any more; it must not be changed in place
     * meanwhile.
     *
     * @throws FormatException if there is no such file, it is a folder, or it may not be read
     */
    public static MemorySegment open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "is a folder", "give a file");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        } catch (NoSuchFileException _) {
            throw new FormatException(file.toString(), "there is no such file", "check the path");
        } catch (AccessDeniedException _) {
            throw new FormatException(file.toString(), "may not be read", "check its permissions");
        }
    }
}
