package org.inception4j.app;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "summary",
        description = "Print the layers of a network or of a saved classifier: shapes, weights, multiply-adds.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  inception summary googlenet",
            "  inception summary googlenet:bn --image-size 128 --classes 5 --width 0.5",
            "  inception summary runs/photos-1/best.inception --format json"
        })
final class SummaryCommand implements WritingCommand {
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
        return OK;
    }
}
