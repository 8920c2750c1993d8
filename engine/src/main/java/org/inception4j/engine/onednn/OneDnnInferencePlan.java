package org.inception4j.engine.onednn;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.engine.PlanInputs;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.QuantizationGroups;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** An inference plan: packed weights, shared by programs for one batch size each. */
final class OneDnnInferencePlan implements InferencePlan {
    private final Model model;
    private final InferenceOptions options;
    private final Precision precision;
    private final Precision unquantized;
    private final Map<Node, Quantization.Range> ranges;
    private final int threads;
    private final Parameters parameters;
    private final Programs<Compiled> programs;

    /** A program and its doors. */
    private record Compiled(Program program, Map<String, Value> inputs, Map<String, Value> outputs)
            implements AutoCloseable {
        @Override
        public void close() {
            program.close();
        }
    }

    OneDnnInferencePlan(Model model, Weights weights, InferenceOptions options, Precision precision, int threads) {
        this.model = model;
        this.options = options;
        this.precision = precision;
        this.threads = threads;
        this.unquantized = precision == Precision.INT8 ? OneDnnEngine.floating() : precision;
        this.ranges = precision == Precision.INT8 ? QuantizationGroups.ranges(model, options.ranges()) : Map.of();
        this.parameters = new Parameters(model, weights, ParameterLayout.of(model, any -> false));
        this.programs = Programs.open(options.batch(), threads, this::compile, parameters);
    }

    private Compiled compile(int batch, Handles handles) {
        Lowering.Lowered lowered = Quantizing.of(Lowering.of(model, Lowering.Mode.INFERENCE), model, ranges);
        Element element = unquantized == Precision.BF16 ? Element.BF16 : Element.F32;
        Compilation compilation = new Compilation(new Kernels(handles), parameters, element, batch, false);
        Map<String, Value> inputs = new LinkedHashMap<>();
        for (Node node : model.inputs()) {
            Edge edge = lowered.edges().get(node);
            Value value = compilation.create(edge, Element.F32);
            compilation.define(edge, value);
            inputs.put(model.name(node), value);
        }
        lowered.ops().forEach(op -> op.forward(compilation));
        Map<String, Value> outputs = new LinkedHashMap<>();
        for (Output output : model.outputs()) {
            outputs.put(output.name(), compilation.read(lowered.edges().get(output.node()), Element.F32));
        }
        parameters.settle();
        List<Value> kept = new ArrayList<>(inputs.values());
        kept.addAll(outputs.values());
        return new Compiled(new Program(handles, compilation.steps(), kept, threads), inputs, outputs);
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
        return options.batch();
    }

    @Override
    public long workspaceBytes() {
        return programs.main().program().workspaceBytes();
    }

    /** Of the main program, for tuning. */
    Program program() {
        return programs.main().program();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        int count = PlanInputs.count(model, inputs);
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (Output output : model.outputs()) {
            outputs.put(output.name(), Tensor.zeros(output.node().shape().batched(count)));
        }
        for (int first = 0; first < count; first += options.batch()) {
            int start = first;
            int some = Math.min(options.batch(), count - first);
            programs.with(some, compiled -> run(compiled, inputs, outputs, start, some));
        }
        return outputs;
    }

    private static boolean run(
            Compiled compiled, Map<String, Tensor> inputs, Map<String, Tensor> outputs, int first, int count) {
        compiled.program()
                .run(
                        Step.Call.NONE,
                        memory -> compiled.inputs()
                                .forEach((name, value) ->
                                        copy(inputs.get(name).rows(first, count).data(), memory.of(value))),
                        memory -> compiled.outputs()
                                .forEach((name, value) -> copy(
                                        memory.of(value),
                                        outputs.get(name).rows(first, count).data())));
        return true;
    }

    private static void copy(MemorySegment from, MemorySegment to) {
        MemorySegment.copy(from, 0, to, 0, to.byteSize());
    }

    @Override
    public void close() {
        programs.close();
        parameters.close();
    }
}
