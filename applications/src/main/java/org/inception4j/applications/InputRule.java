package org.inception4j.applications;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;

/** Which input an application takes: the rules of Keras' {@code obtain_input_shape}. */
record InputRule(Architecture architecture, boolean includeTop, PretrainedWeights weights) {
    private static final int CHANNELS = 3;

    /** @param given empty if the user leaves it to the application */
    Shape shape(List<Integer> given) {
        Shape standard = Shape.of(architecture.defaultSize(), architecture.defaultSize(), CHANNELS);
        if (given.isEmpty()) {
            return standard;
        }
        if (weights.isImagenet() && includeTop && !given.equals(standard.sizes())) {
            throw refused(
                    "input_shape is %s and include_top with imagenet weights needs %s".formatted(text(given), standard),
                    "leave input_shape out, or build without the top for another size");
        }
        check("input_shape", given);
        return new Shape(given);
    }

    void check(Node inputTensor) {
        check("input_tensor", inputTensor.shape().sizes());
    }

    /** What Keras warns of and does: other channels than those of pictures. */
    Optional<String> warning(List<Integer> given) {
        if (weights.isImagenet() || given.size() != 3 || given.get(2) == 1 || given.get(2) == CHANNELS) {
            return Optional.empty();
        }
        return Optional.of("%s: input_shape is %s and such models usually take 1 or 3 channels; check that %d are meant"
                .formatted(architecture.name(), text(given), given.get(2)));
    }

    private void check(String argument, List<Integer> sizes) {
        int least = architecture.smallestSize();
        if (sizes.size() != 3) {
            throw refused(
                    "%s is %s and has %d sizes".formatted(argument, text(sizes), sizes.size()),
                    "give three: (height, width, channels)");
        }
        if (weights.isImagenet() && sizes.get(2) != CHANNELS) {
            throw refused(
                    "%s is %s and imagenet weights need 3 channels".formatted(argument, text(sizes)),
                    "give 3 channels, or build without weights");
        }
        if (sizes.get(0) < least || sizes.get(1) < least) {
            throw refused(
                    "%s is %s and the least size is %dx%d".formatted(argument, text(sizes), least, least),
                    "give a height and a width of at least %d".formatted(least));
        }
        if (sizes.get(2) < 1) {
            throw refused("%s is %s".formatted(argument, text(sizes)), "give at least 1 channel");
        }
    }

    /** As Python and {@link Shape} write it. */
    private static String text(List<Integer> sizes) {
        String inner = sizes.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return sizes.size() == 1 ? "(" + inner + ",)" : "(" + inner + ")";
    }

    private IllegalArgumentException refused(String problem, String remedy) {
        return new IllegalArgumentException("%s: %s; %s".formatted(architecture.name(), problem, remedy));
    }
}
