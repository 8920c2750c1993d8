package org.inception4j.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.keras.KerasFile;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Networks;

/**
 * Finds what network the weights of a file are of.
 *
 * @param classes how many there should be; empty to find that out as well
 * @param imageSize height and width of the network's input; empty for what it has by default
 */
record NetworkSearch(TensorFile file, OptionalInt classes, OptionalInt imageSize) {
    /** Sizes of classifiers that are tried where no name tells. */
    private static final int MOST_GUESSES = 5;

    private static final int MOST_CLASSES = 1_000_000;

    /** Every network of the family takes it. */
    private static final int LIKELY_SIZE = 299;

    /** The part of a network's weights that must have their like in the file; a classifier of another size has not. */
    private static final double LIKELY = 0.9;

    /** A network of the zoo, with as many classes as the file has where that can be told. */
    Fit named(Network network) throws IOException {
        Fit first = fit(network, classes);
        if (!first.match().isComplete() && first.failsAtTheClassifierOnly()) {
            for (int guess : guesses(first)) {
                Fit other = fit(network, OptionalInt.of(guess));
                if (other.match().isComplete()) {
                    return other;
                }
            }
        }
        return first;
    }

    /** The file's own network, if it describes one. */
    Optional<Fit> own() throws IOException {
        Optional<Model> model = described();
        if (model.isEmpty()) {
            return Optional.empty();
        }
        Model deployed = model.get().inference();
        Shape input = deployed.input().shape();
        if (imageSize.isPresent() && input.height() != imageSize.getAsInt()) {
            throw new IllegalArgumentException(
                    "%s: has a network of its own for %s; leave out --image-size, or give --network as well"
                            .formatted(file.place(), input));
        }
        return Optional.of(new Fit(deployed.name(), deployed, file.match(deployed)));
    }

    /** Keras may leave height and width open. */
    private Optional<Model> described() throws IOException {
        if (!(file instanceof KerasFile keras)) {
            return file.model();
        }
        if (imageSize.isPresent()) {
            return keras.model(Shape.of(imageSize.getAsInt(), imageSize.getAsInt(), 3));
        }
        try {
            return keras.model();
        } catch (IOException refused) {
            if (!isOpen(keras)) {
                throw refused;
            }
            throw new WeightsException(
                    file.place(), "its network takes pictures of any size", "choose one by --image-size");
        }
    }

    private static boolean isOpen(KerasFile keras) {
        try {
            return keras.model(Shape.of(LIKELY_SIZE, LIKELY_SIZE, 3)).isPresent();
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * The networks of the zoo that take all their weights from the file, best first: those that leave the least of it over, then
     * those of the file's own library.
     */
    List<Fit> fitting() throws IOException {
        List<Fit> fitting = new ArrayList<>();
        int most = 0;
        for (Candidate candidate : candidates()) {
            if (candidate.alike < most) {
                break;
            }
            Fit fit = named(candidate.network);
            if (fit.match().isComplete()) {
                fitting.add(fit);
                most = candidate.alike;
            }
        }
        fitting.sort(Comparator.comparingInt((Fit fit) -> fit.match().leftOver().size())
                .thenComparing(fit -> !isOfLibrary(fit)));
        return fitting;
    }

    /** That of which most is in the file, for a message. */
    WeightsException noneFits() throws IOException {
        Fit nearest = null;
        for (Network network : Networks.all()) {
            Fit fit = fit(network, classes);
            if (nearest == null
                    || fit.match().weights().names().size()
                            > nearest.match().weights().names().size()) {
                nearest = fit;
            }
        }
        if (nearest.match().weights().names().isEmpty()) {
            return new WeightsException(
                    file.place(),
                    "is %s and fits no network of this library".formatted(file.format()),
                    "build its network in Java: docs/weights.md says how");
        }
        return new WeightsException(
                file.place(),
                "is %s and fits no network; of %s it has %d of %d weights"
                        .formatted(
                                file.format(),
                                nearest.name(),
                                nearest.match().weights().names().size(),
                                nearest.model().weights().size()),
                "give --network %s --report to see what differs".formatted(nearest.name()));
    }

    /**
     * A network of which most weights could be in the file.
     *
     * @param alike how many have a tensor with as many numbers, whatever the order of axes and the names
     */
    private record Candidate(Network network, int alike, int weights) {
        boolean isLikely() {
            return alike >= LIKELY * weights;
        }
    }

    /** The largest first: Keras' Inception-v3 is part of torchvision's. */
    private List<Candidate> candidates() {
        return Networks.all().stream()
                .map(this::candidate)
                .filter(Candidate::isLikely)
                .sorted(Comparator.comparingInt(Candidate::alike).reversed())
                .toList();
    }

    private Candidate candidate(Network network) {
        Map<Long, Integer> stored = new HashMap<>();
        file.entries().forEach(entry -> stored.merge(entry.elements(), 1, Integer::sum));
        Model model = network.build(network.defaults().withAuxiliary(false));
        int alike = 0;
        for (WeightSpec spec : model.weights().values()) {
            if (stored.merge(spec.shape().elements(), -1, Integer::sum) >= 0) {
                alike++;
            }
        }
        return new Candidate(network, alike, model.weights().size());
    }

    private boolean isOfLibrary(Fit fit) {
        String format = file.format();
        String name = fit.name();
        return format.startsWith("Keras") && name.endsWith(":keras")
                || format.startsWith("TensorFlow") && name.endsWith(":slim")
                || format.startsWith("PyTorch") && (name.endsWith(":torchvision") || name.endsWith(":timm"));
    }

    private Fit fit(Network network, OptionalInt number) throws IOException {
        NetworkOptions options = network.defaults().withAuxiliary(false);
        options = number.isPresent() ? options.withClasses(number.getAsInt()) : options;
        options = imageSize.isPresent() ? options.withImageSize(imageSize.getAsInt()) : options;
        Model model = network.build(options);
        return new Fit(network.name(), model, file.match(model));
    }

    /** The sizes of vectors with the names of what does not fit, or else of the last ones in the file. */
    private List<Integer> guesses(Fit fit) {
        Set<String> wrong = fit.match().wrong().stream()
                .map(one -> one.what().replaceFirst("^(layer|tensor) ", ""))
                .collect(Collectors.toSet());
        List<TensorEntry> vectors =
                file.entries().stream().filter(NetworkSearch::isVector).toList();
        List<TensorEntry> named = vectors.stream()
                .filter(vector -> wrong.stream().anyMatch(vector.name()::contains))
                .toList();
        Set<Integer> sizes = new LinkedHashSet<>();
        (named.isEmpty() ? vectors.reversed() : named).forEach(vector -> sizes.add(Math.toIntExact(vector.elements())));
        return sizes.stream().limit(MOST_GUESSES).toList();
    }

    private static boolean isVector(TensorEntry entry) {
        return !entry.sizes().isEmpty()
                && entry.elements() == entry.sizes().getLast()
                && entry.elements() >= 1
                && entry.elements() <= MOST_CLASSES;
    }
}
