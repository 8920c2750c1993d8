package org.inception4j.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.caffe.CaffeFile;
import org.inception4j.formats.caffe.CaffeNet;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.Dense;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Preprocessing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Make a classifier of weights from another library.",
            "They are Caffe's (*.caffemodel), or *.safetensors under this library's names."
        },
        abbreviateSynopsis = true,
        requiredOptionMarker = '*',
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions, those with * must be given:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} import bvlc_googlenet.caffemodel --network googlenet --labels imagenet.txt \\",
            "      --output googlenet.inception"
        })
final class ImportCommand implements WritingCommand {
    /** The protocols of the libraries that networks were trained with. */
    enum Protocol {
        CAFFE,
        TF,
        TORCH;

        Preprocessing of(int size) {
            return switch (this) {
                case CAFFE -> Preprocessing.caffe(size);
                case TF -> Preprocessing.tf(size);
                case TORCH -> Preprocessing.torch(size);
            };
        }

        @Override
        public String toString() {
            return Choices.name(this);
        }
    }

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The weights.")
    private Path file;

    @Option(
            names = {"-n", "--network"},
            required = true,
            paramLabel = "NAME",
            completionCandidates = Choices.Networks.class,
            description = "The network that the weights are of: googlenet, googlenet:bn.")
    private String networkName;

    @Option(
            names = {"-l", "--labels"},
            required = true,
            paramLabel = "FILE",
            description = "The names of the classes, a line each, in the order of the network's output.")
    private Path labelsFile;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "X.inception",
            description = "The classifier to write.")
    private Path output;

    @Option(
            names = {"-p", "--preprocessing"},
            paramLabel = "caffe|tf|torch",
            defaultValue = "caffe",
            description = "How pictures were made ready in its training. Default: caffe.")
    private Protocol protocol;

    @Option(
            names = {"-s", "--image-size"},
            paramLabel = "PIXELS",
            description = "Height and width of the input. Default: as published.")
    private Integer imageSize;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private CommonOptions common;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        overwrite.check(output);
        List<String> labels = labels();
        Network network = Networks.named(networkName);
        NetworkOptions options = network.defaults().withClasses(labels.size()).withAuxiliary(false);
        Model model = network.build(imageSize == null ? options : options.withImageSize(imageSize));
        Weights weights = weights(model, labels.size());
        Preprocessing preprocessing = protocol.of(model.input().shape().height());
        Card card = Card.of(network.name()).withSource(file.getFileName().toString());
        try (Classifier classifier = Classifier.of(model, weights, preprocessing, labels, card)) {
            classifier.write(output);
        }
        console.out()
                .println("%s: %s, %,d parameters, %s"
                        .formatted(
                                output,
                                network.name(),
                                model.parameters(),
                                Count.of(labels.size(), "class", "classes")));
        console.err().println("Next: %s predict %s photo.jpg".formatted(Program.NAME, Program.quoted(output)));
        return OK;
    }

    private Weights weights(Model model, int labels) throws IOException {
        String head = head(model);
        if (file.toString().endsWith(".safetensors")) {
            Weights weights = SafetensorsFile.read(file);
            checkLabels(
                    labels,
                    weights.has(head + "/bias") ? weights.get(head + "/bias").size() : labels);
            return weights.forModel(model);
        }
        CaffeNet net = CaffeFile.read(file);
        checkLabels(
                labels,
                net.withWeights(head)
                        .map(layer -> layer.blobs().getLast().size())
                        .orElse((long) labels));
        WeightMatch match = net.match(model);
        if (!match.leftOver().isEmpty()) {
            console.err()
                    .println("%s: left out what %s does not have: %s"
                            .formatted(file, model.name(), String.join(", ", match.leftOver())));
        }
        return net.toWeights(model);
    }

    /** The layer that tells the classes apart; its bias has a number for each. */
    private static String head(Model model) {
        return model.nodes().reversed().stream()
                .filter(node -> node.layer() instanceof Dense)
                .findFirst()
                .map(model::name)
                .orElseThrow();
    }

    private void checkLabels(long labels, long classes) {
        if (labels != classes) {
            throw new IllegalArgumentException(
                    "%s: has %s and the weights have %s; give a file with a line for each class"
                            .formatted(labelsFile, Count.of(labels, "label"), Count.of(classes, "class", "classes")));
        }
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(labelsFile);
        } catch (CharacterCodingException e) {
            throw new IOException("%s: is not UTF-8 text; save it as UTF-8".formatted(labelsFile), e);
        }
    }

    private List<String> labels() throws IOException {
        List<String> labels = lines().stream().map(String::strip).toList();
        while (!labels.isEmpty() && labels.getLast().isEmpty()) {
            labels = labels.subList(0, labels.size() - 1);
        }
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: has no label; give a file with the name of a class in each line".formatted(labelsFile));
        }
        return labels;
    }
}
