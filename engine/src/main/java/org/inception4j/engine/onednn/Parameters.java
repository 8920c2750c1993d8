package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.engine.onednn.Step.Argument;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * A plan's weights: a float32 master of each, what is derived from masters in the order and numbers that primitives want,
 * and for those that learn a place for the gradient. Programs for several batch sizes share them.
 */
final class Parameters implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final Handles handles = new Handles();
    private final Model model;
    private final ParameterLayout layout;
    private final MemorySegment learning;
    private final MemorySegment gradients;
    private final Map<String, MemorySegment> masters = new LinkedHashMap<>();
    private final Map<String, MemorySegment> slices = new HashMap<>();
    private final Map<String, List<Value>> derived = new HashMap<>();
    private final List<Step> pending = new ArrayList<>();
    private final List<Refresh> refreshes = new ArrayList<>();

    private record Refresh(Workspace workspace, Workspace.Bound[] steps) {}

    Parameters(Model model, Weights weights, ParameterLayout layout) {
        this.model = model;
        this.layout = layout;
        this.learning = arena.allocate(Math.max(64, layout.size() * Float.BYTES), 64);
        this.gradients = arena.allocate(Math.max(64, layout.size() * Float.BYTES), 64);
        for (ParameterLayout.Slice slice : layout.slices()) {
            long bytes = slice.count() * Float.BYTES;
            masters.put(slice.name(), learning.asSlice(slice.offset() * Float.BYTES, bytes));
            slices.put(slice.name(), gradients.asSlice(slice.offset() * Float.BYTES, bytes));
        }
        model.weights()
                .forEach((name, spec) -> masters.computeIfAbsent(
                        name, any -> arena.allocate(spec.shape().elements() * Float.BYTES, 64)));
        load(weights);
    }

    /** Copies the masters from these weights; {@link #refresh} makes it count. */
    void load(Weights weights) {
        weights.forModel(model).tensors().forEach((name, tensor) -> masters.get(name)
                .copyFrom(tensor.data()));
    }

    Weights copy() {
        Arena copies = Arena.ofAuto();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        model.weights().forEach((name, spec) -> {
            Tensor tensor = Tensor.zeros(spec.shape(), copies);
            tensor.data().copyFrom(masters.get(name));
            tensors.put(name, tensor);
        });
        return Weights.of(tensors);
    }

    ParameterLayout layout() {
        return layout;
    }

    MemorySegment learning() {
        return learning.asSlice(0, layout.size() * Float.BYTES);
    }

    MemorySegment gradients() {
        return gradients.asSlice(0, layout.size() * Float.BYTES);
    }

    boolean learns(String weight) {
        return slices.containsKey(weight);
    }

    MemorySegment master(String weight) {
        return masters.get(weight);
    }

    Value master(String weight, Layout as) {
        return Value.at(weight, as, masters.get(weight));
    }

    Value gradient(String weight, Layout as) {
        return Value.at(weight + "/gradient", as, slices.get(weight));
    }

    /** Memory for something that is computed from masters each time they change. */
    synchronized Value derive(String name, Layout as, Value from) {
        return known(name, as, () -> {
            Value to = place(name, as);
            Primitive primitive = Pointwise.reorder(new Kernels(handles), name, from.layout(), as, List.of());
            pending.add(Step.of(name, primitive, new Argument(DNNL_ARG_FROM, from), new Argument(DNNL_ARG_TO, to)));
            return to;
        });
    }

    /** The same, computed by Java from memory that does not move. */
    synchronized Value derive(String name, Layout as, Step.Work work) {
        return known(name, as, () -> {
            Value to = place(name, as);
            pending.add(new Step.Java(name, List.of(to), work));
            return to;
        });
    }

    /** Its layout outlives the program that asked for it first. */
    private Value place(String name, Layout as) {
        return Value.at(name, as.ownedBy(handles), arena.allocate(as.bytes(), 64));
    }

    private Value known(String name, Layout as, Supplier<Value> make) {
        List<Value> known = derived.computeIfAbsent(name, any -> new ArrayList<>());
        return known.stream()
                .filter(value -> value.layout().same(as))
                .findFirst()
                .orElseGet(() -> {
                    Value made = make.get();
                    known.add(made);
                    return made;
                });
    }

    /** Computes what was derived since the last call; must come before the program that asked for it runs. */
    synchronized void settle() {
        if (pending.isEmpty()) {
            return;
        }
        Workspace workspace = new Workspace(MemoryPlanner.plan(pending, List.of()));
        Refresh refresh = new Refresh(workspace, workspace.bind(pending));
        pending.clear();
        refreshes.add(refresh);
        run(refresh);
    }

    /** Computes all derived values again. */
    synchronized void refresh() {
        refreshes.forEach(Parameters::run);
    }

    private static void run(Refresh refresh) {
        for (Workspace.Bound step : refresh.steps()) {
            step.run(Step.Call.NONE);
        }
    }

    @Override
    public void close() {
        refreshes.forEach(refresh -> refresh.workspace().close());
        handles.close();
        arena.close();
    }
}
