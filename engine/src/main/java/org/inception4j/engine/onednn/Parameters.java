package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.engine.onednn.Step.Argument;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * The weights of a plan: a float32 master of each, what is derived from masters in the order and numbers that primitives want,
 * and for those that learn a place for the gradient. Programs for several batch sizes share them, and so do all plans for
 * answers of one model and its weights.
 */
final class Parameters implements AutoCloseable {
    /** Of answering plans: masters up to this size are copied, since primitives read biases where they are. */
    private static final long COPIED_BYTES = 64 << 10;

    private static final Map<Key, Parameters> SHARED = new HashMap<>();

    private final Arena arena = Arena.ofShared();
    private final LargePages.Pieces pieces = new LargePages.Pieces(arena);
    private final Handles handles = new Handles();
    private final Kernels reorders = new Kernels(handles);
    private final Model model;
    private final ParameterLayout layout;
    private final MemorySegment learning;
    private final MemorySegment gradients;
    private final Map<String, MemorySegment> masters = new LinkedHashMap<>();
    private final Map<String, MemorySegment> slices = new HashMap<>();
    private final Map<String, List<Value>> derived = new HashMap<>();
    private final Map<String, Value> passing = new HashMap<>();
    private final Set<String> joined = new HashSet<>();
    private final Derivations changing = new Derivations();
    private final Derivations packing = new Derivations();
    private final Derivations still = new Derivations();
    private final Key key;
    private long derivedBytes;
    private int users = 1;

