package org.inception4j.formats.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.inception4j.formats.AtomicFile;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** Weights as an {@code .npz}, as {@code numpy.savez} writes it: float32, by their names, in this library's order of axes. */
public final class NumpyWriter {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int CHUNK_BYTES = 1 << 20;

    /** The numbers begin at a multiple of it, counted from the array's begin. */
    private static final int ALIGNMENT = 64;

    /** As NumPy, so that the same weights give the same bytes. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private NumpyWriter() {}

    /** Writes the file as a whole; after an exception an old one is as it was. */
    public static void write(Path file, Weights weights) throws IOException {
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, Tensor> tensor : weights.tensors().entrySet()) {
                write(zip, tensor.getKey(), tensor.getValue());
            }
            zip.finish();
        });
    }

    private static void write(ZipOutputStream zip, String name, Tensor tensor) throws IOException {
        byte[] header = header(tensor);
        CRC32 sum = new CRC32();
        write(tensor, header, new OutputStream() {
            @Override
            public void write(int one) {
                sum.update(one);
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                sum.update(bytes, from, count);
            }
        });
        ZipEntry entry = new ZipEntry(name + NumpyFile.SUFFIX);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(NO_TIME);
        entry.setCrc(sum.getValue());
        entry.setSize(header.length + tensor.data().byteSize());
        zip.putNextEntry(entry);
        write(tensor, header, zip);
        zip.closeEntry();
    }

    private static void write(Tensor tensor, byte[] header, OutputStream out) throws IOException {
        out.write(header);
        byte[] chunk = new byte[CHUNK_BYTES];
        long bytes = tensor.data().byteSize();
        for (long at = 0; at < bytes; at += chunk.length) {
            int count = (int) Math.min(chunk.length, bytes - at);
            MemorySegment.copy(
                    tensor.data(), Tensor.FLOAT, at, MemorySegment.ofArray(chunk), FLOAT, 0, count / Float.BYTES);
            out.write(chunk, 0, count);
        }
    }

    /** Version 1.0. */
    private static byte[] header(Tensor tensor) {
        List<Integer> sizes = tensor.shape().sizes();
        String shape =
                sizes.stream().map(String::valueOf).collect(Collectors.joining(", ")) + (sizes.size() == 1 ? "," : "");
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }".formatted(shape);
        int before = ArrayFile.SIGNATURE.length + 4;
        int padding = Math.floorMod(-(before + text.length() + 1), ALIGNMENT);
        byte[] padded = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(ArrayFile.SIGNATURE);
        header.writeBytes(new byte[] {1, 0, (byte) padded.length, (byte) (padded.length >> 8)});
        header.writeBytes(padded);
        return header.toByteArray();
    }
}
