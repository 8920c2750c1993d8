package org.inception4j.formats.caffe;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.formats.WeightsException;

/** Files that are taken for Caffe's by mistake, and what they are instead. */
final class ForeignFile {
    /** A network's own file has lengths and tags, which are no text, long before. */
    private static final int BYTES_LOOKED_AT = 512;

    private static final Map<String, String> BEGINNINGS = new LinkedHashMap<>();

    static {
        BEGINNINGS.put("\u00ff\u00d8\u00ff", "a JPEG picture");
        BEGINNINGS.put("\u0089PNG", "a PNG picture");
        BEGINNINGS.put("GIF8", "a GIF picture");
        BEGINNINGS.put("\u0089HDF", "an HDF5 file");
        BEGINNINGS.put("PK\u0003\u0004", "a zip file");
    }

    private ForeignFile() {}

    static void refuse(String place, MemorySegment file) throws WeightsException {
        String begin = new String(
                file.asSlice(0, Math.min(BYTES_LOOKED_AT, file.byteSize())).toArray(ValueLayout.JAVA_BYTE),
                StandardCharsets.ISO_8859_1);
        if (begin.isEmpty()) {
            throw new WeightsException(place, "is empty", "copy it again");
        }
        String kind = kind(begin);
        if (!kind.isEmpty()) {
            throw new WeightsException(
                    place, "is %s, none of Caffe's binary files".formatted(kind), "give a .caffemodel with weights");
        }
    }

    private static String kind(String begin) {
        return BEGINNINGS.entrySet().stream()
                .filter(known -> begin.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(begin.chars().allMatch(ForeignFile::isText) ? "a text" : "");
    }

    private static boolean isText(int letter) {
        return letter >= ' ' && letter != 0x7f || letter == '\n' || letter == '\r' || letter == '\t';
    }
}
