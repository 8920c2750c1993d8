package org.inception4j.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.vision.Image;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;

/** What must hold for pictures to be trained on: two classes or more, each with a picture that can be used. */
final class ClassCheck {
    private ClassCheck() {}

    static void of(ImageFolder folder) {
        if (folder.labels().size() < 2) {
            throw new IllegalArgumentException("%s: the pictures have %d class %s; give pictures of two or more"
                    .formatted(place(folder), folder.labels().size(), folder.labels()));
        }
        for (int label = 0; label < folder.labels().size(); label++) {
            int wanted = label;
            requireUsable(
                    folder.labels().get(label),
                    folder.images().stream()
                            .filter(image -> image.label() == wanted)
                            .toList());
        }
    }

    /** The folder in which that of the only class lies, where the pictures lie so. */
    private static String place(ImageFolder folder) {
        if (folder.images().isEmpty() || folder.labels().isEmpty()) {
            return "training";
        }
        Path common = CommonFolder.of(folder.images());
        for (Path each = common; each.getFileName() != null; each = each.getParent()) {
            if (each.getFileName().toString().equals(folder.labels().getFirst())) {
                return each.getParent().toString();
            }
        }
        return common.toString();
    }

    /** Decodes until one can be used: the first, as a rule. */
    private static void requireUsable(String label, List<LabelledImage> images) {
        String first = "";
        for (LabelledImage image : images) {
            try {
                Image.read(image.path());
                return;
            } catch (IOException e) {
                first = first.isEmpty() ? " (" + e.getMessage() + ")" : first;
            }
        }
        throw new IllegalArgumentException(
                "%s: none of the class's %d training pictures can be used%s; add pictures, or leave the class out"
                        .formatted(label, images.size(), first));
    }
}
