package org.inception4j.vision;

import org.inception4j.vision.JpegTables.HuffmanTable;

/** The bits of a scan, without stuffed zeros; they end at a marker or at the end of the file. */
final class JpegBits {
    private final byte[] file;
    private int at;
    private int current;
    private int left;

    JpegBits(byte[] file, int start) {
        this.file = file;
        this.at = start;
    }

    /** The next symbol, or -1 when the bits end or are no code. */
    int symbol(HuffmanTable table) {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++) {
            int bit = bit();
            if (bit < 0) {
                return -1;
            }
            code |= bit;
            int count = table.counts()[length];
            if (code - first < count) {
                return table.symbols()[index + code - first] & 0xff;
            }
            index += count;
            first = first + count << 1;
            code <<= 1;
        }
        return -1;
    }

    /** Skips so many bits; false when they are not all there, or when the number is negative. */
    boolean skip(int bits) {
        for (int i = 0; i < bits; i++) {
            if (bit() < 0) {
                return false;
            }
        }
        return bits >= 0;
    }

    /** Drops the rest of the byte and the restart marker that should follow. */
    void restart() {
        left = 0;
        if (at + 1 < file.length && file[at] == (byte) 0xFF && JpegStream.isRestart(file[at + 1] & 0xff)) {
            at += 2;
        }
    }

    private int bit() {
        if (left == 0 && !nextByte()) {
            return -1;
        }
        return current >> --left & 1;
    }

    private boolean nextByte() {
        if (at >= file.length) {
            return false;
        }
        current = file[at] & 0xff;
        if (current == 0xFF) {
            if (at + 1 >= file.length || file[at + 1] != 0) {
                return false;
            }
            at++;
        }
        at++;
        left = 8;
        return true;
    }
}
