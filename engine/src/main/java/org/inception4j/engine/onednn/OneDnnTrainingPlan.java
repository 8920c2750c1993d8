package org.inception4j.engine.onednn;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inception4j.engine.LossGradient;
import org.inception4j.engine.Objective;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.engine.PlanInputs;
import org.inception4j.engine.PlanTargets;
import org.inception4j.engine.Precision;
import org.inception4j.engine.StepResult;
import org.inception4j.engine.Targets;
import org.inception4j.engine.TrainingOptions;
import org.inception4j.engine.TrainingPlan;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** A training plan: float32 masters and gradients, shared by programs for one batch size each. */
final class OneDnnTrainingPlan implements TrainingPlan {
    private final Model model;
    private final Model trained;
    private final TrainingOptions options;
    private final Precision precision;
    private final int threads;
    private final Parameters parameters;
    private final Room room = new Room();
    private final Programs<Integer, Compiled> programs;

    /** A program and the inputs it reads. */
    private record Compiled(Program program, Map<String, Value> inputs) implements AutoCloseable {
        @Override
        public void close() {
            program.close();
        }
    }

    OneDnnTrainingPlan(Model model, Weights weights, TrainingOptions options, Precision precision, int threads) {
        PlanTargets.check(model, options);
        this.model = model;
        this.trained = model.withOutputs(options.objectives().stream()
                .map(objective -> model.output(objective.output()))
                .toList());
        this.options = options;
        this.precision = precision;
        this.threads = threads;
        this.parameters = new Parameters(model, weights, ParameterLayout.of(model, options.trainable()));
        this.programs = Programs.open(options.batch(), this::compile, parameters);
        room.of(workspaceBytes());
    }

    private Compiled compile(int batch, Handles handles) {
        OpenMp.useThreads(threads);
        List<Node> early = options.objectives().stream()
                .filter(this::skipsActivation)
                .map(this::node)
                .toList();
        Lowering.Lowered lowered = Lowering.of(trained, new Lowering.Mode(true, options.trainable(), early));
        Rectifiers.place(lowered.ops(), outputs(lowered));
        Element element = precision == Precision.BF16 ? Element.BF16 : Element.F32;
        Kernels kernels = new Kernels(handles);
        Compilation compilation = Compilation.training(kernels, parameters, element, batch);
        Map<String, Value> inputs = new LinkedHashMap<>();
        for (Node node : trained.inputs()) {
            Edge edge = lowered.edges().get(node);
            Value value = Value.given(edge.name(), compilation.layout(edge, Element.F32));
            compilation.define(edge, value);
            inputs.put(trained.name(node), value);
        }
        lowered.ops().forEach(op -> op.forward(compilation));
        options.objectives().forEach(objective -> loss(compilation, lowered, objective, batch));
        backward(compilation, lowered.ops());
        kernels.primitives().forEach(Primitive::handle);
        parameters.settle();
        Schedule schedule = Schedule.sequential(compilation.steps());
        return new Compiled(new Program(handles, schedule, List.of(), threads, room), inputs);
    }

    private static void backward(Compilation compilation, List<Op> ops) {
        Map<Op, Siblings> siblings = Siblings.of(ops);
        for (Op op : ops.reversed()) {
            if (!op.output().needsGradient() || !compilation.hasGradient(op.output())) {
                continue;
            }
            if (siblings.containsKey(op)) {
                siblings.get(op).backward(compilation, (ConvolutionOp) op);
            } else {
                op.backward(compilation);
            }
        }
    }

    /** What a loss may start from. */
    private List<Edge> outputs(Lowering.Lowered lowered) {
        return options.objectives().stream()
                .map(this::node)
                .flatMap(node -> Stream.of(
                        lowered.edges().get(node),
                        lowered.beforeActivation()
                                .getOrDefault(node, lowered.edges().get(node))))
                .toList();
    }

    private boolean skipsActivation(Objective objective) {
        return LossGradient.skipsActivation(objective.loss(), node(objective));
    }

    private Node node(Objective objective) {
        return trained.output(objective.output()).node();
    }

    private void loss(Compilation compilation, Lowering.Lowered lowered, Objective objective, int batch) {
        Node node = node(objective);
        Edge output = lowered.edges().get(node);
        Edge from = skipsActivation(objective) ? lowered.beforeActivation().get(node) : output;
        Value given = compilation.read(output, Element.F32);
        Value gradient = Value.of(from.name() + "/loss_gradient", compilation.layout(from, Element.F32));
        compilation.emit(
                new Step.Java(objective.output() + "/loss", List.of(given, gradient), (memory, call) -> call.losses()
                        .evaluate(objective, node, batch, memory[0], memory[1])));
        compilation.contribute(from, gradient, true);
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
        return program().workspaceBytes();
    }

    @Override
    public ParameterLayout layout() {
        return parameters.layout();
    }

    @Override
    public MemorySegment parameters() {
        return parameters.learning();
    }

    @Override
    public MemorySegment gradients() {
        return parameters.gradients();
    }

    /** Of the batch size that the plan is for. */
    Program program() {
        return programs.main().program();
    }

    @Override
    public StepResult step(Map<String, Tensor> inputs, Map<String, Targets> targets, long number) {
        int count = PlanInputs.count(model, inputs);
        PlanTargets.check(model, options, targets, count);
        Losses losses = new Losses(targets);
        Step.Call call = new Step.Call(options.seed(), number, losses);
        return programs.with(count, compiled -> {
            compiled.program()
                    .run(
                            call,
                            memory -> compiled.inputs()
                                    .forEach((name, value) ->
                                            memory.give(value, inputs.get(name).data())),
                            _ -> {});
            return losses.result();
        });
    }

    @Override
    public void parametersChanged() {
        OpenMp.useThreads(threads);
        parameters.refresh();
    }

    @Override
    public void rest() {
        room.clear();
    }

    @Override
    public Weights weights() {
        return parameters.copy();
    }

    @Override
    public void load(Weights weights) {
        parameters.load(weights);
        OpenMp.useThreads(threads);
        parameters.refreshAll();
    }

    @Override
    public void close() {
        programs.close();
        room.close();
        parameters.close();
    }
}
