package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inception4j.classifier.Classifier;
import org.inception4j.model.Model;
import org.inception4j.model.Output;
import org.inception4j.model.summary.Cost;
import org.inception4j.model.summary.Summary;
import org.inception4j.model.summary.SummaryStyle;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Networks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "summary",
        description = {
            "Print the layers of a network or of a saved classifier.",
            "Each with its shape and weights, and what one picture costs."
        },
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} summary googlenet",
            "  ${ROOT-COMMAND-NAME} summary googlenet:bn --image-size 128 --classes 5 --width 0.5",
            "  ${ROOT-COMMAND-NAME} summary runs/photos-1/best.inception --format json"
        })
final class SummaryCommand implements WritingCommand {
    private static final String SUFFIX = ".inception";

    private final Console console;

    @Parameters(paramLabel = "NETWORK|MODEL", description = "A network's name or a *.inception file.")
    private String source;

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

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    SummaryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Model model = model();
        Summary summary = Summary.of(model);
        long multiplyAdds = Cost.multiplyAdds(model.inference());
        if (format.isJson()) {
            console.out().println(json(model, summary, multiplyAdds));
        } else {
            console.out().print(summary.text(SummaryStyle.KERAS_2).replaceAll("(?m) +$", ""));
            console.out().println("Multiply-adds for one picture: %,d".formatted(multiplyAdds));
        }
        return OK;
    }

    private Model model() throws IOException {
        Path file = Path.of(source);
        if (isFile(file)) {
            refuseNetworkOptions();
            try (Classifier classifier = Classifier.open(file)) {
                return classifier.model();
            }
        }
        return network();
    }

    /** A network's name means the network, whatever lies in the current folder; {@code ./googlenet} is the file. */
    private boolean isFile(Path path) {
        boolean hasFolder = path.getNameCount() > 1 || path.isAbsolute();
        return source.endsWith(SUFFIX) || hasFolder || !NetworkNames.ALL.contains(source) && Files.exists(path);
    }

    private void refuseNetworkOptions() {
        if (imageSize != null || classes != null || width != null) {
            throw new IllegalArgumentException(
                    "%s: is a saved classifier, whose size is fixed; leave out --image-size, --classes and --width"
                            .formatted(source));
        }
    }

    private Model network() {
        Network network = Networks.named(source);
        NetworkOptions options = network.defaults();
        options = imageSize == null ? options : options.withImageSize(imageSize);
        options = classes == null ? options : options.withClasses(classes);
        options = width == null ? options : options.withWidth(width);
        return network.build(options);
    }

    private static Json json(Model model, Summary summary, long multiplyAdds) {
        return Json.object()
                .with("name", model.name())
                .with("parameters", summary.parameters())
                .with("trainable", summary.trainable())
                .with("layers", summary.rows().size())
                .with("multiply_adds", multiplyAdds)
                .with("input", model.input().shape().sizes())
                .with("outputs", model.outputs().stream().map(Output::name).toList());
    }
}
