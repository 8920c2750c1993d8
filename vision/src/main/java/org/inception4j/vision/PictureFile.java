package org.inception4j.vision;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of a picture file, or the sentence that says why they cannot be had. */
final class PictureFile {
    private PictureFile() {}

    static byte[] read(Path file, ImageLimits limits) throws ImageException {
        String place = file.toString();
        if (Files.isDirectory(file)) {
            throw new ImageException(place, "is a folder, not a picture", "give a file");
        }
        try {
            limits.checkBytes(place, Files.size(file));
            return Files.readAllBytes(file);
        } catch (ImageException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    static ImageException unreadable(String place, IOException cause) {
        return switch (cause) {
            case NoSuchFileException _ -> new ImageException(place, "does not exist", "check the path", cause);
            case AccessDeniedException _ ->
                new ImageException(
                        place, "may not be read (permission denied)", "change the file's permissions", cause);
            case FileSystemException e
            when e.getReason() != null ->
                new ImageException(place, "cannot be read (%s)".formatted(e.getReason()), "check the disk", cause);
            default ->
                new ImageException(place, "cannot be read (%s)".formatted(cause.getMessage()), "check the disk", cause);
        };
    }
}
