package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;

import java.util.List;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Samples;
import org.inception4j.model.Add;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sums that take the place of what is added to. */
@Tag("native")
class OverwritingTest {
    @Test
    void addsInPlaceWhereTheShortcutIsNotNeededAnyMore() {
        assertThat(inPlace(false)).isTrue();
    }

    @Test
    void addsElsewhereWhereTheShortcutIsAnOutput() {
        assertThat(inPlace(true)).isFalse();
    }

    private static boolean inPlace(boolean shortcutIsOutput) {
        Model model = model(shortcutIsOutput);
        InferenceOptions options = InferenceOptions.standard().withThreads(1);
        try (InferencePlan plan = new OneDnnEngine().inference(model, Samples.weights(model, 1), options)) {
            List<Step> steps = ((OneDnnInferencePlan) plan).program().steps();
            return written(steps, "up").base() == written(steps, "stem").base();
        }
    }

    private static Model model(boolean shortcutIsOutput) {
        Node input = new Input(Shape.of(8, 8, 3)).named("data").on();
        Node stem = conv(16).named("stem").on(input);
        Node up = conv(16).named("up").on(conv(8).named("branch").on(stem));
        Node last = conv(4).named("last").on(Add.of().on(stem, up));
        List<Output> outputs = shortcutIsOutput
                ? List.of(Output.of("stem", stem), Output.of("last", last))
                : List.of(Output.of("last", last));
        return Model.of("unit", List.of(input), outputs);
    }

    private static Conv2D conv(int filters) {
        return Conv2D.of(filters, 3).withPadding(Padding.SAME);
    }

    private static Value written(List<Step> steps, String label) {
        Step found = steps.stream()
                .filter(step -> step.label().equals(label))
                .findFirst()
                .orElseThrow();
        return ((Step.Native) found)
                .arguments().stream()
                        .filter(argument -> argument.role() == DNNL_ARG_DST)
                        .map(Step.Argument::value)
                        .findFirst()
                        .orElseThrow();
    }
}
