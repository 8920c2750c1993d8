package org.inception4j.vision;

/**
 * A JPEG frame header.
 *
 * @param ids identifier of each component
 * @param horizontal horizontal sampling factor of each component
 * @param vertical vertical sampling factor of each component
 */
record JpegFrame(
        int width, int height, boolean progressive, boolean huffman, int[] ids, int[] horizontal, int[] vertical) {
    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int PROGRESSIVE = 0xC2;

    static JpegFrame read(byte[] file, int from, int marker) {
        int components = file[from + 5] & 0xff;
        if (components == 0) {
            throw new IndexOutOfBoundsException("no components"); // as if the header stopped here
        }
        int[] ids = new int[components];
        int[] horizontal = new int[components];
        int[] vertical = new int[components];
        for (int i = 0; i < components; i++) {
            int at = from + 6 + 3 * i;
            ids[i] = file[at] & 0xff;
            horizontal[i] = Math.max(1, file[at + 1] >> 4 & 15);
            vertical[i] = Math.max(1, file[at + 1] & 15);
        }
        boolean huffman = marker == BASELINE || marker == EXTENDED || marker == PROGRESSIVE;
        boolean progressive = marker == PROGRESSIVE || marker == 0xCA;
        return new JpegFrame(u16(file, from + 3), u16(file, from + 1), progressive, huffman, ids, horizontal, vertical);
    }

    int maxHorizontal() {
        return max(horizontal);
    }

    int maxVertical() {
        return max(vertical);
    }

    /** Index of the component with this identifier, 0 if there is none. */
    int component(int id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return 0;
    }

    private static int max(int[] values) {
        int max = 1;
        for (int value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    private static int u16(byte[] file, int at) {
        return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
    }
}
