package org.inception4j.formats.caffe;

import java.lang.foreign.MemorySegment;
import org.inception4j.formats.protobuf.DamagedMessageException;
import org.inception4j.formats.protobuf.ProtoReader;

/**
 * Tells a network of Caffe from other protocol buffers by its first fields: one text for its name, sizes of inputs, then layers.
 * TensorFlow's and ONNX's begin with a message or a number instead.
 */
final class Signature {
    private static final int NAME = 1;
    private static final int LAYERS_OF_2014 = 2;
    private static final int LAST_OF_INPUTS = 8;
    private static final int LAYER = 100;

    private Signature() {}

    static boolean isNet(MemorySegment head) {
        try {
            return isNet(new ProtoReader(head));
        } catch (DamagedMessageException _) {
            // ends, or claims to have a length that the file has not, before any layer
            return false;
        }
    }

    private static boolean isNet(ProtoReader net) {
        boolean named = false;
        int field = net.next();
        while (field != LAYERS_OF_2014 && field != LAYER) {
            if (field < NAME || field > LAST_OF_INPUTS || field == NAME && (named || !isText(net.text()))) {
                return false;
            }
            if (field == NAME) {
                named = true;
            } else {
                net.skip();
            }
            field = net.next();
        }
        return net.hasLength() && net.varint() > 0 && isLayer(net.next(), field == LAYER);
    }

    /** Its first field: since 2015 the name, in 2014 what it takes or gives, its name or its type. */
    private static boolean isLayer(int field, boolean today) {
        return today ? field == 1 || field == 2 : field >= 2 && field <= 6;
    }

    private static boolean isText(String name) {
        return name.chars().allMatch(letter -> letter >= ' ');
    }
}
