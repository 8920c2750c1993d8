package org.inception4j.engine.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.PlanInputs;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.QuantizationGroups;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** Answers by walking the program; a call's values are its own, so that many threads may call. */
final class ReferenceInference implements InferencePlan {
    private final Model model;
    private final Precision precision;
    private final int batch;
    private final Program program;
    private final Set<Integer> kept;
    private final Workers workers;

    ReferenceInference(Model model, Weights weights, InferenceOptions options, Precision precision) {
        this.model = model;
        this.precision = precision;
        this.batch = options.batch();
        WeightStore store = new WeightStore(model, _ -> false);
        store.load(weights);
        Map<Node, Quantization.Range> ranges =
                precision == Precision.INT8 ? QuantizationGroups.ranges(model, options.ranges()) : Map.of();
        this.program = Translation.of(store, ranges);
        this.kept = model.outputs().stream().map(this::slot).collect(Collectors.toSet());
        this.workers = new Workers(options.threads());
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public long workspaceBytes() {
        return program.workspaceBytes(batch, kept);
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        int count = PlanInputs.count(model, inputs);
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (Output output : model.outputs()) {
            outputs.put(output.name(), Tensor.zeros(output.node().shape().batched(count)));
        }
        for (int first = 0; first < count; first += batch) {
            answer(inputs, outputs, first, Math.min(batch, count - first));
        }
        return outputs;
    }

    private void answer(Map<String, Tensor> inputs, Map<String, Tensor> outputs, int first, int count) {
        Batch[] values = program.values();
        for (Node node : model.inputs()) {
            Tensor examples = inputs.get(model.name(node)).rows(first, count);
            values[program.place(node).output()] = Batch.of(examples);
        }
        program.answer(values, count, kept, Pass.inference(workers));
        for (Output output : model.outputs()) {
            Tensor answer = values[slot(output)].toTensor();
            outputs.get(output.name()).rows(first, count).data().copyFrom(answer.data());
        }
    }

    private int slot(Output output) {
        return program.place(output.node()).output();
    }

    @Override
    public void close() {
        workers.close();
    }
}
