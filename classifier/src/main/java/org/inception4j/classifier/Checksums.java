package org.inception4j.classifier;

import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Counts and sums what is written to it. */
final class Checksums extends OutputStream {
    /** From the heap and in large pieces, a cold start hashes twice as fast as from mapped memory. */
    private static final int CHUNK_BYTES = 1 << 20;

    private final MessageDigest sha256 = sha256();
    private final CRC32 crc32 = new CRC32();
    private long size;

    /** The SHA-256 of {@code bytes}, 64 digits in lower case. */
    static String sha256(MemorySegment bytes) {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, bytes.byteSize())];
        for (long at = 0; at < bytes.byteSize(); at += chunk.length) {
            int count = (int) Math.min(chunk.length, bytes.byteSize() - at);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, chunk, 0, count);
            digest.update(chunk, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
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
