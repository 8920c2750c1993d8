package org.inception4j.formats.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

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
    static Map<String, String> names(ByteBuffer text) throws IOException {
        int length = Math.toIntExact(TableFile.varint(text));
        CodedInputStream in = CodedInputStream.newInstance(text.slice(text.position() + Integer.BYTES, length));
        Map<String, String> names = new HashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == NODES) {
                node(CodedInputStream.newInstance(in.readByteBuffer()), names);
            } else {
                in.skipField(tag);
            }
        }
        return names;
    }

    private static void node(CodedInputStream in, Map<String, String> names) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == ATTRIBUTES) {
                attribute(CodedInputStream.newInstance(in.readByteBuffer()), names);
            } else {
                in.skipField(tag);
            }
        }
    }

    private static void attribute(CodedInputStream in, Map<String, String> names) throws IOException {
        String name = "";
        String key = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case FULL_NAME -> name = in.readStringRequireUtf8();
                case CHECKPOINT_KEY -> key = in.readStringRequireUtf8();
                default -> in.skipField(tag);
            }
        }
        if (!name.isEmpty()) {
            names.put(key, name);
        }
    }
}
