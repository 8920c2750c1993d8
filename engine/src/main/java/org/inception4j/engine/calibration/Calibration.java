package org.inception4j.engine.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.PlanInputs;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.QuantizationGroups;
import org.inception4j.engine.QuantizationGroups.Group;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * Shows a model pictures in float32 and counts how large its values become. The same pictures give the same ranges, to the
 * bit. It owns a plan: close it. For one thread at a time.
 */
public final class Calibration implements AutoCloseable {
    private final Model model;
    private final List<Group> groups;
    private final List<Histogram> histograms = new ArrayList<>();
    private final Map<String, Histogram> byOutput = new LinkedHashMap<>();
    private final InferencePlan plan;
    private int pictures;

    private Calibration(Engine engine, Model model, Weights weights, InferenceOptions options) {
        this.model = model;
        this.groups = QuantizationGroups.of(model);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: has no convolution and no dense layer; there is nothing to compute in 8 bits"
                            .formatted(model.name()));
        }
        List<Output> outputs = new ArrayList<>(model.outputs());
        for (Group group : groups) {
            Histogram histogram = new Histogram();
            histograms.add(histogram);
            for (Node source : group.sources()) {
                String name = "value " + outputs.size();
                byOutput.put(source.layer() instanceof Input ? model.name(source) : name, histogram);
                if (!(source.layer() instanceof Input)) {
                    outputs.add(Output.of(name, source));
                }
            }
        }
        this.plan = engine.inference(model.withOutputs(outputs), weights, options.withPrecision(Precision.FP32));
    }

    /** Of what {@link Model#inference} leaves of the model; {@code options} say batch and threads. */
    public static Calibration of(Engine engine, Model model, Weights weights, InferenceOptions options) {
        Model flat = model.inference().flattened();
        return new Calibration(engine, flat, weights.forModel(flat), options);
    }

    /** How many pictures were shown. */
    public int pictures() {
        return pictures;
    }

    /** Examples of a model of one input, (count, sizes of the input…), made ready as for an answer. */
    public void show(Tensor examples) {
        show(Map.of(model.name(model.input()), examples));
    }

    /** Examples by the inputs' layer names. */
    public void show(Map<String, Tensor> inputs) {
        int count = PlanInputs.count(model, inputs);
        count(inputs);
        count(plan.run(inputs));
        pictures += count;
    }

    private void count(Map<String, Tensor> values) {
        values.forEach((name, tensor) -> {
            Histogram histogram = byOutput.get(name);
            if (histogram != null) {
                count(name, tensor.toArray(), histogram);
            }
        });
    }

    private void count(String name, float[] numbers, Histogram histogram) {
        try {
            histogram.add(numbers);
        } catch (ArithmeticException notFinite) {
            throw new IllegalArgumentException(
                    "%s: gives a number that is infinite or none for a calibration picture; check its weights (inspect)"
                            .formatted(layer(name)),
                    notFinite);
        }
    }

    private String layer(String output) {
        return plan.model().outputs().stream()
                .filter(each -> each.name().equals(output))
                .map(each -> model.name(each.node()))
                .findFirst()
                .orElse(output);
    }

    /** The ranges by what was shown so far. */
    public Quantization quantization(CalibrationMethod method) {
        if (pictures == 0) {
            throw new IllegalStateException(
                    "%s: no picture was shown; give some that are like those to come".formatted(model.name()));
        }
        Map<String, Quantization.Range> ranges = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            Quantization.Range range = histograms.get(i).range(method);
            for (Node source : groups.get(i).sources()) {
                ranges.merge(model.name(source), range, Quantization.Range::with);
            }
        }
        return new Quantization(ranges, method.name().toLowerCase(Locale.ROOT), pictures);
    }

    @Override
    public void close() {
        plan.close();
    }
}
