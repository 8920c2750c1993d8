package org.inception4j.engine;

import java.util.List;
import java.util.Map;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;

/**
 * A model compiled for answering. It owns native memory: close it. May be used from many threads at once, each call borrows
 * a workspace; to close it while calls run is an error of the caller.
 */
public interface InferencePlan extends AutoCloseable {
    Model model();

    /** What it computes in, never AUTO. */
    Precision precision();

    int batch();

    /** Bytes of activations that one workspace takes. */
    long workspaceBytes();

    /** What it has become, for people who tune; an engine that plans nothing tells its memory only. */
    default PlanSummary summary() {
        long bytes = workspaceBytes();
        return new PlanSummary(precision(), batch(), 1, bytes, bytes, bytes, 0, 0, List.of());
    }

    /**
     * Answers any number of examples (at least 1).
     *
     * @param inputs by the inputs' layer names, each (count, sizes of the input…) float32
     * @return by output name, each (count, sizes of the output…)
     */
    Map<String, Tensor> run(Map<String, Tensor> inputs);

    /** For a model of one input: its first output. */
    default Tensor run(Tensor input) {
        Model model = model();
        return run(Map.of(model.name(model.input()), input)).get(model.output().name());
    }

    @Override
    void close();
}
