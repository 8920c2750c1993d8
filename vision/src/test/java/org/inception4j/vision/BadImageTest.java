package org.inception4j.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inception4j.random.CounterRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
class BadImageTest {
    private static final String AGAIN = "; copy it again from its source";
    private static final String FORMATS = "; give JPEG, PNG, GIF, WebP, BMP or TIFF";

    @TempDir
    private Path dir;

    @Test
    void refusesAnEmptyFile() {
        refuses(new byte[0], "is empty (0 bytes)" + AGAIN);
    }

    @Test
    void refusesTextNamedLikeAPicture() {
        refuses("hello, I am no picture\n".getBytes(), "is not a picture (begins with \"hello, I am no p\")" + FORMATS);
    }

    @Test
    void namesFormatsThatAreNotDecoded() {
        refuses("\0\0\0\30ftypheic\0\0\0\0".getBytes(), "is HEIC, which is not decoded" + FORMATS);
        refuses("%PDF-1.7 and more".getBytes(), "is PDF, which is not decoded" + FORMATS);
    }

    @Test
    void refusesAHugePngByItsHeaderAlone() {
        refuses(
                pngHeader(60_000, 60_000),
                "is a 60000 x 60000 PNG, 3600 Mpx, more than the limit of 50 Mpx; make it smaller or raise the limit");
    }

    @Test
    void refusesWhatIsOverAGivenLimit() {
        byte[] png = Drawn.png(Drawn.pattern(100, 80));
        ImageLimits limits = ImageLimits.STANDARD.withMaxPixels(7_999);
        assertRefused(
                () -> Image.decode(png, "rose.png", limits),
                "rose.png: is a 100 x 80 PNG, 8000 pixels, more than the limit of 7999 pixels; make it smaller or raise the limit");
        assertRefused(
                () -> Image.decode(png, "rose.png", ImageLimits.STANDARD.withMaxBytes(20)),
                "rose.png: has %d bytes, more than the limit of 20; make it smaller or raise the limit"
                        .formatted(png.length));
    }

    @Test
    void refusesAPngOfNoHeight() {
        refuses(pngHeader(7, 0), "PNG header says 7 x 0" + AGAIN);
    }

    @Test
    void refusesAHeaderThatIsCutOff() {
        refuses(Drawn.cut(Drawn.png(Drawn.pattern(9, 9)), 19), "PNG is cut off inside its header (19 bytes)" + AGAIN);
        refuses(
                Drawn.cut(Drawn.jpeg(Drawn.pattern(9, 9), 90), 40),
                "JPEG is cut off inside its header (40 bytes)" + AGAIN);
    }

    @Test
    void refusesAJpegThatIsCutOffAndCountsItsRows() {
        byte[] jpeg = Drawn.jpeg(Drawn.noise(64, 48, 1), 90);
        int start = startOfScan(jpeg);
        // noise: each of the three rows of coded units has about a third of the bytes
        refuses(Drawn.cut(jpeg, start), "64 x 48 JPEG is cut off after 0 of 48 rows" + AGAIN);
        refuses(
                Drawn.cut(jpeg, start + (jpeg.length - start) / 2),
                "64 x 48 JPEG is cut off after 16 of 48 rows" + AGAIN);
        refuses(
                Drawn.cut(jpeg, start + (jpeg.length - start) * 5 / 6),
                "64 x 48 JPEG is cut off after 32 of 48 rows" + AGAIN);
        refuses(Drawn.cut(jpeg, start - 30), "64 x 48 JPEG is cut off before its first row" + AGAIN);
    }

    @Test
    void saysMegapixelsOfALargeJpeg() {
        byte[] jpeg = Drawn.jpeg(Drawn.plain(2000, 1600, 9, 9, 9), 90);
        // the last row of 125 coded units has some 560 bytes
        refuses(Drawn.cut(jpeg, jpeg.length - 400), "3 Mpx JPEG is cut off after 1584 of 1600 rows" + AGAIN);
    }

    @Test
    void noCutOfAJpegGoesUnnoticed() {
        byte[] jpeg = Drawn.jpeg(Drawn.noise(40, 24, 2), 80);
        for (int length = 1; length < jpeg.length - 8; length += 7) {
            byte[] cut = Drawn.cut(jpeg, length);
            assertThatThrownBy(() -> Image.decode(cut, "cut", ImageLimits.STANDARD))
                    .as("%d of %d bytes", length, jpeg.length)
                    .isInstanceOf(ImageException.class);
        }
    }

    @Test
    void aJpegThatLacksOnlyItsEndMarkerIsWhole() throws IOException {
        byte[] jpeg = Drawn.jpeg(Drawn.noise(64, 48, 1), 90);
        assertThat(Image.decode(Drawn.cut(jpeg, jpeg.length - 2), "x", ImageLimits.STANDARD))
                .isEqualTo(Image.decode(jpeg, "x", ImageLimits.STANDARD));
    }

