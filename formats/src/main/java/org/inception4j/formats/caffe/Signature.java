package org.inception4j.formats.caffe;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Tells a network of Caffe from other protocol buffers by its first fields: one text for its name, sizes of inputs, then layers.
 * TensorFlow's and ONNX's begin with a message or a number instead.
 */
final class Signature {
    private static final int LENGTH = 2;
    private static final int NAME = 1;
    private static final int LAYERS_OF_2014 = 2;
    private static final int LAST_OF_INPUTS = 8;
    private static final int LAYER = 100;

    private final MemorySegment head;
    private long at;

    private Signature(MemorySegment head) {
        this.head = head;
    }

    static boolean isNet(MemorySegment head) {
        try {
            return new Signature(head).isNet();
        } catch (IndexOutOfBoundsException _) {
            // ends, or claims to have a length that the file has not, before any layer
            return false;
        }
    }

    private boolean isNet() {
        boolean named = false;
        while (true) {
            long tag = number();
            long field = tag >>> 3;
            if (field == LAYERS_OF_2014 || field == LAYER) {
                return (tag & 7) == LENGTH && number() > 0 && isLayer(field == LAYER);
            }
            if (field < NAME || field > LAST_OF_INPUTS || field == NAME && (named || !isText())) {
                return false;
            }
            named |= field == NAME;
            skip(tag);
        }
    }

    /** Its first field: since 2015 the name, in 2014 what it takes or gives, its name or its type. */
    private boolean isLayer(boolean today) {
        long field = number() >>> 3;
        return today ? field <= 2 : field >= 2 && field <= 6;
    }

    /** From the length on, without moving. */
    private boolean isText() {
        long before = at;
        long length = number();
        for (long i = 0; i < length; i++) {
            int letter = head.get(ValueLayout.JAVA_BYTE, at + i);
            if (letter >= 0 && letter < ' ') {
                at = before;
                return false;
            }
        }
        at = before;
        return true;
    }

    private void skip(long tag) {
        long length = number();
        if ((tag & 7) == LENGTH) {
            at = Math.addExact(at, head.asSlice(at, length).byteSize());
        }
    }

    private long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte part = head.get(ValueLayout.JAVA_BYTE, at++);
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                return value;
            }
        }
        return -1;
    }
}
