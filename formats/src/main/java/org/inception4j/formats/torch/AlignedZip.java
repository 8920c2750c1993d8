package org.inception4j.formats.torch;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a zip archive of stored entries whose contents begin at multiples of 64 bytes, as PyTorch maps them into memory. */
final class AlignedZip implements Closeable {
    private static final int ALIGNMENT = 64;
    private static final int HEADER_BYTES = 30;
    private static final int CHUNK_BYTES = 1 << 20;

    /** Of the extra field that fills up, PyTorch's own: "FB". */
    private static final short PADDING = 0x4246;

    private static final int PADDING_HEADER_BYTES = 4;

    /** The same at all times and places; a zip archive cannot tell an earlier month. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final Counting counting;
    private final ZipOutputStream zip;

    AlignedZip(OutputStream out) {
        counting = new Counting(new BufferedOutputStream(out, CHUNK_BYTES));
        zip = new ZipOutputStream(counting);
    }

    private static final class Counting extends FilterOutputStream {
        private long count;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }
    }

    /** @param content from its position to its limit, which stay; smaller than 2 GiB */
    void add(String name, ByteBuffer content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content.duplicate());
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.remaining());
        entry.setCrc(sum.getValue());
        entry.setTimeLocal(TIME);
        entry.setExtra(padding(name));
        zip.putNextEntry(entry);
        byte[] chunk = new byte[Math.min(CHUNK_BYTES, content.remaining())];
        for (ByteBuffer left = content.duplicate(); left.hasRemaining(); ) {
            int count = Math.min(chunk.length, left.remaining());
            left.get(chunk, 0, count);
            zip.write(chunk, 0, count);
        }
        zip.closeEntry();
    }

    private byte[] padding(String name) {
        long unpadded =
                counting.count + HEADER_BYTES + name.getBytes(StandardCharsets.UTF_8).length + PADDING_HEADER_BYTES;
        int length = Math.floorMod(-unpadded, ALIGNMENT);
        return ByteBuffer.allocate(PADDING_HEADER_BYTES + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(PADDING)
                .putShort((short) length)
                .array();
    }

    /** Writes the directory; the stream below stays open. */
    @Override
    public void close() throws IOException {
        zip.finish();
        zip.flush();
    }
}
