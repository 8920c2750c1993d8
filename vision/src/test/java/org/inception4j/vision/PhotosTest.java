package org.inception4j.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On real photos, which lie beside the repository and not in it. */
@Tag("native")
class PhotosTest {
    /** The sums are those of pil_photos.py with Pillow 12.3.0 (libjpeg-turbo 3.1.4) and with 9.4.0 (libjpeg-turbo 2.1.5). */
    @ParameterizedTest
    @CsvSource({"imagenet,200,e92da050", "flowers,750,ac4b4d9a"})
    void decodesEveryPhotoToPillowsPixels(String folder, int count, String sum) throws IOException {
        List<Path> files = ImageFolder.list(data(folder)).stream()
                .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                .toList();
        assertThat(files).hasSize(count);
        CRC32 crc = new CRC32();
        for (Path file : files) {
            crc.update(Image.read(file).rgb());
        }
        assertThat("%08x".formatted(crc.getValue())).isEqualTo(sum);
    }

    @Test
    void readsTheListOfThePhotos() throws IOException {
        Path folder = data("imagenet");
        List<String> labels = Files.readAllLines(folder.resolve("labels.txt"));
        ImageFolder photos = ImageFolder.readCsv(folder.resolve("list.csv"), labels);
        assertThat(photos.images()).hasSize(200).allMatch(image -> Files.exists(image.path()));
        assertThat(photos.labels()).hasSize(1000);
        LabelledImage first = photos.images().getFirst();
        assertThat(first.path().getFileName()).hasToString("n01484850_great_white_shark.JPEG");
        assertThat(first.label()).isEqualTo(2);
    }

    @Test
    void readsTheFlowersAsClasses() throws IOException {
        ImageFolder flowers = ImageFolder.read(data("flowers").resolve("photos"));
        assertThat(flowers.labels()).containsExactly("daisy", "dandelion", "roses", "sunflowers", "tulips");
        assertThat(flowers.images()).hasSize(750);
        assertThat(flowers.holdOut(0.2, 1).validation().images()).hasSize(150);
    }

    private static Path data(String folder) {
        Path data = Path.of(System.getProperty("project.root", ".."), "..", "shared", "data", folder)
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(data)) {
            String reason = "PhotosTest is skipped: there are no photos in ../shared/data/" + folder;
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return data;
    }
}
