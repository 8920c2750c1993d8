package org.inception4j.formats.caffe;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.protobuf.MessageReader;

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
            return read(file.toString(), MappedFile.open(file));
        } catch (FormatException wrong) {
            throw new WeightsException(wrong);
        }
    }

    private static CaffeNet read(String place, MemorySegment bytes) throws IOException {
        ForeignFile.refuse(place, bytes);
        CaffeNet net = new NetReader(new MessageReader(bytes, place, "none of Caffe's")).read();
        if (net.layers().stream().allMatch(layer -> layer.blobs().isEmpty())) {
            throw new WeightsException(
                    place,
                    "has %d layers and no weights".formatted(net.layers().size()),
                    "give a .caffemodel and not a solver's state or a description");
        }
        return net;
    }
}
