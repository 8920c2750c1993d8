package org.inception4j.app;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.anatomy.Bottlenecks;
import org.inception4j.model.anatomy.Bottlenecks.Spent;
import org.inception4j.model.anatomy.InceptionBlock;
import org.inception4j.model.anatomy.LayerCost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "cost",
        description = {
            "Show what the 1x1 convolutions of Inception save.",
            "An inception block, or each block of a network, with the 1x1 convolutions before its larger kernels and without them."
        },
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} cost",
            "  ${ROOT-COMMAND-NAME} cost --input 14x14x480 --filters 192,96,208,16,48,64",
            "  ${ROOT-COMMAND-NAME} cost googlenet",
            "  ${ROOT-COMMAND-NAME} cost inception-v3 --format json"
        })
final class CostCommand implements WritingCommand {
    private static final Pattern INPUT = Pattern.compile("\\d{1,9}(x\\d{1,9}){2}");
    private static final Pattern FILTERS = Pattern.compile("\\d{1,9}(,\\d{1,9}){5}");
    private static final Shape INPUT_OF_3A = Shape.of(28, 28, 192);

    private final Console console;

    @Parameters(
            paramLabel = "NETWORK|MODEL",
            arity = "0..1",
            description = "A network's name or a *.inception file. Without, a single block is looked at.")
    private String source;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "HxWxC",
            description =
                    "What goes into the block: height, width, channels. Default: 28x28x192, as into 3a of GoogLeNet.")
    private String input;

    @Option(
            names = "--filters",
            paramLabel = "A,B,C,D,E,F",
            description =
                    "The block's filters: 1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool proj. Default: 64,96,128,16,32,32, as in 3a.")
    private String filters;

    @Mixin
    private NetworkSource networks;

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    CostCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (source == null) {
            networks.refuseOptions();
            Model block = block();
            print(block, Bottlenecks.of(block));
        } else {
            refuseBlockOptions();
            print(Bottlenecks.of(networks.model(source), networks.counted(source)));
        }
        return OK;
    }

    private void refuseBlockOptions() {
        if (input != null || filters != null) {
            throw new IllegalArgumentException(
                    "%s: has its own input and filters; leave out --input and --filters".formatted(source));
        }
    }

    private Model block() {
        return inceptionBlock().model(inputShape());
    }

    private Shape inputShape() {
        if (input == null) {
            return INPUT_OF_3A;
        }
        if (!INPUT.matcher(input).matches()) {
            throw new IllegalArgumentException(
                    "--input: '%s' is not a height, a width and channels; give them as in 28x28x192".formatted(input));
        }
        return Shape.of(numbers("--input", input, "x"));
    }

    private InceptionBlock inceptionBlock() {
        if (filters == null) {
            return InceptionBlock.PAPER_3A;
        }
        if (!FILTERS.matcher(filters).matches()) {
            throw new IllegalArgumentException(
                    "--filters: '%s' is not six numbers; give them as in 64,96,128,16,32,32".formatted(filters));
        }
        int[] widths = numbers("--filters", filters, ",");
        return new InceptionBlock(widths[0], widths[1], widths[2], widths[3], widths[4], widths[5]);
    }

    private static int[] numbers(String option, String value, String separator) {
        int[] numbers =
                Stream.of(value.split(separator)).mapToInt(Integer::parseInt).toArray();
        if (IntStream.of(numbers).anyMatch(number -> number == 0)) {
            throw new IllegalArgumentException("%s: '%s' has a 0; give at least 1 of each".formatted(option, value));
        }
        return numbers;
    }

    private void print(Model block, Bottlenecks found) {
        if (format.isJson()) {
            console.out().println(blockJson(block, found));
            return;
        }
        Shape in = block.input().shape();
        console.out().println("An inception block on %dx%dx%d".formatted(in.height(), in.width(), in.channels()));
        printLayers("With 1x1 convolutions before the larger kernels", found.with(), found.totalWith());
        printLayers(
                "Without them: the larger kernels see all %d channels".formatted(in.channels()),
                found.without(),
                found.totalWithout());
        console.out().println();
        console.out().println(sentence(found));
        console.out()
                .println("Values that come out x products for each (kernel x channels that come in) = multiply-adds.");
    }

    private void printLayers(String heading, Model model, Spent sum) {
        console.out().println();
        console.out().println(heading);
        TextTable table =
                new TextTable("lrrrlrr").row("", "values", "products each", "", "", "multiply-adds", "parameters");
        for (LayerCost layer : LayerCost.of(model)) {
            table.row(
                    "  " + layer.layer(),
                    "%,d".formatted(layer.values()),
                    "%,d".formatted(layer.numbersEach()),
                    "=",
                    "%s x %d".formatted(layer.kernel(), layer.channels()),
                    "%,d".formatted(layer.multiplyAdds()),
                    "%,d".formatted(layer.parameters()));
        }
        table.row("  together", "", "", "", "", "%,d".formatted(sum.multiplyAdds()), "%,d".formatted(sum.parameters()));
        table.lines().forEach(console.out()::println);
    }

    private static String sentence(Bottlenecks found) {
        Spent with = found.totalWith();
        Spent without = found.totalWithout();
        return "Without them the block has %.2f times the multiply-adds and %.2f times the parameters."
                .formatted(
                        (double) without.multiplyAdds() / with.multiplyAdds(),
                        (double) without.parameters() / with.parameters());
    }

    private void print(Bottlenecks found) {
        if (format.isJson()) {
            console.out().println(networkJson(found));
            return;
        }
        if (found.blocks().isEmpty()) {
            console.out()
                    .println("%s: no 1x1 convolution narrows what a larger kernel sees"
                            .formatted(found.with().name()));
            return;
        }
        console.out()
                .println("%s with the 1x1 convolutions before its larger kernels, and without them"
                        .formatted(found.with().name()));
        console.out().println();
        TextTable table = new TextTable("lrrrrrr").row("", "parameters", "without", "", "multiply-adds", "without", "");
        found.blocks().forEach(block -> row(table, block.name(), block.with(), block.without()));
        row(table, "the network", found.totalWith(), found.totalWithout());
        table.lines().forEach(console.out()::println);
    }

    private static void row(TextTable table, String name, Spent with, Spent without) {
        table.row(
                name,
                "%,d".formatted(with.parameters()),
                "%,d".formatted(without.parameters()),
                "x %.2f".formatted((double) without.parameters() / with.parameters()),
                "%,d".formatted(with.multiplyAdds()),
                "%,d".formatted(without.multiplyAdds()),
                "x %.2f".formatted((double) without.multiplyAdds() / with.multiplyAdds()));
    }

    private static Json blockJson(Model block, Bottlenecks found) {
        return Json.object()
                .with("name", block.name())
                .with("input", block.input().shape().sizes())
                .with("with", layersJson(found.with(), found.totalWith()))
                .with("without", layersJson(found.without(), found.totalWithout()));
    }

    private static Json layersJson(Model model, Spent sum) {
        return spentJson(sum)
                .with(
                        "layers",
                        LayerCost.of(model).stream().map(CostCommand::json).toList());
    }

    private static Json json(LayerCost layer) {
        return Json.object()
                .with("name", layer.layer())
                .with("kernel", List.of(layer.kernel().height(), layer.kernel().width()))
                .with("channels", layer.channels())
                .with("values", layer.values())
                .with("products_each", layer.numbersEach())
                .with("multiply_adds", layer.multiplyAdds())
                .with("parameters", layer.parameters());
    }

    private static Json networkJson(Bottlenecks found) {
        return Json.object()
                .with("name", found.with().name())
                .with("with", spentJson(found.totalWith()))
                .with("without", spentJson(found.totalWithout()))
                .with(
                        "blocks",
                        found.blocks().stream()
                                .map(block -> Json.object()
                                        .with("name", block.name())
                                        .with("removed", block.removed())
                                        .with("with", spentJson(block.with()))
                                        .with("without", spentJson(block.without())))
                                .toList());
    }

    private static Json spentJson(Spent spent) {
        return Json.object().with("parameters", spent.parameters()).with("multiply_adds", spent.multiplyAdds());
    }
}
