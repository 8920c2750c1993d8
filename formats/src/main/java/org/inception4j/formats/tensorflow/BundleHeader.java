package org.inception4j.formats.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The message {@code BundleHeaderProto}.
 *
 * @param shards how many files of data there are
 */
record BundleHeader(int shards, boolean bigEndian) {
    private static final int SHARDS = 1;
    private static final int ENDIANNESS = 2;

    static BundleHeader decode(ByteBuffer message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        int shards = 0;
        int endianness = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case SHARDS -> shards = in.readInt32();
                case ENDIANNESS -> endianness = in.readEnum();
                default -> in.skipField(tag);
            }
        }
        return new BundleHeader(shards, endianness != 0);
    }
}
