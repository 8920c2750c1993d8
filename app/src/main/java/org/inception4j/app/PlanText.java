package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.inception4j.engine.PlanSummary;

/** An inference plan as {@code summary --plan} shows it. */
final class PlanText {
    private PlanText() {}

    static List<String> of(String machine, PlanSummary plan) {
        List<String> lines = new ArrayList<>(List.of("", "Plan: " + machine));
        TextTable memory = new TextTable("lrl")
                .row(
                        "activations",
                        megabytes(plan.activationBytes()),
                        "%s at once; at least %s live together, apart they were %s"
                                .formatted(
                                        plan.batch() == 1 ? "1 picture" : plan.batch() + " pictures",
                                        megabytes(plan.leastBytes()),
                                        megabytes(plan.separateBytes())))
                .row("kernels", megabytes(plan.kernelBytes()), "as they are computed with, once for all plans");
        lines.addAll(memory.lines());
        if (plan.workspaces() > 1) {
            lines.add("%d threads, each with activations of its own".formatted(plan.workspaces()));
        }
        if (plan.stages() > 0) {
            lines.add("The threads share each picture, and wait for each other %d times".formatted(plan.stages()));
        }
        lines.add("");
        TextTable steps = new TextTable("rll").row("thread", "step", "code");
        plan.steps().forEach(step -> steps.row(Integer.toString(step.thread()), step.name(), step.implementation()));
        lines.addAll(steps.lines());
        return lines;
    }

    static Json json(PlanSummary plan) {
        Map<String, Integer> code = new TreeMap<>();
        plan.steps().forEach(step -> code.merge(step.implementation(), 1, Integer::sum));
        Json counts = Json.object();
        code.forEach(counts::with);
        return Json.object()
                .with("precision", plan.precision().name().toLowerCase(Locale.ROOT))
                .with("pictures_at_once", plan.batch())
                .with("workspaces", plan.workspaces())
                .with("activation_bytes", plan.activationBytes())
                .with("least_activation_bytes", plan.leastBytes())
                .with("separate_activation_bytes", plan.separateBytes())
                .with("kernel_bytes", plan.kernelBytes())
                .with("stages", plan.stages())
                .with("steps", plan.steps().size())
                .with("code", counts);
    }

    private static String megabytes(long bytes) {
        return "%.1f MB".formatted(bytes / 1e6);
    }
}