    /** The very same model and weights: none of the two changes. */
    private record Key(Model model, Weights weights) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key(Model otherModel, Weights otherWeights)
                    && model == otherModel
                    && weights == otherWeights;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(model) * 31 + System.identityHashCode(weights);
        }
    }

    /** For training: with masters of its own. */
    Parameters(Model model, Weights weights, ParameterLayout layout) {
        this.key = null;
        this.model = model;
        this.layout = layout;
        this.learning = LargePages.allocate(arena, layout.size() * Float.BYTES);
        this.gradients = LargePages.allocate(arena, layout.size() * Float.BYTES);
        for (ParameterLayout.Slice slice : layout.slices()) {
            long bytes = slice.count() * Float.BYTES;
            masters.put(slice.name(), learning.asSlice(slice.offset() * Float.BYTES, bytes));
            slices.put(slice.name(), gradients.asSlice(slice.offset() * Float.BYTES, bytes));
        }
        model.weights()
                .forEach((name, spec) -> masters.computeIfAbsent(
                        name, any -> pieces.allocate(spec.shape().elements() * Float.BYTES)));
        load(weights);
    }

    /** For answers: kernels are read where they are, once for each order that primitives want. */
    private Parameters(Key key) {
        this.key = key;
        this.model = key.model().flattened();
        this.layout = ParameterLayout.of(model, any -> false);
        this.learning = MemorySegment.NULL;
        this.gradients = MemorySegment.NULL;
        key.weights().forModel(model).tensors().forEach((name, tensor) -> masters.put(name, ownOrGiven(tensor.data())));
    }

    private MemorySegment ownOrGiven(MemorySegment given) {
        return given.isNative() && given.byteSize() > COPIED_BYTES
                ? given
                : arena.allocate(given.byteSize(), 64).copyFrom(given);
    }

    /** Those of the plans that there are for this model and its weights; to be closed as often as they were asked for. */
    static synchronized Parameters shared(Model model, Weights weights) {
        Key wanted = new Key(model, weights);
        Parameters known = SHARED.get(wanted);
        if (known == null) {
            known = new Parameters(wanted);
            SHARED.put(wanted, known);
        } else {
            known.users++;
        }
        return known;
    }

    /** Whether this was the last user. */
    private static synchronized boolean leaves(Parameters parameters) {
        parameters.users--;
        if (parameters.users == 0 && parameters.key != null) {
            SHARED.remove(parameters.key);
        }
        return parameters.users == 0;
    }

    /** Copies the masters from these weights; {@link #refreshAll} makes it count. */
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
        MemorySegment master = masters.get(weight);
        if (!master.scope().isAlive()) {
            throw new IllegalStateException(
                    "%s: its memory was closed while a plan used it; close the plan first".formatted(weight));
        }
        return master;
    }

    Value master(String weight, Layout as) {
        return Value.at(weight, as, master(weight));
    }

    Value gradient(String weight, Layout as) {
        return Value.at(weight + "/gradient", as, slices.get(weight));
    }

    /** A master, or what was derived from one, in another layout; follows the master when that changes. */
    Value derive(String name, Layout as, Value from) {
        return derive(name, as, () -> from);
    }

    /** The same of what is asked for only where this is not known yet. */
    synchronized Value derive(String name, Layout as, Supplier<Value> source) {
        return known(name, as, () -> {
            Value from = own(source.get());
            Value to = place(name, as);
            Primitive primitive = Pointwise.reorder(reorders, name, from.layout(), as, List.of());
            following(from.name())
                    .add(Step.of(name, primitive, new Argument(DNNL_ARG_FROM, from), new Argument(DNNL_ARG_TO, to)));
            return to;
        });
    }

    /** Where the step belongs that reads this. */
    private Derivations following(String source) {
        if (learns(source) || joined.contains(source)) {
            return changing;
        }
        return masters.containsKey(source) ? packing : still;
    }

    /** Kernels that learn side by side; follows them. */
    synchronized Value join(String name, List<Value> kernels, Layout as) {
        return known(name, as, () -> {
            Value to = place(name, as);
            long offset = 0;
            for (Value kernel : kernels) {
                long[] sizes = kernel.layout().sizes();
                Layout part = Layout.strided(handles, Element.F32, sizes, new long[] {as.sizes()[1], 1, 1, 1});
                Primitive primitive = Pointwise.reorder(reorders, name, kernel.layout(), part, List.of());
                Value slice = to.view(part, offset);
                changing.add(Step.of(
                        name, primitive, new Argument(DNNL_ARG_FROM, kernel), new Argument(DNNL_ARG_TO, slice)));
                offset += sizes[1] * Float.BYTES;
            }
            joined.add(name);
            return to;
        });
    }

    /** The same, computed by Java from masters of which none learns. */
    Value derive(String name, Layout as, Step.Work work) {
        return derive(name, as, List::of, work);
    }

    /** The same, computed from these too, whose memory follows that of the result. */
    synchronized Value derive(String name, Layout as, Supplier<List<Value>> sources, Step.Work work) {
        return known(name, as, () -> {
            List<Value> from = sources.get();
            Value to = place(name, as);
            still.add(computed(to, from, work));
            return to;
        });
    }

    /** As {@link #derive}, of what is needed only to derive more from it, and has no memory of its own after {@link #settle}. */
    synchronized Value pass(String name, Layout as, List<Value> from, Step.Work work) {
        return passing.computeIfAbsent(name, any -> {
            Value to = Value.of(name, as.ownedBy(handles));
            still.add(computed(to, from, work));
            return to;
        });
    }

    /** The low half of a kernel, which passes as {@link #pass}. */
    synchronized Value passLow(String name, Layout as, Value kernel) {
        return passing.computeIfAbsent(name, any -> {
            Layout owned = as.ownedBy(handles);
            Halves halves = new Halves(Value.of(name + "/other", owned), Value.of(name, owned));
            still.add(halves.splitHigh(reorders, Part.ALL, name, own(kernel)));
            still.add(halves.splitLow(reorders, Part.ALL, name, own(kernel)));
            return halves.low();
        });
    }

    private static Step computed(Value to, List<Value> from, Step.Work work) {
        List<Value> values = new ArrayList<>(List.of(to));
        values.addAll(from);
        return new Step.Java(to.name(), values, work);
    }

    /** Its layout outlives the program that asked for it first. */
    private Value place(String name, Layout as) {
        derivedBytes += as.bytes();
        return Value.at(name, as.ownedBy(handles), pieces.allocate(as.bytes()));
    }

    /** Bytes of what was derived from the masters: kernels in the order and numbers of primitives. */
    synchronized long derivedBytes() {
        return derivedBytes;
    }

    /** The program that gave it may close before the step runs that reads it. */
    private Value own(Value value) {
        return value.view(value.layout().ownedBy(handles));
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

    /** For training: computes what was derived since the last call; must come before the program that asked for it runs. */
    synchronized void settle() {
        passing.clear();
        packing.settle();
        still.settle();
        changing.settle();
    }

    /** The same for answers, by all threads, and gives back what then is not needed. */
    synchronized void settle(Crew crew) {
        passing.clear();
        Consumer<Step> done = Parameters::letGo;
        packing.settleForGood(crew, done);
        still.settleForGood(done);
        reorders.forget();
        masters.values().forEach(Parameters::giveBack);
    }

    /** Of a step that has run for the last time. */
    private static void letGo(Step step) {
        if (step instanceof Step.Native call) {
            call.primitive().close();
        }
        step.values().forEach(Parameters::giveBack);
    }

    private static void giveBack(Value value) {
        if (!value.inWorkspace()) {
            giveBack(value.within(null));
        }
    }

    /** The pages of a file: they lie in the system's cache, and are there again when somebody reads them. */
    private static void giveBack(MemorySegment kernel) {
        if (kernel.isMapped() && kernel.isReadOnly() && kernel.scope().isAlive()) {
            kernel.unload();
        }
    }

    /** Computes again what depends on masters that learn. */
    synchronized void refresh() {
        changing.run();
    }

    /** Computes everything again. */
    synchronized void refreshAll() {
        packing.run();
        still.run();
        changing.run();
    }

    @Override
    public void close() {
        if (!leaves(this)) {
            return;
        }
        packing.close();
        still.close();
        changing.close();
        handles.close();
        arena.close();
    }
}
