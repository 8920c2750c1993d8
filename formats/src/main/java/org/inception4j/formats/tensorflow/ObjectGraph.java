package org.inception4j.formats.tensorflow;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.inception4j.formats.protobuf.ProtoReader;

/** The message {@code TrackableObjectGraph}, in which TensorFlow 2 keeps the names that variables have in code. */
final class ObjectGraph {
    /** Under which it lies among the variables. */
    static final String KEY = "_CHECKPOINTABLE_OBJECT_GRAPH";

    private static final int NODES = 1;
    private static final int ATTRIBUTES = 2;
    private static final int FULL_NAME = 2;
    private static final int CHECKPOINT_KEY = 3;

    private ObjectGraph() {}

    /**
     * A variable's name by the key under which it is stored; those without a name are left out.
     *
     * @param text a tensor of one string: its length, a checksum of the length, itself
     */
    static Map<String, String> names(ByteBuffer text) {
        int length = Math.toIntExact(TableFile.varint(text));
        ByteBuffer message = text.slice(text.position() + Integer.BYTES, length);
        ProtoReader in = new ProtoReader(MemorySegment.ofBuffer(message));
        Map<String, String> names = new HashMap<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == NODES) {
                node(in.message(), names);
            } else {
                in.skip();
            }
        }
        return names;
    }

    private static void node(ProtoReader in, Map<String, String> names) {
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == ATTRIBUTES) {
                attribute(in.message(), names);
            } else {
                in.skip();
            }
        }
    }

    private static void attribute(ProtoReader in, Map<String, String> names) {
        String name = "";
        String key = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case FULL_NAME -> name = in.text();
                case CHECKPOINT_KEY -> key = in.text();
                default -> in.skip();
            }
        }
        if (!name.isEmpty()) {
            names.put(key, name);
        }
    }
}
