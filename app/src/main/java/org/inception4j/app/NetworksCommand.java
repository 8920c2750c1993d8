package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inception4j.model.Model;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.model.anatomy.NamedBlock;
import org.inception4j.model.summary.Cost;
import org.inception4j.model.zoo.Accuracy;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Networks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "networks",
        description = {
            "List the networks that can be built, or tell all about one.",
            "Parameters and multiply-adds are counted in the built network, without auxiliary heads."
        },
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} networks",
            "  ${ROOT-COMMAND-NAME} networks inception-v3:torchvision",
            "  ${ROOT-COMMAND-NAME} networks --format json"
        })
final class NetworksCommand implements WritingCommand {
    private static final double GIGA = 1e9;

    private final Console console;

    @Parameters(paramLabel = "NETWORK", arity = "0..1", description = "The one to tell about. Default: list all.")
    private String name;

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    NetworksCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (name != null) {
            Network network = Networks.named(name);
            if (format.isJson()) {
                line(detailed(network).toString());
            } else {
                print(network);
            }
        } else if (format.isJson()) {
            Networks.all().forEach(network -> line(json(network).toString()));
        } else {
            list();
        }
        return OK;
    }

    private void list() {
        List<Network> networks = Networks.all();
        TextTable table =
                new TextTable("lrrrrr").row("network", "parameters", "multiply-adds", "pixels", "top-1 %", "top-5 %");
        networks.forEach(network -> table.row(row(network)));
        List<String> rows = table.lines();
        line(rows.getFirst());
        for (int i = 0; i < networks.size(); i++) {
            line(rows.get(i + 1));
            Paragraph.wrap("    ", sentence(networks.get(i))).forEach(this::line);
        }
        line("");
        line("A family's bare name means its first. Tell more of one: %s networks NAME".formatted(Program.NAME));
    }

    private static String[] row(Network network) {
        Model model = deployed(network);
        Optional<Accuracy> accuracy = network.accuracy();
        return new String[] {
            network.name(),
            "%,d".formatted(network.parameters(model)),
            "%.2f G".formatted(Cost.multiplyAdds(model) / GIGA),
            Integer.toString(network.defaults().imageSize()),
            accuracy.map(found -> "%.1f".formatted(found.top1())).orElse(""),
            accuracy.map(found -> "%.1f".formatted(found.top5())).orElse("")
        };
    }

    private static String sentence(Network network) {
        return network.accuracy()
                .map(found -> "%s (accuracy: %s)".formatted(network.description(), found.source()))
                .orElse(network.description());
    }

    private static Model deployed(Network network) {
        return network.build(network.defaults().withAuxiliary(false));
    }

    private static Model trained(Network network) {
        return network.build(network.defaults().withAuxiliary(true));
    }

    private void print(Network network) {
        Model model = deployed(network);
        line(network.name());
        fact("what it is", network.description());
        fact("source", network.source());
        network.accuracy()
                .ifPresent(found -> fact(
                        "accuracy",
                        "top-1 %s %%, top-5 %s %% (%s)".formatted(found.top1(), found.top5(), found.source())));
        fact("parameters", parameters(network, model));
        fact("multiply-adds", "%,d".formatted(Cost.multiplyAdds(model)));
        fact("input", "%s, named %s".formatted(size(model.input().shape()), model.name(model.input())));
        fact("smallest", "%d pixels".formatted(network.smallestImage()));
        fact("classes", Integer.toString(network.defaults().classes()));
        fact("outputs", String.join(", ", outputs(trained(network))));
        if (!network.deviations().isEmpty()) {
            line("");
            line("Where it is not as its paper");
            network.deviations()
                    .forEach(deviation -> Paragraph.wrap("  - ", deviation).forEach(this::line));
        }
        blocks(NamedBlock.of(model, network::counts));
    }

    private static String parameters(Network network, Model model) {
        long with = network.parameters(trained(network));
        long without = network.parameters(model);
        return with == without ? "%,d".formatted(without) : "%,d, with auxiliary heads %,d".formatted(without, with);
    }

    private static List<String> outputs(Model model) {
        List<String> names = new ArrayList<>();
        for (Output output : model.outputs()) {
            names.add(output.auxiliary() ? output.name() + " (auxiliary)" : output.name());
        }
        return names;
    }

    private void blocks(List<NamedBlock> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        line("");
        TextTable table = new TextTable("lrrrr").row("block", "output", "layers", "parameters", "multiply-adds");
        blocks.forEach(block -> table.row(
                block.name(),
                size(block.output()),
                Integer.toString(block.layers()),
                "%,d".formatted(block.parameters()),
                "%,d".formatted(block.multiplyAdds())));
        table.lines().forEach(this::line);
    }

    private static String size(Shape shape) {
        return String.join("x", shape.sizes().stream().map(String::valueOf).toList());
    }

    private void fact(String what, String text) {
        Paragraph.wrap("  %-13s  ".formatted(what), text).forEach(this::line);
    }

    private void line(String text) {
        console.out().println(text);
    }

    private static Json json(Network network) {
        Model model = deployed(network);
        Json json = Json.object()
                .with("name", network.name())
                .with("family", network.family())
                .with("variant", network.variant())
                .with("description", network.description())
                .with("parameters", network.parameters(model))
                .with("multiply_adds", Cost.multiplyAdds(model))
                .with("input", model.input().shape().sizes());
        network.accuracy().ifPresent(found -> json.with("top1", found.top1())
                .with("top5", found.top5())
                .with("accuracy_source", found.source()));
        return json;
    }

    private static Json detailed(Network network) {
        NetworkOptions defaults = network.defaults();
        return json(network)
                .with("source", network.source())
                .with("deviations", network.deviations())
                .with("smallest_image", network.smallestImage())
                .with("classes", defaults.classes())
                .with(
                        "outputs",
                        trained(network).outputs().stream().map(Output::name).toList())
                .with("parameters_with_heads", network.parameters(trained(network)))
                .with(
                        "blocks",
                        NamedBlock.of(deployed(network), network::counts).stream()
                                .map(block -> Json.object()
                                        .with("name", block.name())
                                        .with("output", block.output().sizes())
                                        .with("layers", block.layers())
                                        .with("parameters", block.parameters())
                                        .with("multiply_adds", block.multiplyAdds()))
                                .toList());
    }
}
