package org.inception4j.vision;

import java.util.ArrayList;
import java.util.List;

/**
 * The marker structure of a JPEG file: its frame header, its scans, and whether its end is there. The decoder pads a file that
 * is cut off with grey and says nothing, so the end has to be looked for here.
 */
final class JpegStream {
    private static final int TABLES = 0xC4;
    private static final int ARITHMETIC_TABLES = 0xCC;
    private static final int EXTENSION = 0xC8;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int TEMPORARY = 0x01;

    private final byte[] file;
    private final List<JpegScan> scans = new ArrayList<>();
    private final JpegTables tables = new JpegTables();
    private JpegFrame frame;
    private int at = 2;
    private boolean ended;

    private JpegStream(byte[] file) {
        this.file = file;
    }

    /** Walks the whole file; a file that stops early is no error here, see {@link #hasEnd}. */
    static JpegStream of(byte[] file) {
        JpegStream stream = new JpegStream(file);
        try {
            while (!stream.ended) {
                stream.step();
            }
        } catch (IndexOutOfBoundsException e) {
            stream.ended = false; // a segment reaches past the end of the file
        }
        return stream;
    }

    /** Reads up to the frame header; throws {@link IndexOutOfBoundsException} if the file stops before it. */
    static ImageHeader header(byte[] file) {
        JpegStream stream = new JpegStream(file);
        while (stream.frame == null && !stream.ended) {
            stream.step();
        }
        if (stream.frame == null) {
            throw new IndexOutOfBoundsException("no frame header");
        }
        return new ImageHeader(ImageFormat.JPEG, stream.frame.width(), stream.frame.height());
    }

    boolean hasEnd() {
        return ended;
    }

    /** Whether every row is there although the end marker is not, as some cameras leave it; never known of progressive files. */
    boolean hasAllRows() {
        return !scans.isEmpty() && !frame.progressive() && completeRows() >= frame.height();
    }

    /** For messages, of a file that is not complete. */
    String describeEnd() {
        if (scans.isEmpty()) {
            return "is cut off before its first row";
        }
        if (frame.progressive() && scans.size() > 1) {
            return "is cut off in pass %d of its progressive coding".formatted(scans.size());
        }
        return "is cut off after %d of %d rows".formatted(Math.min(completeRows(), frame.height()), frame.height());
    }

    private int completeRows() {
        return scans.getLast().completeRows(file);
    }

    /** Reads the next marker and its segment. */
    private void step() {
        at = nextMarker(at);
        int marker = u8(at++);
        if (marker == END) {
            ended = true;
        } else if (!standsAlone(marker)) {
            int length = u16(at);
            segment(marker, at + 2, at + length);
            at += length;
        }
    }

    /** The place of the marker's second byte. Inside a scan this skips the coded data: stuffed zeros and restarts are no markers. */
    private int nextMarker(int from) {
        int place = from;
        while (true) {
            while (file[place] != (byte) 0xFF) {
                place++;
            }
            while (file[place] == (byte) 0xFF) {
                place++;
            }
            if (file[place] != 0) {
                return place;
            }
        }
    }

    private static boolean standsAlone(int marker) {
        return marker == TEMPORARY || marker >= FIRST_RESTART && marker <= 0xD8;
    }

    private void segment(int marker, int from, int to) {
        if (isFrame(marker)) {
            frame = JpegFrame.read(file, from, marker);
        } else if (marker == TABLES) {
            tables.readHuffman(file, from, to);
        } else if (marker == RESTART_INTERVAL) {
            tables.restartInterval = u16(from);
        } else if (marker == SCAN && frame != null) {
            scans.add(JpegScan.read(file, from, to, frame, tables));
        }
    }

    static boolean isFrame(int marker) {
        return marker >= 0xC0
                && marker <= 0xCF
                && marker != TABLES
                && marker != EXTENSION
                && marker != ARITHMETIC_TABLES;
    }

    static boolean isRestart(int marker) {
        return marker >= FIRST_RESTART && marker <= LAST_RESTART;
    }

    private int u8(int place) {
        return file[place] & 0xff;
    }

    private int u16(int place) {
        return u8(place) << 8 | u8(place + 1);
    }
}
