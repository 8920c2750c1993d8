package org.inception4j.training.report;

import java.util.Base64;
import java.util.Locale;

/** Parts of a page as text. */
final class Html {
    private static final double PERCENT = 100;

    private Html() {}

    /** The text with everything that means something in HTML replaced; also what a file's text must not hold at all. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isAllowed(character) ? character : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int character) {
        boolean control = character < ' ' && "\t\n\r".indexOf(character) < 0;
        boolean halfPair = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !control && !halfPair;
    }

    /** A picture as an address that holds it. */
    static String dataUri(String type, byte[] bytes) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /** {@code 93.4 %} with a space that does not break, or a dash for NaN. */
    static String percent(double fraction) {
        return Double.isNaN(fraction) ? "–" : String.format(Locale.ROOT, "%.1f\u00a0%%", PERCENT * fraction);
    }

    /** With so many decimals, or a dash for NaN. */
    static String number(double value, int decimals) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A learning rate: four digits that count, plainly or with an exponent, whichever is shorter to read. */
    static String digits(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4g", value);
    }

    static String integer(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
