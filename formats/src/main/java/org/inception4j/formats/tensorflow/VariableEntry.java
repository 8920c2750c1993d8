package org.inception4j.formats.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a variable lies: the message {@code BundleEntryProto}.
 *
 * @param type number of TensorFlow's {@code DataType}
 * @param offset in the file of data number {@code shard}
 * @param crc masked CRC-32C of its bytes
 */
record VariableEntry(int type, List<Long> sizes, int shard, long offset, long bytes, int crc) {
    /** The shard of a variable that is stored in parts under names of their own. */
    private static final int SLICED = -1;

    VariableEntry {
        sizes = List.copyOf(sizes);
    }

    boolean isSliced() {
        return shard == SLICED;
    }

    /** The same numbers, stored again. */
    boolean isCopyOf(VariableEntry other) {
        return type == other.type && sizes.equals(other.sizes) && bytes == other.bytes && crc == other.crc;
    }

    static VariableEntry decode(ByteBuffer message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        long[] numbers = new long[7];
        List<Long> sizes = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1, 3, 4, 5 -> numbers[WireFormat.getTagFieldNumber(tag)] = in.readInt64();
                case 2 -> sizes.addAll(sizes(CodedInputStream.newInstance(in.readByteBuffer())));
                case 6 -> numbers[6] = in.readFixed32();
                case 7 -> {
                    in.skipField(tag);
                    numbers[3] = SLICED;
                }
                default -> in.skipField(tag);
            }
        }
        return new VariableEntry(
                Math.toIntExact(numbers[1]), sizes, Math.toIntExact(numbers[3]), numbers[4], numbers[5], (int)
                        numbers[6]);
    }

    /** The message {@code TensorShapeProto}. */
    private static List<Long> sizes(CodedInputStream in) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 2) {
                sizes.add(size(CodedInputStream.newInstance(in.readByteBuffer())));
            } else {
                in.skipField(tag);
            }
        }
        return sizes;
    }

    private static long size(CodedInputStream in) throws IOException {
        long size = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 1) {
                size = in.readInt64();
            } else {
                in.skipField(tag);
            }
        }
        return size;
    }
}
