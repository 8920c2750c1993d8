package org.inception4j.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.inception4j.app.plot.NetworkPlot;
import org.inception4j.formats.AtomicFile;
import org.inception4j.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plot",
        description = {
            "Draw the graph of a network or of a saved classifier.",
            "As a page whose blocks open and close (*.html), or as one picture (*.svg)."
        },
        abbreviateSynopsis = true,
        requiredOptionMarker = '*',
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions, those with * must be given:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} plot googlenet --output googlenet.html",
            "  ${ROOT-COMMAND-NAME} plot googlenet --auxiliary --output googlenet.svg",
            "  ${ROOT-COMMAND-NAME} plot runs/photos-1/best.inception --output best.html"
        })
final class PlotCommand implements WritingCommand {
    private final Console console;

    @Parameters(paramLabel = "NETWORK|MODEL", description = "A network's name or a *.inception file.")
    private String source;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The page or picture to write: *.html or *.svg.")
    private Path output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private NetworkSource networks;

    @Mixin
    private CommonOptions common;

    PlotCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        boolean page = isPage();
        overwrite.check(output);
        Model model = networks.model(source);
        NetworkPlot plot = NetworkPlot.of(model);
        byte[] content = (page ? plot.html() : plot.svg()).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(output, out -> out.write(content));
        console.out()
                .println("%s: %s, %s in %s, %,d parameters"
                        .formatted(
                                output,
                                model.name(),
                                Count.of(plot.layers(), "layer"),
                                Count.of(plot.frames(), "block"),
                                model.parameters()));
        return OK;
    }

    private boolean isPage() {
        String name = output.toString().toLowerCase(Locale.ROOT);
        boolean page = name.endsWith(".html") || name.endsWith(".htm");
        if (!page && !name.endsWith(".svg")) {
            throw new IllegalArgumentException(
                    "%s: is neither *.html nor *.svg; give --output one of these endings".formatted(output));
        }
        return page;
    }
}
