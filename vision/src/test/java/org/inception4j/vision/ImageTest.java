package org.inception4j.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
class ImageTest {
    /** JPEG at quality 95 moves flat colours by a level or two. */
    private static final int JPEG_TOLERANCE = 3;

    @TempDir
    private Path dir;

    @Test
    void readsBackThePngItWrote() throws IOException {
        Image image = Drawn.noise(31, 17, 1);
        image.writePng(dir.resolve("noise.png"));
        assertThat(Image.read(dir.resolve("noise.png"))).isEqualTo(image);
    }

    @Test
    void readsBackTheColoursOfTheJpegItWrote() throws IOException {
        Drawn.plain(40, 24, 200, 30, 90).writeJpeg(dir.resolve("plain.jpg"), 95);
        assertColour(Image.read(dir.resolve("plain.jpg")), 20, 12, 200, 30, 90, JPEG_TOLERANCE);
    }

    @Test
    void refusesAQualityOfZero() {
        assertThatThrownBy(() -> Drawn.pattern(2, 2).writeJpeg(dir.resolve("x.jpg"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quality: is 0; give 1 to 100");
    }

    /** Which quarter lands in which corner: red r, green g, blue b, white w, from the upper left, row by row. */
    @ParameterizedTest
    @CsvSource({"1,rgbw", "2,grwb", "3,wbgr", "4,bwrg", "5,rbgw", "6,brwg", "7,wgbr", "8,gwrb"})
    void turnsEveryOrientationUpright(int orientation, String corners) throws IOException {
        byte[] jpeg = Drawn.withOrientation(Drawn.jpeg(Drawn.quarters(64, 32), 95), orientation);
        Image image = decode(jpeg);
        assertThat(image.width()).isEqualTo(orientation < 5 ? 64 : 32);
        assertThat(image.height()).isEqualTo(orientation < 5 ? 32 : 64);
        StringBuilder seen = new StringBuilder();
        for (int corner = 0; corner < 4; corner++) {
            int x = corner % 2 == 0 ? 3 : image.width() - 4;
            int y = corner < 2 ? 3 : image.height() - 4;
            seen.append(name(image, x, y));
        }
        assertThat(seen.toString()).isEqualTo(corners);
    }

    @Test
    void greyBecomesThreeEqualValues() throws IOException {
        BufferedImage grey = new BufferedImage(5, 3, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(2, 1, 0, 77);
        Image image = decode(Drawn.encode(grey, "png"));
        assertColour(image, 2, 1, 77, 77, 77, 0);
        assertColour(image, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void greyJpegBecomesThreeEqualValues() throws IOException {
        BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSamples(0, 0, 16, 16, 0, filled(256, 140));
        assertColour(decode(Drawn.encode(grey, "jpg")), 9, 9, 140, 140, 140, 1);
    }

    @Test
    void of16BitsTheUpper8AreKept() throws IOException {
        BufferedImage grey = new BufferedImage(4, 2, BufferedImage.TYPE_USHORT_GRAY);
        grey.getRaster().setSample(1, 1, 0, 0x9CFF);
        assertColour(decode(Drawn.encode(grey, "png")), 1, 1, 0x9C, 0x9C, 0x9C, 0);
    }

    @Test
    void alphaIsDroppedAndTheColourUnderItStays() throws IOException {
        BufferedImage picture = new BufferedImage(3, 3, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(1, 1, 0x40102030);
        assertColour(decode(Drawn.encode(picture, "png")), 1, 1, 0x10, 0x20, 0x30, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bmp", "gif", "tiff", "png"})
    void readsWhatTheJdkWrites(String format) throws IOException {
        BufferedImage picture = Drawn.quarters(12, 8).toBufferedImage();
        Image image = decode(Drawn.encode(picture, format));
        assertThat(image).isEqualTo(Drawn.quarters(12, 8));
    }

    /** Adobe stores ink upside down: 255 is none of it. What is red stored so has full cyan, no magenta, no yellow left. */
    @Test
    void cmykIsConvertedAsAdobeStoresIt() throws IOException {
        Image image = decode(cmykJpeg(200, 60, 30, 180));
        assertColour(image, 8, 8, 200 * 180 / 255, 60 * 180 / 255, 30 * 180 / 255, JPEG_TOLERANCE);
    }

    @Test
    void ofAnAnimatedGifTheFirstFrameIsRead() throws IOException {
        Image image = decode(animatedGif(Drawn.plain(10, 6, 255, 0, 0), Drawn.plain(10, 6, 0, 0, 255)));
        assertThat(image).isEqualTo(Drawn.plain(10, 6, 255, 0, 0));
    }

    @Test
    void theNameOfTheFileDoesNotMatter() throws IOException {
        Path file = Drawn.write(dir.resolve("really-a-png.jpg"), Drawn.png(Drawn.pattern(9, 7)));
        assertThat(Image.read(file)).isEqualTo(Drawn.pattern(9, 7));
    }

    @Test
    void copiesAJdkPictureAndBack() {
        Image image = Drawn.noise(7, 5, 3);
        assertThat(Image.of(image.toBufferedImage())).isEqualTo(image);
    }

    @Test
    void takesGreyOfTheJdkAsStored() {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 100);
        assertColour(Image.of(grey), 0, 0, 100, 100, 100, 0);
        BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(1, 0, 0, 0x64FF);
        assertColour(Image.of(deep), 1, 0, 100, 100, 100, 0);
    }

    @Test
    void dropsTheAlphaOfAJdkPicture() {
        BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, new Color(9, 8, 7, 0).getRGB());
        assertColour(Image.of(picture), 0, 0, 9, 8, 7, 0);
    }

    @Test
    void cropsAPart() {
        Image part = Drawn.quarters(8, 6).crop(3, 2, 2, 2);
        assertThat(part.rgb()).containsExactly(-1, 0, 0, 0, -1, 0, 0, 0, -1, -1, -1, -1);
    }

    @Test
    void refusesAPartThatDoesNotLieInIt() {
        assertThatThrownBy(() -> Drawn.pattern(8, 6).crop(5, 0, 4, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("part: 4 x 6 at (5, 0) does not lie in 8 x 6; give a part of the picture");
    }

    @Test
    void refusesAnArrayOfTheWrongLength() {
        assertThatThrownBy(() -> new Image(2, 2, new byte[11]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image: has 11 values for 2 x 2 pixels; give 12");
        assertThatThrownBy(() -> new Image(0, 2, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image: is 0 x 2; give a width and a height of at least 1");
    }

    private static Image decode(byte[] file) throws IOException {
        return Image.decode(file, "picture", ImageLimits.STANDARD);
    }

    private static void assertColour(Image image, int x, int y, int red, int green, int blue, int tolerance) {
        int at = (y * image.width() + x) * 3;
        int[] wanted = {red, green, blue};
        for (int c = 0; c < 3; c++) {
            assertThat(image.rgb()[at + c] & 0xff)
                    .as("channel %d at (%d, %d)", c, x, y)
                    .isBetween(wanted[c] - tolerance, wanted[c] + tolerance);
        }
    }

    private static char name(Image image, int x, int y) {
        int at = (y * image.width() + x) * 3;
        boolean red = image.rgb()[at] < 0;
        boolean green = image.rgb()[at + 1] < 0;
        boolean blue = image.rgb()[at + 2] < 0;
        return red && green && blue ? 'w' : red ? 'r' : green ? 'g' : blue ? 'b' : '?';
    }

    private static int[] filled(int count, int value) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }

    private static byte[] cmykJpeg(int... stored) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(0, 16, 16, 4, null);
        for (int band = 0; band < 4; band++) {
            raster.setSamples(0, 0, 16, 16, band, filled(256, stored[band]));
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static byte[] animatedGif(Image... frames) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (Image frame : frames) {
                writer.writeToSequence(new IIOImage(frame.toBufferedImage(), null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
