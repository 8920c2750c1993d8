package org.inception4j.vision;

/** The Huffman tables and the restart interval in force at a place of a JPEG file. */
final class JpegTables {
    private static final int SLOTS = 4;

    final HuffmanTable[] dc = new HuffmanTable[SLOTS];
    final HuffmanTable[] ac = new HuffmanTable[SLOTS];
    int restartInterval;

    JpegTables copy() {
        JpegTables copy = new JpegTables();
        System.arraycopy(dc, 0, copy.dc, 0, SLOTS);
        System.arraycopy(ac, 0, copy.ac, 0, SLOTS);
        copy.restartInterval = restartInterval;
        return copy;
    }

    void readHuffman(byte[] file, int from, int to) {
        int at = from;
        while (at + 17 <= to) {
            int kind = file[at] & 0xff;
            HuffmanTable table = HuffmanTable.read(file, at + 1);
            (kind >> 4 == 0 ? dc : ac)[kind & SLOTS - 1] = table;
            at += 17 + table.symbols().length;
        }
    }

    /**
     * A canonical Huffman code.
     *
     * @param counts number of codes of each length, index 1 to 16
     */
    record HuffmanTable(int[] counts, byte[] symbols) {
        static HuffmanTable read(byte[] file, int at) {
            int[] counts = new int[17];
            int total = 0;
            for (int length = 1; length <= 16; length++) {
                counts[length] = file[at + length - 1] & 0xff;
                total += counts[length];
            }
            byte[] symbols = new byte[total];
            for (int i = 0; i < total; i++) {
                symbols[i] = file[at + 16 + i];
            }
            return new HuffmanTable(counts, symbols);
        }
    }
}
