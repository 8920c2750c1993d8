package org.inception4j.formats.safetensors;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.formats.AtomicFile;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.WeightsException;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * Weights with free text about them, as a safetensors file. Tensors of F32 are the file's own memory and cost nothing until they
 * are used; F16, BF16 and F64 are converted to float32. The order of the header is kept.
 *
 * @param metadata the header's {@code __metadata__}; empty if there is none
 */
public record SafetensorsFile(Weights weights, Map<String, String> metadata) {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int CHUNK_BYTES = 1 << 20;

    public SafetensorsFile {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** The weights of a file, see {@link #open}. */
    public static Weights read(Path file) throws IOException {
        return open(file).weights();
    }

    /**
     * Maps the file into memory, which is given back when nothing refers to its tensors any more. The file must not be
     * changed in place meanwhile; to put another in its place by a rename is harmless.
     *
     * @throws WeightsException if the file is not safetensors or is damaged
     */
    public static SafetensorsFile open(Path file) throws IOException {
        try {
            return decode(MappedFile.open(file), file.toString());
        } catch (FormatException wrong) {
            throw new WeightsException(wrong);
        }
    }

    /**
     * The same of a file in memory; the tensors are parts of {@code bytes}.
     *
     * @param place what messages call it
     */
    public static SafetensorsFile decode(MemorySegment bytes, String place) throws WeightsException {
        SafetensorsTensors file = SafetensorsTensors.of(bytes, place);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorHeader header : file.headers()) {
            tensors.put(header.name(), file.weight(header));
        }
        return new SafetensorsFile(Weights.of(tensors), file.metadata());
    }

    /**
     * Writes a file in the order of the weights; the data begin at a multiple of 64 bytes. Replaces an old file as a whole, also
     * one that these weights are mapped from.
     */
    public static void write(Path file, Weights weights, Map<String, String> metadata) throws IOException {
        AtomicFile.write(file, out -> write(out, weights, metadata));
    }

    /** As {@link #write(Path, Weights, Map)}; the stream is not closed. The same weights give the same bytes. */
    public static void write(OutputStream out, Weights weights, Map<String, String> metadata) throws IOException {
        byte[] header = SafetensorsHeader.encode(weights.tensors(), metadata);
        out.write(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        byte[] chunk = new byte[CHUNK_BYTES];
        for (Tensor tensor : weights.tensors().values()) {
            write(out, tensor, chunk);
        }
    }

    private static void write(OutputStream out, Tensor tensor, byte[] chunk) throws IOException {
        long bytes = tensor.data().byteSize();
        MemorySegment target = MemorySegment.ofArray(chunk);
        for (long at = 0; at < bytes; at += chunk.length) {
            int count = (int) Math.min(chunk.length, bytes - at);
            MemorySegment.copy(tensor.data(), Tensor.FLOAT, at, target, FLOAT, 0, count / Float.BYTES);
            out.write(chunk, 0, count);
        }
    }
}
