package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.inception4j.classifier.Classifier;
import org.inception4j.model.Model;
import org.inception4j.model.WeightSpec;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Networks;
import picocli.CommandLine.Option;

/** What a command that takes {@code NETWORK|MODEL} means by it, and the options that change a network. */
final class NetworkSource {
    private static final String SUFFIX = ".inception";

    @Option(
            names = {"-s", "--image-size"},
            paramLabel = "PIXELS",
            description = "Height and width of a network's input. Default: as published.")
    private Integer imageSize;

    @Option(
            names = {"-c", "--classes"},
            paramLabel = "N",
            description = "A network's number of classes. Default: as published.")
    private Integer classes;

    @Option(
            names = {"-w", "--width"},
            paramLabel = "FACTOR",
            description = "A network's channels are multiplied by this. Default: 1.")
    private Double width;

    @Option(names = "--auxiliary", description = "With the heads that only training uses, where a network has them.")
    private boolean auxiliary;

    /** Of the zoo, by the file that was opened. */
    private final Map<String, Network> networksOfFiles = new HashMap<>();

    /** The model of the network of this name, under the options; or the one of a {@code *.inception} file. */
    Model model(String source) throws IOException {
        Path file = Path.of(source);
        if (isFile(file, source)) {
            refuseNetworkOptions(source);
            return saved(file, source);
        }
        Network network = Networks.named(source);
        return network.build(options(network));
    }

    private Model saved(Path file, String source) throws IOException {
        try (Classifier classifier = SavedClassifier.open(file)) {
            Networks.all().stream()
                    .filter(network -> network.name().equals(classifier.card().network()))
                    .forEach(network -> networksOfFiles.put(source, network));
            return classifier.model();
        }
    }

    /**
     * How many parameters this model of {@code source} has, as its network's own source counts them; all numbers where the network of a
     * saved classifier is not of the zoo.
     */
    long parameters(String source, Model model) {
        return network(source).map(network -> network.parameters(model)).orElseGet(model::parameters);
    }

    /** Which weights are {@link #parameters} of {@code source}. */
    Predicate<WeightSpec> counted(String source) {
        return network(source)
                .<Predicate<WeightSpec>>map(network -> network::counts)
                .orElse(_ -> true);
    }

    private Optional<Network> network(String source) {
        return isFile(Path.of(source), source)
                ? Optional.ofNullable(networksOfFiles.get(source))
                : Optional.of(Networks.named(source));
    }

    /** As {@link #model}, a network with its auxiliary heads; the options change networks and leave files as they are. */
    Model trained(String source) throws IOException {
        Path file = Path.of(source);
        if (isFile(file, source)) {
            return saved(file, source);
        }
        Network network = Networks.named(source);
        return network.build(options(network).withAuxiliary(true));
    }

    /** In what the network is not as its paper; empty for a file. */
    static List<String> deviations(String source) {
        return isFile(Path.of(source), source)
                ? List.of()
                : Networks.named(source).deviations();
    }

    /** A network's name means the network, whatever lies in the current folder; {@code ./googlenet} is the file. */
    private static boolean isFile(Path path, String source) {
        if (source.isBlank()) {
            throw new IllegalArgumentException("NETWORK: is empty; give a network's name or a *.inception file");
        }
        boolean hasFolder = path.getNameCount() > 1 || path.isAbsolute();
        return source.endsWith(SUFFIX) || hasFolder || !NetworkNames.ALL.contains(source) && Files.exists(path);
    }

    private void refuseNetworkOptions(String source) {
        if (imageSize != null || classes != null || width != null || auxiliary) {
            throw new IllegalArgumentException(
                    "%s: is a saved classifier, whose form is fixed; leave out --image-size, --classes, --width and --auxiliary"
                            .formatted(source));
        }
    }

    /** Where no network is named, nothing can be changed. */
    void refuseOptions() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--image-size", imageSize != null);
        given.put("--classes", classes != null);
        given.put("--width", width != null);
        given.put("--auxiliary", auxiliary);
        given.forEach((option, is) -> {
            if (is) {
                throw new IllegalArgumentException(
                        "%s: changes a network and none is named; name one, or leave it out".formatted(option));
            }
        });
    }

    static void checkImageSize(Network network, int pixels) {
        if (pixels < network.smallestImage()) {
            throw new IllegalArgumentException("--image-size: is %d; give at least %d for %s"
                    .formatted(pixels, network.smallestImage(), network.name()));
        }
    }

    private NetworkOptions options(Network network) {
        if (imageSize != null) {
            checkImageSize(network, imageSize);
        }
        NetworkOptions options = network.defaults();
        options = imageSize == null ? options : options.withImageSize(imageSize);
        options = classes == null ? options : options.withClasses(classes);
        options = width == null ? options : options.withWidth(width);
        return options.withAuxiliary(auxiliary);
    }
}
