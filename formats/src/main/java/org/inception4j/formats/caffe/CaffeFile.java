package org.inception4j.formats.caffe;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.WeightsException;

/**
 * Caffe's binary files of a network with its weights, the message {@code NetParameter} of {@code caffe.proto}: those of today
 * ({@code layer}) and those of 2014 ({@code layers}).
 */
public final class CaffeFile {
    private CaffeFile() {}

    /**
     * Maps the file into memory and reads its layers; weights are parts of the file until they are used.
     *
     * @throws WeightsException if the file is damaged or is none of Caffe's
     */
    public static CaffeNet read(Path file) throws IOException {
        try {
            return read(file, MappedFile.open(file));
        } catch (FormatException wrong) {
            throw new WeightsException(wrong);
        }
    }

    private static CaffeNet read(Path file, MemorySegment bytes) throws IOException {
        if (bytes.byteSize() > Integer.MAX_VALUE) {
            throw new WeightsException(
                    file.toString(),
                    "has %d bytes".formatted(bytes.byteSize()),
                    "give a file with at most %d, as many as a protocol buffer can have".formatted(Integer.MAX_VALUE));
        }
        ForeignFile.refuse(file.toString(), bytes);
        // A stream and not the mapped memory: for that, the library would reach for sun.misc.Unsafe
        try (InputStream stream = Files.newInputStream(file)) {
            return read(CodedInputStream.newInstance(stream), bytes, file.toString());
        }
    }

    private static CaffeNet read(CodedInputStream in, MemorySegment bytes, String place) throws IOException {
        in.pushLimit((int) bytes.byteSize());
        CaffeNet net = new NetReader(new Message(in, bytes, place)).read();
        if (net.layers().stream().allMatch(layer -> layer.blobs().isEmpty())) {
            throw new WeightsException(
                    place,
                    "has %d layers and no weights".formatted(net.layers().size()),
                    "give a .caffemodel and not a solver's state or a description");
        }
        return net;
    }
}
