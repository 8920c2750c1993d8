package org.inception4j.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.engine.LayerCase;
import org.inception4j.engine.LayerCases;
import org.inception4j.engine.Samples;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each operation's way back gives against differences of its way forward, both in double precision. */
class GradientTest {
    /** Wide enough that rounding (1e-16 / STEP) and narrow enough that curvature (STEP squared) stay below 1e-9. */
    private static final double STEP = 1e-5;

    private static final double TOLERANCE = 1e-7;
    private static final int EXAMPLES = 2;

    static List<LayerCase> cases() {
        return LayerCases.all().stream()
                .filter(tried -> !(tried.layer() instanceof Input))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithFiniteDifferences(LayerCase tried) {
        Trial trial = new Trial(tried);
        trial.differentiate();
        trial.slopes.forEach((name, slope) -> trial.assertSlope(name, slope));
    }

    /** One layer with numbers; its loss is the sum of the outputs times fixed factors. */
    private static final class Trial {
        private final Program program;
        private final Node output;
        private final Batch factors;
        private final Batch[] inputs;
        private final Pass pass = new Pass(true, 3, 1, new Workers(1));
        private final Map<String, double[]> numbers = new LinkedHashMap<>();
        private final Map<String, double[]> slopes = new LinkedHashMap<>();
        private final WeightStore weights;

        Trial(LayerCase tried) {
            List<Node> nodes = new ArrayList<>();
            for (Shape shape : tried.inputs()) {
                nodes.add(new Input(shape).on());
            }
            Node end = tried.layer().on(nodes.toArray(Node[]::new));
            Model model =
                    Model.of("trial", nodes, List.of(Output.of("output", end))).flattened();
            this.output = model.output().node();
            this.weights = new WeightStore(model, _ -> true);
            weights.load(Samples.weights(model, 2));
            this.program = Translation.of(weights);
            this.factors = Batch.of(Samples.uniform(output.shape().batched(EXAMPLES), 4));
            this.inputs = program.values();
            for (Node node : model.inputs()) {
                Batch input = Batch.of(Samples.input(node.shape(), EXAMPLES, tried.spread(), numbers.size()));
                inputs[program.place(node).output()] = input;
                numbers.put(model.name(node), input.values());
            }
            weights.all().stream()
                    .filter(Weight::learns)
                    .forEach(weight -> numbers.put(weight.name(), weight.values()));
        }

        private Batch[] forward() {
            Batch[] values = inputs.clone();
            program.forward(values, EXAMPLES, pass);
            return values;
        }

        private double loss() {
            double[] values = forward()[program.place(output).output()].values();
            double loss = 0;
            for (int i = 0; i < values.length; i++) {
                loss += values[i] * factors.values()[i];
            }
            return loss;
        }

        /** Fills the slopes by walking back; unlike a plan, down to the inputs. */
        void differentiate() {
            Batch[] values = forward();
            Batch[] all = program.values();
            all[program.place(output).output()] = factors;
            for (Step step : program.steps().reversed()) {
                step.inputs().forEach(slot -> program.slope(all, slot, EXAMPLES));
                step.operation().backward(step.ends(values), step.ends(all), pass);
            }
            for (Node node : weights.model().inputs()) {
                slopes.put(weights.model().name(node), all[program.place(node).output()].values());
            }
            weights.all().stream()
                    .filter(Weight::learns)
                    .forEach(weight -> slopes.put(weight.name(), weight.gradient()));
        }

        void assertSlope(String name, double[] slope) {
            double[] values = numbers.get(name);
            double largest = 0;
            double worst = 0;
            for (int i = 0; i < values.length; i++) {
                double difference = difference(values, i);
                largest = Math.max(largest, Math.abs(difference));
                worst = Math.max(worst, Math.abs(difference - slope[i]));
            }
            assertThat(largest).as("largest slope of %s", name).isGreaterThan(1e-3);
            assertThat(worst / largest).as("error of the slope of %s", name).isLessThan(TOLERANCE);
        }

        private double difference(double[] values, int index) {
            double value = values[index];
            values[index] = value + STEP;
            double above = loss();
            values[index] = value - STEP;
            double below = loss();
            values[index] = value;
            return (above - below) / (2 * STEP);
        }
    }
}
