package org.inception4j.formats.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** LevelDB tables of one block, with the right checksums whatever is in it. */
final class TableBytes {
    private static final int FOOTER_BYTES = 48;
    private static final long MAGIC = 0xdb4775248b80fb57L;

    private TableBytes() {}

    /** The only block of a table. */
    static byte[] block(byte[] table) {
        ByteBuffer file = ByteBuffer.wrap(table);
        ByteBuffer footer = file.slice(table.length - FOOTER_BYTES, FOOTER_BYTES);
        TableFile.varint(footer);
        TableFile.varint(footer);
        ByteBuffer index = file.slice((int) TableFile.varint(footer), (int) TableFile.varint(footer));
        TableFile.varint(index);
        int key = (int) TableFile.varint(index);
        TableFile.varint(index);
        index.position(index.position() + key);
        byte[] block = new byte[table.length];
        int offset = (int) TableFile.varint(index);
        int size = (int) TableFile.varint(index);
        file.get(offset, block, 0, size);
        return Arrays.copyOf(block, size);
    }

    /** A table of this block. */
    static byte[] table(byte[] block) {
        ByteBuffer index = little(64);
        index.put((byte) 0).put((byte) 1);
        ByteBuffer handle = little(20);
        varint(handle, 0);
        varint(handle, block.length);
        index.put((byte) handle.position()).put((byte) 'z').put(handle.flip());
        index.putInt(0).putInt(1).flip();
        ByteBuffer table = little(block.length + index.limit() + 2 * 5 + FOOTER_BYTES);
        stored(table, block);
        byte[] entries = new byte[index.limit()];
        index.get(entries);
        int at = table.position();
        stored(table, entries);
        int footer = table.position();
        varint(table, 0);
        varint(table, 0);
        varint(table, at);
        varint(table, entries.length);
        table.position(footer + FOOTER_BYTES - Long.BYTES).putLong(MAGIC);
        return table.array();
    }

    private static void stored(ByteBuffer table, byte[] block) {
        ByteBuffer withType = ByteBuffer.allocate(block.length + 1).put(block).put((byte) 0);
        table.put(withType.flip().duplicate()).putInt(MaskedCrc.of(withType));
    }

    private static void varint(ByteBuffer out, int value) {
        int left = value;
        for (; left >= 0x80; left >>>= 7) {
            out.put((byte) (left | 0x80));
        }
        out.put((byte) left);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
