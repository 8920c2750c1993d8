package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inception4j.classifier.Classifier;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.RecordJson;
import org.inception4j.formats.onnx.OnnxOptions;
import org.inception4j.formats.onnx.PictureLayout;
import org.inception4j.vision.Preprocessing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "Write a classifier for another library.",
            "ONNX and *.keras files have the network, all others its weights; 'import' takes each back."
        },
        abbreviateSynopsis = true,
        requiredOptionMarker = '*',
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions, those with * must be given:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} export flowers.inception --to onnx --pixels",
            "  ${ROOT-COMMAND-NAME} export flowers.inception --to keras --output flowers.keras",
            "  ${ROOT-COMMAND-NAME} export flowers.inception --to torch"
        })
final class ExportCommand implements WritingCommand {
    private final Console console;

    @Parameters(paramLabel = "MODEL", description = "A *.inception file.")
    private Path source;

    @Option(
            names = {"-t", "--to"},
            required = true,
            paramLabel = "onnx|safetensors|keras|torch|npz",
            description = "The kind of file.")
    private ExportKind kind;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = {
                "The file to write. Its name says more: *.keras, *.weights.h5 or *.h5 for keras,",
                "*.pth or *.safetensors for torch. Default: beside MODEL."
            })
    private Path output;

    @Option(names = "--batch", paramLabel = "N", description = "ONNX: so many pictures at once. Default: any number.")
    private Integer batch;

    @Option(
            names = "--layout",
            paramLabel = "nchw|nhwc",
            completionCandidates = Choices.Layouts.class,
            description = "ONNX: the order of a picture's axes. Default: nchw.")
    private PictureLayout layout;

    @Option(
            names = "--pixels",
            description =
                    "ONNX: take RGB bytes (batch, height, width, 3); the preprocessing's arithmetic is in the file.")
    private boolean pixels;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private CommonOptions common;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        checkOptions();
        Path file = output == null ? kind.beside(source) : output;
        overwrite.check(file);
        try (Classifier classifier = SavedClassifier.open(source)) {
            kind.write(file, classifier, options(classifier));
            console.out()
                    .println("%s: %s, %,d parameters"
                            .formatted(
                                    file,
                                    kind.description(),
                                    NetworkNames.parameters(classifier.card().network(), classifier.model())));
            console.err().println(remainder(classifier.preprocessing()));
        }
        return OK;
    }

    /** What the reader of the file must do to a picture. */
    private String remainder(Preprocessing preprocessing) {
        Map<String, Object> json = RecordJson.writeRecord(preprocessing);
        if (pixels) {
            json.keySet().removeAll(List.of("order", "mean", "scale"));
        }
        return "Not in the file is how pictures %s: %s"
                .formatted(pixels ? "come to its size" : "are made ready", JsonText.writeLine(json));
    }

    private void checkOptions() {
        if (kind != ExportKind.ONNX && (batch != null || layout != null || pixels)) {
            throw new IllegalArgumentException(
                    "--to %s: has no --batch, --layout and --pixels; leave them out, or give --to onnx"
                            .formatted(kind));
        }
        if (pixels && layout == PictureLayout.NCHW) {
            throw new IllegalArgumentException(
                    "--pixels: takes pictures as (batch, height, width, 3); leave out --layout nchw");
        }
    }

    private OnnxOptions options(Classifier classifier) {
        OnnxOptions options = OnnxOptions.standard();
        options = batch == null ? options : options.withBatch(batch);
        options = layout == null ? options : options.withLayout(layout);
        return pixels ? options.withPixels(ExportKind.pixels(classifier.preprocessing())) : options;
    }
}
