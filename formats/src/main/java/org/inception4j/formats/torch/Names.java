package org.inception4j.formats.torch;

import java.util.List;

/**
 * Where files call a module otherwise than the network of the zoo that takes its names from the same source. Everything else is
 * called as in the source, so that a layer's name is its module's path.
 */
final class Names {
    /**
     * A module that may have another name.
     *
     * @param module in the source that the zoo's network follows
     * @param other in other files of the same network
     */
    record Other(String module, String other) {}

    // Network, module, other name, whose files.
    static final List<Other> OTHERS = List.of(
            // timm's legacy_xception; Cadene's pretrained models, of which it was made
            new Other("fc", "last_linear"),
            // timm's inception_resnet_v2; Cadene's, and timm's own before 0.5
            new Other("classif", "last_linear"),
            // timm's inception_v4, Cadene's BN-Inception; files of trainers that call every classifier fc
            new Other("last_linear", "fc"),
            new Other("last_linear", "classif"));

    private Names() {}

    /** What else this module may be called. */
    static List<String> others(String module) {
        return OTHERS.stream()
                .filter(name -> name.module().equals(module))
                .map(Other::other)
                .toList();
    }
}
