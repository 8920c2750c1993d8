package org.inception4j.formats.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.tensorflow.TensorflowFile;

/** Opens a file of tensors from any library that is known; what it is, its contents say and not its name's ending. */
public final class TensorFiles {
    private static final int HEAD_BYTES = 64 << 10;
    private static final int SHOWN_BYTES = 16;

    /** What people give by mistake, by its beginning. */
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put("\u00ff\u00d8\u00ff", "a JPEG picture");
        OTHERS.put("\u0089PNG", "a PNG picture");
        OTHERS.put("GIF8", "a GIF picture");
        OTHERS.put("PK\u0003\u0004", "a zip archive without tensors");
        OTHERS.put("\u001f\u008b", "a gzip archive");
        OTHERS.put("%PDF", "a PDF document");
        OTHERS.put("version https://git-lfs", "a pointer of Git LFS and not the file itself");
        OTHERS.put("<!DOCTYPE", "a web page");
        OTHERS.put("<html", "a web page");
    }

    private TensorFiles() {}

    /** What can be opened, for messages and help: {@code PyTorch (.pth, .pt)}. */
    public static List<String> known() {
        return Arrays.stream(TensorFormat.values()).map(TensorFormat::title).toList();
    }

    /**
     * Opens a file, or a folder where the format is one.
     *
     * @throws FormatException if there is none, or its contents are of no known format
     */
    public static TensorFile open(Path file) throws IOException {
        MemorySegment head = head(file);
        Optional<TensorFormat> format = format(file, head);
        if (format.isEmpty()) {
            throw new FormatException(file.toString(), seen(file, head), "give one of " + String.join(", ", known()));
        }
        return format.get().open(file);
    }

    /** Whose format a file or folder is of, as {@link #open} tells it: {@code PyTorch}; empty if nobody's that is known. */
    public static Optional<String> library(Path file) throws IOException {
        return format(file, head(file)).map(TensorFormat::library);
    }

    private static Optional<TensorFormat> format(Path file, MemorySegment head) {
        return Arrays.stream(TensorFormat.values())
                .filter(format -> format.looksLike(head, file))
                .findFirst();
    }

    /** Of a folder and of what several files have in common, nothing. */
    private static MemorySegment head(Path file) throws IOException {
        if (Files.isDirectory(file) || TensorflowFile.isCheckpoint(file)) {
            return MemorySegment.NULL;
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) { // to open a pipe waits for who writes into it
            throw new FormatException(file.toString(), "is a pipe or a device", "give a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return MemorySegment.ofArray(in.readNBytes(HEAD_BYTES));
        } catch (NoSuchFileException _) {
            throw new FormatException(file.toString(), "there is no such file", "check the path");
        } catch (AccessDeniedException _) {
            throw new FormatException(file.toString(), "may not be read", "check its permissions");
        }
    }

    private static String seen(Path file, MemorySegment head) {
        if (Files.isDirectory(file)) {
            return "is a folder of no known format";
        }
        if (head.byteSize() == 0) {
            return "is empty";
        }
        byte[] bytes = head.toArray(ValueLayout.JAVA_BYTE);
        String begin = new String(bytes, StandardCharsets.ISO_8859_1);
        return OTHERS.entrySet().stream()
                .filter(other -> begin.startsWith(other.getKey()))
                .map(other -> "is " + other.getValue())
                .findFirst()
                .orElseGet(() -> isText(begin)
                        ? "is a text that begins " + quoted(begin)
                        : "begins with the bytes " + hex(bytes));
    }

    private static boolean isText(String begin) {
        return begin.chars().allMatch(letter -> letter >= ' ' && letter != 0x7f || Character.isWhitespace(letter));
    }

    private static String quoted(String begin) {
        return begin.lines()
                .limit(1)
                .map(line -> line.substring(0, Math.min(2 * SHOWN_BYTES, line.length())))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length));
    }
}
