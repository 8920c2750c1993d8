package org.inception4j.formats.caffe;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the messages that Caffe writes, field by field. */
final class CaffeBytes {
    /** Writes to a protocol buffer. */
    @FunctionalInterface
    interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private CaffeBytes() {}

    static byte[] message(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            writing.to(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static byte[] net(byte[]... layers) {
        return message(out -> {
            out.writeString(1, "a net");
            for (byte[] layer : layers) {
                out.writeByteArray(100, layer);
            }
        });
    }

    static byte[] netOf2014(byte[]... layers) {
        return message(out -> {
            for (byte[] layer : layers) {
                out.writeByteArray(2, layer);
            }
        });
    }

    static byte[] layer(String name, String type, byte[]... blobs) {
        return message(out -> {
            out.writeString(1, name);
            out.writeString(2, type);
            out.writeString(3, name + "_in");
            out.writeString(4, name + "_out");
            for (byte[] blob : blobs) {
                out.writeByteArray(7, blob);
            }
        });
    }

    static byte[] layerOf2014(String name, int type, byte[]... blobs) {
        return message(out -> {
            out.writeString(4, name);
            out.writeEnum(5, type);
            for (byte[] blob : blobs) {
                out.writeByteArray(6, blob);
            }
        });
    }

    static byte[] blob(long[] shape, float... values) {
        return message(out -> {
            out.writeByteArray(7, packedShape(shape));
            packed(out, 5, values);
        });
    }

    /** Numbers 0, 1, 2 … under this shape. */
    static byte[] counting(long... shape) {
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return blob(shape, values);
    }

    static byte[] blobOf2014(int num, int channels, int height, int width, float... values) {
        return message(out -> {
            out.writeInt32(1, num);
            out.writeInt32(2, channels);
            out.writeInt32(3, height);
            out.writeInt32(4, width);
            packed(out, 5, values);
        });
    }

    static byte[] packedShape(long... shape) {
        byte[] sizes = message(out -> {
            for (long size : shape) {
                out.writeInt64NoTag(size);
            }
        });
        return message(out -> out.writeByteArray(1, sizes));
    }

    static void packed(CodedOutputStream out, int field, float... values) throws IOException {
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(values.length * Float.BYTES);
        for (float value : values) {
            out.writeFloatNoTag(value);
        }
    }
}
