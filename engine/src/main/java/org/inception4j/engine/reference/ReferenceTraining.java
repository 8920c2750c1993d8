package org.inception4j.engine.reference;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
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

/** Walks the program forward keeping every value, asks the losses for their slopes, and walks back. */
final class ReferenceTraining implements TrainingPlan {
    private final Model model;
    private final TrainingOptions options;
    private final ParameterLayout layout;
    private final WeightStore weights;
    private final Program program;
    private final FlatParameters flat;
    private final Workers workers;

    ReferenceTraining(Model model, Weights start, TrainingOptions options) {
        PlanTargets.check(model, options);
        this.model = model;
        this.options = options;
        this.layout = ParameterLayout.of(model, options.trainable());
        this.weights = new WeightStore(model, options.trainable());
        this.weights.load(start);
        this.program = Translation.of(weights);
        this.flat = new FlatParameters(layout, weights);
        this.flat.fromWeights();
        this.workers = new Workers(options.threads());
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public Precision precision() {
        return Precision.FP32;
    }

    @Override
    public int batch() {
        return options.batch();
    }

    @Override
    public long workspaceBytes() {
        return program.trainingBytes(options.batch());
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public MemorySegment parameters() {
        return flat.parameters();
    }

    @Override
    public MemorySegment gradients() {
        return flat.gradients();
    }

    @Override
    public StepResult step(Map<String, Tensor> inputs, Map<String, Targets> targets, long number) {
        int count = PlanInputs.count(model, inputs);
        PlanTargets.check(model, options, targets, count);
        Pass pass = new Pass(true, options.seed(), number, workers);
        Batch[] values = program.values();
        for (Node node : model.inputs()) {
            values[program.place(node).output()] = Batch.of(inputs.get(model.name(node)));
        }
        program.forward(values, count, pass);
        Batch[] slopes = program.values();
        StepResult result = losses(values, slopes, targets);
        weights.all().forEach(Weight::clearGradient);
        program.backward(values, slopes, pass);
        flat.publishGradients();
        return result;
    }

    /** Evaluates the objectives and puts their slopes where backward begins. */
    private StepResult losses(Batch[] values, Batch[] slopes, Map<String, Targets> targets) {
        double loss = 0;
        Map<String, Double> losses = new LinkedHashMap<>();
        Map<String, Tensor> predictions = new LinkedHashMap<>();
        for (Objective objective : options.objectives()) {
            Node node = model.output(objective.output()).node();
            Batch output = values[program.place(node).output()];
            LossGradient found = LossGradient.of(
                    objective, node, output.toFloats(), output.width(), targets.get(objective.output()));
            addSlope(slopes, node, found, output.count());
            loss += found.value() * objective.weight();
            losses.put(objective.output(), found.value());
            predictions.put(objective.output(), output.toTensor());
        }
        return new StepResult(loss, losses, predictions);
    }

    private void addSlope(Batch[] slopes, Node node, LossGradient found, int count) {
        Program.Place place = program.place(node);
        int slot = found.beforeActivation() ? place.beforeActivation() : place.output();
        double[] slope = program.slope(slopes, slot, count).values();
        for (int i = 0; i < slope.length; i++) {
            slope[i] += found.gradient()[i];
        }
    }

    @Override
    public void parametersChanged() {
        flat.toWeights();
    }

    @Override
    public Weights weights() {
        flat.toWeights();
        return weights.toWeights();
    }

    @Override
    public void load(Weights changed) {
        weights.load(changed);
        flat.fromWeights();
    }

    @Override
    public void close() {
        workers.close();
        flat.close();
    }
}
