package org.inception4j.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, shortened where it only tells things apart. */
final class Hashes {
    private static final int SHORT_LETTERS = 12;

    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: is missing in this Java; every Java must have it", e);
        }
    }

    static String shortened(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT_LETTERS);
    }

    static String shortened(String text) {
        MessageDigest digest = sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return shortened(digest);
    }
}
