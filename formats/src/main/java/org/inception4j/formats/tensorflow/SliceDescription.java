package org.inception4j.formats.tensorflow;

import java.util.List;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.protobuf.ProtoReader;

/**
 * The message {@code SavedSliceMeta}.
 *
 * @param type number of TensorFlow's {@code DataType}
 * @param slices in how many parts the tensor is stored
 */
record SliceDescription(String name, int type, List<Long> sizes, int slices) {
    SliceDescription {
        sizes = List.copyOf(sizes);
    }

    static SliceDescription read(ProtoReader in) {
        String name = "";
        int type = 0;
        List<Long> sizes = List.of();
        int slices = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.text();
                case 2 -> sizes = TensorMessage.sizes(in.message());
                case 3 -> type = (int) in.number();
                case 4 -> {
                    in.skip();
                    slices++;
                }
                default -> in.skip();
            }
        }
        return new SliceDescription(name, type, sizes, slices);
    }

    TensorEntry entry() {
        return new TensorEntry(name, DataType.name(type), sizes);
    }
}
