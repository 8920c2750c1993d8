package org.inception4j.app;

import java.io.IOException;
import java.util.List;
import org.inception4j.model.Model;
import org.inception4j.model.anatomy.Comparison;
import org.inception4j.model.anatomy.Comparison.Block;
import org.inception4j.model.anatomy.Comparison.Blocks;
import org.inception4j.model.anatomy.Difference;
import org.inception4j.model.anatomy.Effect;
import org.inception4j.model.summary.Cost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = {
            "Say in words every way in which two networks or saved classifiers differ.",
            "Their graphs are compared, whatever their layers are called. Auxiliary heads are among them."
        },
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} diff googlenet:paper googlenet:torchvision",
            "  ${ROOT-COMMAND-NAME} diff inception-v3:keras inception-v3:torchvision",
            "  ${ROOT-COMMAND-NAME} diff googlenet runs/photos-1/best.inception --format json"
        })
final class DiffCommand implements WritingCommand {
    private static final int PERCENT = 100;

    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "A network's name or a *.inception file.")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "Another, which is told by how it is not as A.")
    private String second;

    @Mixin
    private NetworkSource networks;

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Comparison comparison = Comparison.of(
                networks.trained(first), networks.counted(first), networks.trained(second), networks.counted(second));
        if (format.isJson()) {
            console.out().println(json(comparison));
        } else {
            print(comparison);
        }
        return OK;
    }

    private void print(Comparison comparison) {
        if (comparison.identical()) {
            line("%s and %s are the same in everything: layers, connections, names, first weights."
                    .formatted(first, second));
            return;
        }
        line("%s beside %s".formatted(second, first));
        costs(comparison.first().inference(), comparison.second().inference());
        if (comparison.sameResult()) {
            line("  With the same weights both give the same answers.");
        }
        for (Effect effect : Effect.values()) {
            List<Difference> felt = comparison.differences().stream()
                    .filter(difference -> difference.effect() == effect)
                    .toList();
            if (!felt.isEmpty()) {
                line("");
                line(effect.heading());
            }
            felt.forEach(
                    difference -> Paragraph.wrap("  - ", difference.sentence()).forEach(this::line));
        }
        blocks(comparison.blocks().stream().filter(Blocks::differ).toList());
        deviations(first);
        deviations(second);
    }

    private void costs(Model one, Model other) {
        cost("parameters", networks.parameters(first, one), networks.parameters(second, other));
        cost("multiply-adds", Cost.multiplyAdds(one), Cost.multiplyAdds(other));
    }

    private void cost(String what, long one, long other) {
        line(
                one == other
                        ? "  %,d %s, the same".formatted(one, what)
                        : "  %,d %s instead of %,d (%+.1f %%)"
                                .formatted(other, what, one, PERCENT * ((double) other / one - 1)));
    }

    private void blocks(List<Blocks> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        line("");
        line("Blocks that cost or give something else");
        TextTable table = new TextTable("lrrllrr").row("", "parameters", "gives", "", "", "parameters", "gives");
        for (int i = 0; i < blocks.size(); ) {
            int end = i + 1;
            while (end < blocks.size() && alike(blocks.get(i), blocks.get(end))) {
                end++;
            }
            Blocks first = blocks.get(i);
            Blocks last = blocks.get(end - 1);
            table.row(
                    "  " + names(first.first(), last.first()),
                    "%,d".formatted(first.first().parameters()),
                    size(first.first()),
                    "",
                    names(first.second(), last.second()),
                    "%,d".formatted(first.second().parameters()),
                    size(first.second()));
            i = end;
        }
        table.lines().forEach(this::line);
    }

    private static boolean alike(Blocks one, Blocks other) {
        return one.first().costsAndGives(other.first()) && one.second().costsAndGives(other.second());
    }

    private static String names(Block first, Block last) {
        return first.equals(last) ? first.name() : "%s … %s".formatted(first.name(), last.name());
    }

    private void deviations(String source) {
        List<String> deviations = NetworkSource.deviations(source);
        if (!deviations.isEmpty()) {
            line("");
            line("Where %s is not as its paper".formatted(source));
            deviations.forEach(deviation -> Paragraph.wrap("  - ", deviation).forEach(this::line));
        }
    }

    private static String size(Block block) {
        return String.join(
                "x", block.output().sizes().stream().map(String::valueOf).toList());
    }

    private void line(String text) {
        console.out().println(text);
    }

    private Json json(Comparison comparison) {
        return Json.object()
                .with("first", json(first, comparison.first()))
                .with("second", json(second, comparison.second()))
                .with("identical", comparison.identical())
                .with(
                        "differences",
                        comparison.differences().stream()
                                .map(difference -> Json.object()
                                        .with("effect", Choices.name(difference.effect()))
                                        .with("sentence", difference.sentence())
                                        .with("layers", difference.layers()))
                                .toList())
                .with(
                        "blocks",
                        comparison.blocks().stream()
                                .map(both -> Json.object()
                                        .with("first", json(both.first()))
                                        .with("second", json(both.second())))
                                .toList());
    }

    private Json json(String source, Model model) {
        Model deployed = model.inference();
        return Json.object()
                .with("source", source)
                .with("deviations", NetworkSource.deviations(source))
                .with("name", model.name())
                .with("parameters", networks.parameters(source, deployed))
                .with("multiply_adds", Cost.multiplyAdds(deployed));
    }

    private static Json json(Block block) {
        return Json.object()
                .with("name", block.name())
                .with("output", block.output().sizes())
                .with("parameters", block.parameters())
                .with("multiply_adds", block.multiplyAdds());
    }
}
