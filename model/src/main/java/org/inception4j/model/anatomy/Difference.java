package org.inception4j.model.anatomy;

import java.util.List;

/**
 * A way in which a second network is not as a first.
 *
 * @param sentence about the second: {@code In all 9 inception blocks the 5x5 convolution of the third branch is 3x3 instead of 5x5.}
 * @param layers of the first network that it is about, by name; of the second where the first has no such layers
 */
public record Difference(Effect effect, String sentence, List<String> layers) {
    public Difference {
        layers = List.copyOf(layers);
    }
}
