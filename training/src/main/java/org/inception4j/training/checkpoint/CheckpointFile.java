package org.inception4j.training.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.inception4j.formats.AtomicFile;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.formats.json.RecordJson;

/**
 * A {@link Checkpoint} as one file: eight letters, the length of a JSON header (64 bits; all numbers are in this machine's byte
 * order), the header, the numbers that it lists, and the SHA-256 of everything before it.
 */
public final class CheckpointFile {
    private static final byte[] MAGIC = "I4JCKPT1".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 32;
    private static final int FIXED_BYTES = MAGIC.length + Long.BYTES;
    private static final int PIECE_BYTES = 1 << 20;

    private CheckpointFile() {}

    /** Replaces the file in one step. */
    public static void write(Path file, Checkpoint checkpoint) throws IOException {
        Contents contents = Contents.of(checkpoint);
        byte[] header =
                JsonText.writeLine(RecordJson.writeRecord(contents.header())).getBytes(StandardCharsets.UTF_8);
        ByteBuffer start = ByteBuffer.allocate(FIXED_BYTES).order(ByteOrder.nativeOrder());
        start.put(MAGIC).putLong(header.length);
        AtomicFile.write(file, out -> {
            DigestOutputStream hashed = new DigestOutputStream(out, sha256());
            hashed.write(start.array());
            hashed.write(header);
            byte[] piece = new byte[PIECE_BYTES];
            for (MemorySegment numbers : contents.numbers()) {
                write(numbers, piece, hashed);
            }
            out.write(hashed.getMessageDigest().digest());
        });
    }

    private static void write(MemorySegment numbers, byte[] piece, OutputStream out) throws IOException {
        for (long done = 0; done < numbers.byteSize(); done += piece.length) {
            int count = (int) Math.min(piece.length, numbers.byteSize() - done);
            MemorySegment.copy(numbers, ValueLayout.JAVA_BYTE, done, piece, 0, count);
            out.write(piece, 0, count);
        }
    }

    /** Reads and checks every byte; a file that is missing, cut off, changed or no checkpoint is refused. */
    public static Checkpoint read(Path file) throws IOException {
        MemorySegment all = load(file);
        long headerBytes = checkedHeader(file, all);
        byte[] header = all.asSlice(FIXED_BYTES, headerBytes).toArray(ValueLayout.JAVA_BYTE);
        try {
            JsonValue json = JsonValue.parse(new String(header, StandardCharsets.UTF_8), file.toString());
            return Contents.checkpoint(
                    RecordJson.read(json, Contents.Header.class), all.asSlice(FIXED_BYTES + headerBytes));
        } catch (FormatException | IndexOutOfBoundsException e) {
            throw broken(file, "is a checkpoint of another version");
        }
    }

    private static MemorySegment load(Path file) throws IOException {
        try {
            return MemorySegment.ofBuffer(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw broken(file, "does not exist");
        }
    }

    private static long checkedHeader(Path file, MemorySegment all) throws IOException {
        long content = all.byteSize() - HASH_BYTES;
        if (content < FIXED_BYTES
                || !Arrays.equals(MAGIC, all.asSlice(0, MAGIC.length).toArray(ValueLayout.JAVA_BYTE))) {
            throw broken(file, "is no checkpoint");
        }
        MessageDigest digest = sha256();
        digest.update(all.asSlice(0, content).asByteBuffer());
        if (!Arrays.equals(digest.digest(), all.asSlice(content).toArray(ValueLayout.JAVA_BYTE))) {
            throw broken(file, "is cut off or changed, its hash does not fit its %d bytes".formatted(all.byteSize()));
        }
        return all.get(ValueLayout.JAVA_LONG_UNALIGNED, MAGIC.length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: is missing in this Java; every Java must have it", e);
        }
    }

    private static FormatException broken(Path file, String what) {
        return new FormatException(file.toString(), what, "resume from another file, or begin a new run");
    }
}
