package org.inception4j.app;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Files that are named like pictures and cannot be used, written into a folder. */
final class BadPictures {
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private BadPictures() {}

    static Path text(Path folder) throws IOException {
        return Files.writeString(folder.resolve("text.jpg"), "no picture at all");
    }

    static Path empty(Path folder) throws IOException {
        return Files.write(folder.resolve("empty.jpg"), new byte[0]);
    }

    /** The first half of a JPEG. */
    static Path cutOff(Path folder, Path jpeg) throws IOException {
        byte[] whole = Files.readAllBytes(jpeg);
        return Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
    }

    /** A PNG that says it is 60,000 x 60,000. */
    static Path huge(Path folder) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(header);
        data.writeBytes("IHDR");
        data.writeInt(60_000);
        data.writeInt(60_000);
        data.write(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.write(PNG_SIGNATURE);
        out.writeInt(13);
        out.write(header.toByteArray());
        out.writeInt((int) crc.getValue());
        out.write("\0\0\0\0IEND".getBytes(StandardCharsets.US_ASCII));
        out.writeInt(0xAE426082);
        return Files.write(folder.resolve("huge.png"), file.toByteArray());
    }
}
