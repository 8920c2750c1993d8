package org.inception4j.training;

import java.nio.file.Path;
import java.util.List;
import org.inception4j.vision.LabelledImage;

/** Where pictures lie. */
final class CommonFolder {
    private CommonFolder() {}

    /** The nearest folder that holds all of them, by its whole path; at least one is needed. */
    static Path of(List<LabelledImage> images) {
        List<Path> folders = images.stream()
                .map(image -> image.path().toAbsolutePath().normalize().getParent())
                .distinct()
                .toList();
        Path common = folders.getFirst();
        for (Path each : folders) {
            while (!each.startsWith(common)) {
                common = common.getParent();
            }
        }
        return common;
    }
}