    @Test
    void bytesAfterTheEndDoNoHarm() throws IOException {
        byte[] jpeg = Drawn.jpeg(Drawn.noise(64, 48, 1), 90);
        byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 999);
        Arrays.fill(longer, jpeg.length, longer.length, (byte) 0x55);
        assertThat(Image.decode(longer, "x", ImageLimits.STANDARD))
                .isEqualTo(Image.decode(jpeg, "x", ImageLimits.STANDARD));
    }

    @Test
    void refusesAProgressiveJpegThatIsCutOff() throws IOException {
        byte[] jpeg = progressive(Drawn.noise(64, 48, 3));
        assertThat(Image.decode(jpeg, "x", ImageLimits.STANDARD).width()).isEqualTo(64);
        refuses(
                Drawn.cut(jpeg, jpeg.length - 20),
                "64 x 48 JPEG is cut off in pass 10 of its progressive coding" + AGAIN);
        refuses(Drawn.cut(jpeg, startOfScan(jpeg) + 9), "64 x 48 JPEG is cut off after 0 of 48 rows" + AGAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "tiff", "bmp"})
    void noCutOfAnotherFormatGoesUnnoticed(String format) {
        byte[] file = Drawn.encode(Drawn.noise(30, 20, 4).toBufferedImage(), format);
        for (int length = 1; length < file.length - 12; length += 41) {
            byte[] cut = Drawn.cut(file, length);
            assertThatThrownBy(() -> Image.decode(cut, "cut", ImageLimits.STANDARD))
                    .as("%d of %d bytes", length, file.length)
                    .isInstanceOf(ImageException.class);
        }
    }

    @Test
    void saysWhereOtherFormatsAreCutOff() {
        byte[] png = Drawn.png(Drawn.noise(30, 20, 4));
        refuses(Drawn.cut(png, 500), "30 x 20 PNG is cut off after 500 bytes" + AGAIN);
        byte[] bmp = Drawn.encode(Drawn.noise(30, 20, 4).toBufferedImage(), "bmp");
        refuses(Drawn.cut(bmp, 54 + 92 * 7 + 50), "30 x 20 BMP is cut off after 7 of 20 rows" + AGAIN);
    }

    @Test
    void refusesAPngWhoseDataAreDamaged() {
        byte[] png = Drawn.png(Drawn.noise(30, 20, 4));
        png[png.length / 2] ^= 0x20;
        refuses(png, "30 x 20 PNG cannot be decoded" + AGAIN);
    }

    @Test
    void damagedBytesGiveAPictureOrASentence() {
        byte[][] files = {
            Drawn.jpeg(Drawn.noise(24, 24, 5), 80),
            Drawn.png(Drawn.noise(24, 24, 5)),
            Drawn.encode(Drawn.noise(24, 24, 5).toBufferedImage(), "gif"),
            Drawn.encode(Drawn.noise(24, 24, 5).toBufferedImage(), "tiff"),
            Drawn.encode(Drawn.noise(24, 24, 5).toBufferedImage(), "bmp")
        };
        CounterRandom random = CounterRandom.of(77);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = files[round % files.length].clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(Math.min(damaged.length, 400))] = (byte) random.nextInt(256);
            }
            assertPictureOrSentence(damaged, round);
        }
    }

    private static void assertPictureOrSentence(byte[] file, int round) {
        try {
            assertThat(Image.decode(file, "damaged", ImageLimits.STANDARD)).isNotNull();
        } catch (IOException e) {
            assertThat(e).as("round %d", round).isInstanceOf(ImageException.class);
        }
    }

    @Test
    void refusesAFolder() {
        assertRefused(() -> Image.read(dir), dir + ": is a folder, not a picture; give a file");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path file = dir.resolve("rose.jpg");
        assertRefused(() -> Image.read(file), file + ": does not exist; check the path");
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        Path loop = dir.resolve("loop.jpg");
        Files.createSymbolicLink(loop, loop);
        assertThatThrownBy(() -> Image.read(loop))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith(loop + ": cannot be read (")
                .hasMessageEndingWith("); check the disk");
        assertThat(PictureFile.unreadable("rose.jpg", new AccessDeniedException("rose.jpg")))
                .hasMessage("rose.jpg: may not be read (permission denied); change the file's permissions");
    }

    private void refuses(byte[] file, String problemAndRemedy) {
        Path path = Drawn.write(dir.resolve("rose.jpg"), file);
        assertRefused(() -> Image.read(path), path + ": " + problemAndRemedy);
    }

    private static void assertRefused(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isInstanceOf(ImageException.class).hasMessage(message);
    }

    private static byte[] pngHeader(int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(33 + 12);
        file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'}).putInt(13);
        file.put("IHDR".getBytes()).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(file.array(), 12, 17);
        return file.putInt((int) crc.getValue())
                .putInt(0)
                .put("IEND".getBytes())
                .putInt(0xAE426082)
                .array();
    }

    private static int startOfScan(byte[] jpeg) {
        for (int i = 0; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xDA) {
                return i + 2 + ((jpeg[i + 2] & 0xff) << 8 | jpeg[i + 3] & 0xff);
            }
        }
        throw new IllegalStateException("no scan");
    }

    private static byte[] progressive(Image image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image.toBufferedImage(), null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
