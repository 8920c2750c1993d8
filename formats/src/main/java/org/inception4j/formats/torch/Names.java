package org.inception4j.formats.torch;

import java.util.List;

/**
 * Where files of a network call a module otherwise than the source that the zoo's network has its names from. Everything else is
 * called as there: a layer's name is its module's path.
 */
final class Names {
    /**
     * A module with another name.
     *
     * @param networks of the zoo
     * @param module by the zoo
     * @param other in the files
     * @param files whose they are
     */
    record Other(String networks, String module, String other, String files) {}

    static final List<Other> OTHERS = List.of(
            new Other("xception:timm", "fc", "last_linear", "Cadene's pretrained-models.pytorch"),
            new Other("inception-v3:torchvision", "fc", "last_linear", "Cadene's pretrained-models.pytorch"),
            new Other("inception-resnet-v2:timm", "classif", "last_linear", "Cadene's pretrained-models.pytorch"));

    private Names() {}

    /** What else this module may be called. */
    static List<String> others(String module) {
        return OTHERS.stream()
                .filter(name -> name.module().equals(module))
                .map(Other::other)
                .distinct()
                .toList();
    }
}
