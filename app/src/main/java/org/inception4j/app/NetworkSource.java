package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.classifier.Classifier;
import org.inception4j.model.Model;
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

    /** The model of the network of this name, under the options; or the one of a {@code *.inception} file. */
    Model model(String source) throws IOException {
        Path file = Path.of(source);
        if (isFile(file, source)) {
            refuseNetworkOptions(source);
            try (Classifier classifier = Classifier.open(file)) {
                return classifier.model();
            }
        }
        Network network = Networks.named(source);
        return network.build(options(network));
    }

    /** How many parameters this model of {@code source} has; a network's as its own source counts them. */
    long parameters(String source, Model model) {
        return isFile(Path.of(source), source)
                ? model.parameters()
                : Networks.named(source).parameters(model);
    }

    /** As {@link #model}, a network with its auxiliary heads; the options change networks and leave files as they are. */
    Model trained(String source) throws IOException {
        Path file = Path.of(source);
        if (isFile(file, source)) {
            try (Classifier classifier = Classifier.open(file)) {
                return classifier.model();
            }
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

    private NetworkOptions options(Network network) {
        NetworkOptions options = network.defaults();
        options = imageSize == null ? options : options.withImageSize(imageSize);
        options = classes == null ? options : options.withClasses(classes);
        options = width == null ? options : options.withWidth(width);
        return options.withAuxiliary(auxiliary);
    }
}
