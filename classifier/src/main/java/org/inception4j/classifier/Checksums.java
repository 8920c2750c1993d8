package org.inception4j.classifier;

import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Counts and sums what is written to it. */
final class Checksums extends OutputStream {
    private static final int CHUNK_BYTES = 1 << 20;

    private final MessageDigest sha256 = sha256();
    private final CRC32 crc32 = new CRC32();
    private long size;

    /** The SHA-256 of {@code bytes}, 64 digits in lower case. */
    static String sha256(MemorySegment bytes) {
        MessageDigest digest = sha256();
        chunks(bytes).forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The one of zip files. The JVM has it in the processor's instructions from the start: 28 MB take some milliseconds. */
    static int crc32(MemorySegment bytes) {
        CRC32 sum = new CRC32();
        chunks(bytes).forEach(sum::update);
        return (int) sum.getValue();
    }

    /** Buffers are limited to 2 GiB, segments are not. */
    private static Stream<ByteBuffer> chunks(MemorySegment bytes) {
        return LongStream.range(0, Math.ceilDiv(bytes.byteSize(), CHUNK_BYTES))
                .map(chunk -> chunk * CHUNK_BYTES)
                .mapToObj(at -> bytes.asSlice(at, Math.min(CHUNK_BYTES, bytes.byteSize() - at))
                        .asByteBuffer());
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        sha256.update(bytes, offset, count);
        crc32.update(bytes, offset, count);
        size += count;
    }

    long size() {
        return size;
    }

    int crc32() {
        return (int) crc32.getValue();
    }

    /** May be asked once. */
    String sha256Hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256: every Java platform has it", impossible);
        }
    }
}
