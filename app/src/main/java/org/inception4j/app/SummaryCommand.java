package org.inception4j.app;

import java.io.IOException;
import java.util.Optional;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.PlanSummary;
import org.inception4j.model.Model;
import org.inception4j.model.NameScope;
import org.inception4j.model.Output;
import org.inception4j.model.summary.Cost;
import org.inception4j.model.summary.Summary;
import org.inception4j.model.summary.SummaryStyle;
import org.inception4j.tensor.Weights;
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
            "  ${ROOT-COMMAND-NAME} summary googlenet --auxiliary --style keras3",
            "  ${ROOT-COMMAND-NAME} summary googlenet --plan --precision bf16 --batch 32",
            "  ${ROOT-COMMAND-NAME} summary runs/photos-1/best.inception --format json"
        })
final class SummaryCommand implements WritingCommand {
    private final Console console;

    @Parameters(paramLabel = "NETWORK|MODEL", description = "A network's name or a *.inception file.")
    private String source;

    @Mixin
    private NetworkSource networks;

    @Option(
            names = "--style",
            paramLabel = "keras2|tf-keras|keras3",
            completionCandidates = Choices.Styles.class,
            converter = Choices.Styles.class,
            defaultValue = "keras2",
            description = "Whose table it looks like. Default: keras2.")
    private SummaryStyle style;

    @Option(
            names = "--plan",
            description = {
                "Also compile it for answering, and show the memory and the code that computes each step;",
                "chosen by --batch, --precision and --threads."
            })
    private boolean plan;

    @Option(
            names = {"-b", "--batch"},
            paramLabel = "N",
            defaultValue = "1",
            description = "With --plan: pictures that are computed at once. Default: 1.")
    private int batch;

    @Mixin
    private MachineOptions machine;

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    SummaryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Model model = networks.model(source);
        if (style == SummaryStyle.KERAS_3) {
            model = model.withNames(NameScope.keras3());
        }
        Summary summary = Summary.of(model);
        long multiplyAdds = Cost.multiplyAdds(model.inference());
        Optional<PlanSummary> planned = plan ? Optional.of(planned(model.inference())) : Optional.empty();
        if (format.isJson()) {
            Json json = json(model, summary, networks.parameters(source, model), multiplyAdds);
            planned.ifPresent(compiled -> json.with("plan", PlanText.json(compiled)));
            console.out().println(json);
        } else {
            console.out().print(summary.text(style));
            console.out().println("Multiply-adds for one picture: %,d".formatted(multiplyAdds));
            planned.ifPresent(compiled -> PlanText.of(
                            MachineOptions.describe(machine.engine(), machine.precision(), machine.threads()), compiled)
                    .forEach(line -> console.out().println(line)));
        }
        return OK;
    }

    /** Kernels of a network of the zoo are as at the start of training; what is shown does not depend on them. */
    private PlanSummary planned(Model model) {
        InferenceOptions options = InferenceOptions.standard()
                .withBatch(batch)
                .withPrecision(machine.precision())
                .withThreads(machine.threads());
        try (InferencePlan compiled = machine.engine().inference(model, Weights.initialise(model, 0), options)) {
            return compiled.summary();
        }
    }

    private static Json json(Model model, Summary summary, long parameters, long multiplyAdds) {
        return Json.object()
                .with("name", model.name())
                .with("parameters", parameters)
                .with("trainable", summary.trainable())
                .with("non_trainable", summary.nonTrainable())
                .with("layers", summary.rows().size())
                .with("multiply_adds", multiplyAdds)
                .with("input", model.input().shape().sizes())
                .with("outputs", model.outputs().stream().map(Output::name).toList())
                .with("blocks", blocks(model));
    }

    /** The shape that comes out of each part of the network, by its name. */
    private static Json blocks(Model model) {
        Json blocks = Json.object();
        model.blocks().forEach((name, end) -> blocks.with(name, end.shape().sizes()));
        return blocks;
    }
}
