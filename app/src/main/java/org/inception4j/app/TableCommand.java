package org.inception4j.app;

import java.io.IOException;
import org.inception4j.model.anatomy.NetworkTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "table",
        description = {
            "Print a network block by block, GoogLeNet beside the paper's table 1.",
            "Every number comes from the network's graph; printed cells that cannot be right are marked and explained."
        },
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} table googlenet",
            "  ${ROOT-COMMAND-NAME} table googlenet:torchvision",
            "  ${ROOT-COMMAND-NAME} table inception-v3",
            "  ${ROOT-COMMAND-NAME} table googlenet --format html > table.html"
        })
final class TableCommand implements WritingCommand {
    enum Format {
        TEXT,
        JSON,
        CSV,
        HTML;

        @Override
        public String toString() {
            return Choices.name(this);
        }
    }

    private final Console console;

    @Parameters(paramLabel = "NETWORK|MODEL", description = "A network's name or a *.inception file.")
    private String source;

    @Mixin
    private NetworkSource networks;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "text|json|csv|html",
            defaultValue = "text",
            description = "For people, for programs, for spreadsheets, or a page of its own. Default: text.")
    private Format format;

    @Mixin
    private CommonOptions common;

    TableCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        NetworkTable table = NetworkTable.of(networks.model(source), networks.counted(source));
        switch (format) {
            case TEXT -> console.out().print(TableText.of(table));
            case JSON -> console.out().println(TableData.json(table));
            case CSV -> console.out().print(TableData.csv(table));
            case HTML -> console.out().print(TablePage.of(table));
        }
        return OK;
    }
}
