package org.inception4j.vision;

import org.inception4j.vision.JpegTables.HuffmanTable;

/**
 * One scan of a JPEG file, with the tables in force at its start. It decodes no picture: it only follows the codes to count the
 * rows that are wholly there, and is asked for that only when the end of the file is missing.
 *
 * @param components indices into the frame's components
 * @param dcTables number of the DC table of each component of the scan
 * @param acTables number of the AC table of each component of the scan
 * @param start where the coded data begin
 */
record JpegScan(JpegFrame frame, int[] components, int[] dcTables, int[] acTables, int start, JpegTables tables) {

    static JpegScan read(byte[] file, int from, int to, JpegFrame frame, JpegTables tables) {
        int count = file[from] & 0xff;
        if (count == 0) {
            throw new IndexOutOfBoundsException("no components"); // as if the header stopped here
        }
        int[] components = new int[count];
        int[] dcTables = new int[count];
        int[] acTables = new int[count];
        for (int i = 0; i < count; i++) {
            components[i] = frame.component(file[from + 1 + 2 * i] & 0xff);
            int selector = file[from + 2 + 2 * i] & 0xff;
            dcTables[i] = selector >> 4 & 3;
            acTables[i] = selector & 3;
        }
        return new JpegScan(frame, components, dcTables, acTables, to, tables.copy());
    }

    /** Rows of pixels, a multiple of the height of a coded row; 0 where the coding is not Huffman's. */
    int completeRows(byte[] file) {
        if (!frame.huffman()) {
            return 0;
        }
        JpegBits bits = new JpegBits(file, start);
        int perRow = unitsPerRow();
        int rows = unitRows();
        for (int unit = 0; unit < perRow * rows; unit++) {
            if (tables.restartInterval > 0 && unit > 0 && unit % tables.restartInterval == 0) {
                bits.restart();
            }
            if (!skipUnit(bits)) {
                return unit / perRow * rowHeight();
            }
        }
        return rows * rowHeight();
    }

    private boolean interleaved() {
        return components.length > 1;
    }

    private int rowHeight() {
        return interleaved() ? 8 * frame.maxVertical() : 8 * frame.maxVertical() / frame.vertical()[components[0]];
    }

    private int unitRows() {
        return Math.ceilDiv(frame.height(), rowHeight());
    }

    private int unitsPerRow() {
        int columnWidth = interleaved()
                ? 8 * frame.maxHorizontal()
                : 8 * frame.maxHorizontal() / frame.horizontal()[components[0]];
        return Math.ceilDiv(frame.width(), columnWidth);
    }

    private boolean skipUnit(JpegBits bits) {
        for (int i = 0; i < components.length; i++) {
            int component = components[i];
            int blocks = interleaved() ? frame.horizontal()[component] * frame.vertical()[component] : 1;
            for (int block = 0; block < blocks; block++) {
                if (!skipBlock(bits, tables.dc[dcTables[i]], tables.ac[acTables[i]])) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean skipBlock(JpegBits bits, HuffmanTable dc, HuffmanTable ac) {
        if (dc == null || !bits.skip(bits.symbol(dc))) {
            return false;
        }
        return frame.progressive() || ac != null && skipCoefficients(bits, ac);
    }

    private static boolean skipCoefficients(JpegBits bits, HuffmanTable ac) {
        int position = 1;
        while (position < 64) {
            int symbol = bits.symbol(ac);
            int size = symbol & 15;
            if (symbol < 0 || !bits.skip(size)) {
                return false;
            }
            if (size == 0 && symbol >> 4 < 15) {
                return true;
            }
            position += (symbol >> 4) + 1;
        }
        return true;
    }
}
