package org.inception4j.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.inception4j.random.CounterRandom;

/** Damage done to a file: a pure function of the file and the run's number. */
final class Mutation {
    private static final int MAX_CHANGES = 4;

    /** Where headers, indexes and trailers are; half of all changes happen there. */
    private static final int EDGE_BYTES = 512;

    private static final int MAX_NESTING = 20_000;
    private static final long[] LIES = {
        -1,
        0,
        1,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0x7FFF_FFFFL,
        0xFFFF_FFFFL,
        0x8000_0000L,
        0x4000_0000_4000_0000L,
        0x00FF_FFFFL,
        0x7FF0_0000_0000_0000L
    };
    private static final String[] WORDS = {
        "4611686018427387904",
        "-1",
        "99999999999999999999",
        "0",
        "1e999",
        "../../../etc/passwd",
        "/etc/passwd",
        "[",
        "{",
        "\"",
        "\0"
    };

    private final CounterRandom random;
    private byte[] bytes;

    private Mutation(byte[] bytes, CounterRandom random) {
        this.bytes = bytes;
        this.random = random;
    }

    static byte[] of(byte[] file, CounterRandom random) {
        Mutation mutation = new Mutation(file.clone(), random);
        for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0 && mutation.bytes.length > 0; changes--) {
            mutation.change();
        }
        return mutation.bytes;
    }

    private void change() {
        switch (random.nextInt(12)) {
            case 0 -> bytes = Arrays.copyOf(bytes, place());
            case 1, 2, 3 -> flipBits();
            case 4, 5 -> lie();
            case 6 -> overwrite(place(), varint());
            case 7 -> overwrite(place(), piece());
            case 8 -> insert(place(), piece());
            case 9 -> delete();
            case 10 -> word();
            default -> nest();
        }
    }

    private void flipBits() {
        for (int bits = 1 + random.nextInt(8); bits > 0; bits--) {
            bytes[place()] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /** A length or a count that nothing justifies, in 1 to 8 bytes of either order. */
    private void lie() {
        ByteOrder order = random.nextInt(2) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        long value = LIES[random.nextInt(LIES.length)];
        byte[] whole =
                ByteBuffer.allocate(Long.BYTES).order(order).putLong(value).array();
        int width = 1 << random.nextInt(4);
        int from = order == ByteOrder.LITTLE_ENDIAN ? 0 : Long.BYTES - width;
        overwrite(place(), Arrays.copyOfRange(whole, from, from + width));
    }

    /** The largest number of protocol buffers: of 32 bits, or of 64. */
    private byte[] varint() {
        byte[] varint = new byte[random.nextInt(2) == 0 ? 5 : 10];
        Arrays.fill(varint, (byte) 0xFF);
        varint[varint.length - 1] = (byte) random.nextInt(16);
        return varint;
    }

    private byte[] piece() {
        int from = place();
        int length = 1 + random.nextInt(Math.min(bytes.length - from, 1 + random.nextInt(4096)));
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    private void delete() {
        int from = place();
        int to = from + 1 + random.nextInt(Math.min(bytes.length - from, 1 + random.nextInt(4096)));
        byte[] behind = Arrays.copyOfRange(bytes, to, bytes.length);
        bytes = Arrays.copyOf(bytes, from + behind.length);
        overwrite(from, behind);
    }

    /** In place of a number, if there is one near. */
    private void word() {
        int from = place();
        for (int i = 0; i < 64 && from < bytes.length - 1 && !Character.isDigit(bytes[from]); i++) {
            from++;
        }
        int to = from;
        while (to < bytes.length && Character.isDigit(bytes[to])) {
            to++;
        }
        byte[] behind = Arrays.copyOfRange(bytes, to, bytes.length);
        bytes = Arrays.copyOf(bytes, from);
        insert(from, behind);
        insert(from, WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8));
    }

    /** One byte many times: brackets, opening marks of a pickle, groups of a protocol buffer. */
    private void nest() {
        byte[] many = new byte[1 + random.nextInt(MAX_NESTING)];
        byte mark = "[{(]}\u000b\u001a\n".getBytes(StandardCharsets.UTF_8)[random.nextInt(8)];
        Arrays.fill(many, random.nextInt(2) == 0 ? mark : bytes[place()]);
        insert(place(), many);
    }

    private void overwrite(int at, byte[] with) {
        System.arraycopy(with, 0, bytes, at, Math.min(with.length, bytes.length - at));
    }

    private void insert(int at, byte[] piece) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + piece.length);
        System.arraycopy(bytes, at, longer, at + piece.length, bytes.length - at);
        System.arraycopy(piece, 0, longer, at, piece.length);
        bytes = longer;
    }

    private int place() {
        int edge = Math.min(EDGE_BYTES, bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(edge);
            case 1 -> bytes.length - 1 - random.nextInt(edge);
            default -> random.nextInt(bytes.length);
        };
    }
}
