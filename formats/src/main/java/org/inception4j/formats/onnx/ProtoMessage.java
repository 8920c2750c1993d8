package org.inception4j.formats.onnx;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A protocol buffer's message while it is made. Large contents are asked for when they are written, so that never more than one of
 * them is in memory.
 */
final class ProtoMessage {
    private static final int CHUNK = 1 << 20;

    private final List<Part> parts = new ArrayList<>();
    private final ByteArrayOutputStream fields = new ByteArrayOutputStream();
    private final CodedOutputStream coded = CodedOutputStream.newInstance(fields);
    private long bytes;

    /** Bytes, or who gives them. */
    private record Part(long bytes, Supplier<MemorySegment> content) {}

    ProtoMessage whole(int field, long value) throws IOException {
        coded.writeInt64(field, value);
        return this;
    }

    ProtoMessage real(int field, float value) throws IOException {
        coded.writeFloat(field, value);
        return this;
    }

    ProtoMessage text(int field, String value) throws IOException {
        coded.writeString(field, value);
        return this;
    }

    ProtoMessage message(int field, ProtoMessage inner) throws IOException {
        inner.seal();
        tag(field, inner.bytes);
        parts.addAll(inner.parts);
        bytes += inner.bytes;
        return this;
    }

    /** @param content gives exactly so many bytes */
    ProtoMessage bytes(int field, long length, Supplier<MemorySegment> content) throws IOException {
        tag(field, length);
        parts.add(new Part(length, content));
        bytes += length;
        return this;
    }

    private void tag(int field, long length) throws IOException {
        coded.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        coded.writeUInt64NoTag(length);
        seal();
    }

    /** What was written so far becomes a part. */
    private void seal() throws IOException {
        coded.flush();
        MemorySegment written = MemorySegment.ofArray(fields.toByteArray());
        fields.reset();
        if (written.byteSize() > 0) {
            parts.add(new Part(written.byteSize(), () -> written));
            bytes += written.byteSize();
        }
    }

    long size() throws IOException {
        seal();
        return bytes;
    }

    void writeTo(OutputStream out) throws IOException {
        seal();
        for (Part part : parts) {
            MemorySegment content = part.content.get();
            for (long at = 0; at < part.bytes; at += CHUNK) {
                out.write(content.asSlice(at, Math.min(CHUNK, part.bytes - at)).toArray(ValueLayout.JAVA_BYTE));
            }
        }
    }
}
