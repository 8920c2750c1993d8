package org.inception4j.formats.tensorflow;

import org.inception4j.formats.protobuf.ProtoReader;

/**
 * The message {@code BundleHeaderProto}.
 *
 * @param shards how many files of data there are
 */
record BundleHeader(int shards, boolean bigEndian) {
    private static final int SHARDS = 1;
    private static final int ENDIANNESS = 2;

    static BundleHeader decode(ProtoReader in) {
        long shards = 0;
        long endianness = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case SHARDS -> shards = in.whole();
                case ENDIANNESS -> endianness = in.whole();
                default -> in.skip();
            }
        }
        return new BundleHeader(Math.toIntExact(shards), endianness != 0);
    }
}
