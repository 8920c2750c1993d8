package org.inception4j.formats.caffe;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
        try (FileChannel channel = FileChannel.open(file)) {
            return read(channel, file.toString());
        } catch (NoSuchFileException _) {
            throw new WeightsException(file.toString(), "there is no such file", "check the path");
        }
    }

    private static CaffeNet read(FileChannel channel, String place) throws IOException {
        long size = channel.size();
        if (size > Integer.MAX_VALUE) {
            throw new WeightsException(
                    place,
                    "has %d bytes".formatted(size),
                    "give a file with at most %d, as many as a protocol buffer can have".formatted(Integer.MAX_VALUE));
        }
        MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, size, Arena.ofAuto());
        // A stream and not the mapped memory: for that, the library would reach for sun.misc.Unsafe
        CodedInputStream in = CodedInputStream.newInstance(Channels.newInputStream(channel));
        in.pushLimit((int) size);
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
