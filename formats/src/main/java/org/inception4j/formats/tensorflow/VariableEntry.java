package org.inception4j.formats.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.formats.protobuf.ProtoReader;

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

    static VariableEntry decode(ProtoReader in) {
        long[] numbers = new long[7];
        List<Long> sizes = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1, 3, 4, 5 -> numbers[field] = in.whole();
                case 2 -> sizes.addAll(TensorMessage.sizes(in.message()));
                case 6 -> numbers[6] = in.number();
                case 7 -> {
                    in.skip();
                    numbers[3] = SLICED;
                }
                default -> in.skip();
            }
        }
        return new VariableEntry(
                Math.toIntExact(numbers[1]), sizes, Math.toIntExact(numbers[3]), numbers[4], numbers[5], (int)
                        numbers[6]);
    }
}
