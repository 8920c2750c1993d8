package org.inception4j.vision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.inception4j.random.CounterRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets pictures aside, class by class, so that rare classes are held out in proportion too. */
final class HoldOut {
    private static final Logger LOGGER = LoggerFactory.getLogger(HoldOut.class);
    private static final long PURPOSE = CounterRandom.keyOf("hold-out");

    private HoldOut() {}

    static Split split(ImageFolder folder, double fraction, long seed) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "hold-out: fraction is %s; give at least 0 and less than 1".formatted(fraction));
        }
        boolean[] heldOut = new boolean[folder.images().size()];
        int[][] classes = classes(folder);
        for (int label = 0; label < classes.length; label++) {
            CounterRandom.of(seed, PURPOSE, label).shuffle(classes[label]);
            Arrays.stream(classes[label], 0, held(classes[label].length, fraction))
                    .forEach(image -> heldOut[image] = true);
        }
        if (fraction > 0) {
            warnings(folder).forEach(LOGGER::warn);
        }
        return new Split(part(folder, heldOut, false), part(folder, heldOut, true));
    }

    /** A sentence for each class that is too small to be held out from. */
    static List<String> warnings(ImageFolder folder) {
        int[][] classes = classes(folder);
        return IntStream.range(0, classes.length)
                .filter(label -> classes[label].length == 1)
                .mapToObj(label -> "%s: class has one picture, which stays in training; add more to validate it"
                        .formatted(folder.labels().get(label)))
                .toList();
    }

    /** For each class the indices of its pictures, rising. */
    private static int[][] classes(ImageFolder folder) {
        List<List<Integer>> classes = new ArrayList<>();
        folder.labels().forEach(_ -> classes.add(new ArrayList<>()));
        for (int image = 0; image < folder.images().size(); image++) {
            classes.get(folder.images().get(image).label()).add(image);
        }
        return classes.stream()
                .map(members -> members.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private static int held(int members, double fraction) {
        if (members < 2 || fraction == 0) {
            return 0;
        }
        return Math.clamp(Math.round(members * fraction), 1, members - 1);
    }

    private static ImageFolder part(ImageFolder folder, boolean[] heldOut, boolean wanted) {
        List<LabelledImage> images = IntStream.range(0, heldOut.length)
                .filter(image -> heldOut[image] == wanted)
                .mapToObj(folder.images()::get)
                .toList();
        return new ImageFolder(folder.labels(), images);
    }
}
