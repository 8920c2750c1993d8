package org.inception4j.vision;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Unsigned numbers out of a file's bytes; past the end it throws {@link IndexOutOfBoundsException}. */
record Bytes(ByteBuffer buffer) {
    static Bytes of(byte[] file, ByteOrder order) {
        return new Bytes(ByteBuffer.wrap(file).order(order));
    }

    int u8(int at) {
        return buffer.get(at) & 0xff;
    }

    int u16(int at) {
        return buffer.getShort(at) & 0xffff;
    }

    int u24(int at) {
        return u16(at) | u8(at + 2) << 16;
    }

    long u32(int at) {
        return buffer.getInt(at) & 0xffffffffL;
    }

    int i32(int at) {
        return buffer.getInt(at);
    }

    String text(int at, int length) {
        byte[] letters = new byte[length];
        buffer.get(at, letters);
        return new String(letters, StandardCharsets.ISO_8859_1);
    }

    int length() {
        return buffer.capacity();
    }
}
