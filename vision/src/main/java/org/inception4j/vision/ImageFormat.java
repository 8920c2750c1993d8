package org.inception4j.vision;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The formats that are decoded, known by their first bytes and never by the file's name. */
enum ImageFormat {
    JPEG("JPEG"),
    PNG("PNG"),
    GIF("GIF"),
    WEBP("WebP"),
    BMP("BMP"),
    TIFF("TIFF");

    static final String LIST = "JPEG, PNG, GIF, WebP, BMP or TIFF";

    private static final Set<String> EXTENSIONS =
            Set.of("jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "bmp", "dib", "tif", "tiff");

    /** Formats that people have and that are not decoded, so that the message can name them. Key: bytes 4 to 11 of ISO media. */
    private static final Map<String, String> ISO_BRANDS = Map.of(
            "ftypheic", "HEIC",
            "ftypheix", "HEIC",
            "ftypmif1", "HEIF",
            "ftypavif", "AVIF",
            "ftypmp42", "MP4 film",
            "ftypisom", "MP4 film");

    private final String spelling;

    ImageFormat(String spelling) {
        this.spelling = spelling;
    }

    @Override
    public String toString() {
        return spelling;
    }

    /** Empty when the bytes are none of the formats. */
    static Optional<ImageFormat> of(byte[] file) {
        if (begins(file, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (begins(file, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (begins(file, 0, "GIF87a") || begins(file, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (begins(file, 0, "RIFF") && begins(file, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        if (begins(file, 0, "II*\0") || begins(file, 0, "MM\0*")) {
            return Optional.of(TIFF);
        }
        return begins(file, 0, "BM") && file.length >= 26 && file[15] == 0 && file[16] == 0
                ? Optional.of(BMP)
                : Optional.empty();
    }

    /** Whether the name ends as picture files do; what is in the file shows only when it is read. */
    static boolean hasPictureName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** What the bytes are when they are none of the formats, for a message. */
    static String describeOther(byte[] file) {
        if (file.length >= 12) {
            String brand = ISO_BRANDS.get(new String(file, 4, 8, StandardCharsets.ISO_8859_1));
            if (brand != null) {
                return "is " + brand + ", which is not decoded";
            }
        }
        if (begins(file, 0, "%PDF")) {
            return "is PDF, which is not decoded";
        }
        return "is not a picture (begins with %s)".formatted(quoteStart(file));
    }

    private static String quoteStart(byte[] file) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < Math.min(16, file.length); i++) {
            text.append(file[i] >= ' ' && file[i] < 127 ? (char) file[i] : '.');
        }
        return text.append('"').toString();
    }

    private static boolean begins(byte[] file, int offset, String magic) {
        if (file.length < offset + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((file[offset + i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
