package org.inception4j.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.random.CounterRandom;
import org.inception4j.vision.Image;

/** Folders of small pictures: noise, brighter in the channel of the class. */
final class Pictures {
    static final List<String> LABELS = List.of("blue", "green", "red");

    private static final int SIZE = 40;

    private Pictures() {}

    /** So many of each class, {@code folder/red/0.png} and so on. */
    static Path write(Path folder, int each, long seed) throws IOException {
        for (int label = 0; label < LABELS.size(); label++) {
            Path directory = Files.createDirectories(folder.resolve(LABELS.get(label)));
            for (int i = 0; i < each; i++) {
                picture(2 - label, CounterRandom.of(seed, label, i)).writePng(directory.resolve(i + ".png"));
            }
        }
        return folder;
    }

    private static Image picture(int channel, CounterRandom random) {
        byte[] rgb = new byte[SIZE * SIZE * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (random.nextInt(180) + (i % 3 == channel ? 75 : 0));
        }
        return new Image(SIZE, SIZE, rgb);
    }
}
