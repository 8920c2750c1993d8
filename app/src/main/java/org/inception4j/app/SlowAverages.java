package org.inception4j.app;

import java.util.Optional;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Model;

/**
 * Warns of a run too short for its network: held-out pictures are named with the moving averages of batch normalisation, and those
 * of a network made for millions of pictures may hardly have moved by the end.
 */
final class SlowAverages {
    /** After so many times 1 / (1 - momentum) steps less than a twentieth of the start is left in an average. */
    private static final double TIMES = 3;

    /** Shorter settling is over within the first epochs of any real run. */
    private static final long WORTH_A_WORD = 1000;

    private SlowAverages() {}

    /**
     * The warning, if there is reason for one.
     *
     * @param steps of the whole run
     */
    static Optional<String> warning(String network, Model model, long steps) {
        double momentum = model.nodes().stream()
                .map(node -> node.layer())
                .filter(BatchNormalization.class::isInstance)
                .mapToDouble(layer -> ((BatchNormalization) layer).momentum())
                .max()
                .orElse(0);
        long needed = Math.round(TIMES / (1 - momentum));
        return needed < WORTH_A_WORD || steps >= needed
                ? Optional.empty()
                : Optional.of(
                        "%s: its batch normalisation (momentum %s) needs about %,d steps to settle and this run has %,d, so held-out pictures will be named badly; take googlenet:bn or a torchvision variant, or train longer"
                                .formatted(network, (float) momentum, needed, steps));
    }
}
