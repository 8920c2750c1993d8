package org.inception4j.engine.onednn;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.PlanInputs;
import org.inception4j.engine.PlanSummary;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.QuantizationGroups;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/**
 * An inference plan: packed weights, shared by programs for pieces of a batch. Each thread of the plan's crew answers pieces of
 * its own; a picture that is left over is shared out by rows.
 */
final class OneDnnInferencePlan implements InferencePlan {
    /** With more pictures at once their values leave the cache nearest to a core, with fewer the weights are read more often. */
    private static final int LARGEST_PIECE = 8;

    /** Of what a layer reads and writes for a piece: with more, pieces of fewer pictures were faster. */
    private static final long LARGEST_LAYER_BYTES = 64L << 20;

    private final Model model;
    private final InferenceOptions options;
    private final Precision precision;
    private final Precision unquantized;
    private final Map<Node, Quantization.Range> ranges;
    private final int threads;
    private final int largestPiece;
    private final Crew crew;
    private final Parameters parameters;
    private final Programs<Piece, Compiled> programs;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** So many pictures that one thread answers, or one that {@code lanes} threads share. */
    private record Piece(int count, int lanes) {
        /** As {@link org.inception4j.model.Shape#equals}, for cold starts. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Piece(int otherCount, int otherLanes) && count == otherCount && lanes == otherLanes;
        }

        @Override
        public int hashCode() {
            return 31 * count + lanes;
        }
    }

    /** A program and its doors. */
    private record Compiled(Program program, Map<String, Value> inputs, Map<String, Value> outputs)
            implements AutoCloseable {
        @Override
        public void close() {
            program.close();
        }
    }

    /** The tensors of one call. */
    private record Call(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {}

    OneDnnInferencePlan(Model given, Weights weights, InferenceOptions options, Precision precision, int threads) {
        this.model = given.flattened();
        this.options = options;
        this.precision = precision;
        this.threads = threads;
        this.unquantized = precision == Precision.INT8 ? OneDnnEngine.floating() : precision;
        this.ranges = precision == Precision.INT8 ? QuantizationGroups.ranges(model, options.ranges()) : Map.of();
        this.largestPiece = largestPiece(model, element());
        this.crew = new Crew(threads);
        this.parameters = Parameters.shared(given, weights);
        this.programs = Programs.open(piece(options.batch()), this::compile, parameters);
    }

    /** The pieces that so many pictures begin with. */
    private Piece piece(int count) {
        return count < threads ? new Piece(1, threads) : new Piece(Math.min(count / threads, largestPiece), 1);
    }

    /** Halved as long as the values around some layer are too large. */
    private static int largestPiece(Model model, Element element) {
        long numbers = model.nodes().stream()
                .mapToLong(node -> Stream.concat(Stream.of(node.shape()), node.inputShapes().stream())
                        .mapToLong(Shape::elements)
                        .sum())
                .max()
                .orElseThrow();
        int piece = LARGEST_PIECE;
        while (piece > 1 && piece * numbers * element.bytes > LARGEST_LAYER_BYTES) {
            piece /= 2;
        }
        return piece;
    }

    private Element element() {
        return unquantized == Precision.BF16 ? Element.BF16 : Element.F32;
    }

    private Compiled compile(Piece piece, Handles handles) {
        OpenMp.useThreads(1);
        Lowering.Lowered lowered = lowered();
        Kernels kernels = new Kernels(handles);
        Compilation compilation = Compilation.inference(kernels, parameters, element(), piece.count(), piece.lanes());
        Map<String, Value> inputs = new LinkedHashMap<>();
        for (Node node : model.inputs()) {
            Edge edge = lowered.edges().get(node);
            Value value = Value.given(edge.name(), compilation.layout(edge, Element.F32));
            compilation.define(edge, value);
            inputs.put(model.name(node), value);
        }
        lowered.ops().forEach(op -> op.forward(compilation));
        Map<String, Value> outputs = new LinkedHashMap<>();
        for (Output output : model.outputs()) {
            outputs.put(output.name(), compilation.own(lowered.edges().get(output.node()), Element.F32));
        }
        makeCode(kernels.primitives());
        giveBack();
        parameters.settle(crew);
        giveBack();
        Schedule schedule = Schedule.of(compilation.steps(), piece.lanes());
        return new Compiled(new Program(handles, schedule, outputs.values(), 1), inputs, outputs);
    }

    /** What was needed only to make what there is now. */
    private static void giveBack() {
        Library.forgetPrimitives();
        NativeHeap.trim();
        LibraryPages.giveBack();
    }

    /** All threads together: after their descriptions, which are made one after the other, it is half of the compilation. */
    private void makeCode(List<Primitive> primitives) {
        crew.share(primitives.size(), one -> {
            OpenMp.useThreads(1);
            primitives.get(one).handle();
        });
    }

    private Lowering.Lowered lowered() {
        Lowering.Lowered plain = Lowering.of(model, Lowering.Mode.INFERENCE);
        return switch (precision) {
            case INT8 -> Quantizing.of(plain, model, ranges);
            case BF16X3 -> Splitting.of(Projections.first(plain));
            default -> Projections.first(plain);
        };
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
        Program main = programs.main().program();
        return main.workspaceBytes() * (main.lanes() == 1 ? threads : 1);
    }

    @Override
    public PlanSummary summary() {
        Program main = programs.main().program();
        MemoryPlanner.Plan memory = main.memory();
        return new PlanSummary(
                precision,
                piece(options.batch()).count(),
                main.lanes() == 1 ? threads : 1,
                memory.bytes(),
                memory.least(),
                memory.separate(),
                parameters.derivedBytes(),
                main.meetings(),
                main.steps().stream()
                        .map(step -> new PlanSummary.Step(step.label(), step.lane(), step.implementation()))
                        .toList());
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
        Call call = new Call(inputs, outputs);
        int first = 0;
        while (first < count) {
            first += run(call, first, count - first);
        }
        return outputs;
    }

    /** Answers as many of the pictures as make equal pieces, and says how many those are. */
    private int run(Call call, int first, int count) {
        Piece piece = piece(count);
        int pieces = count / piece.count() / threads * threads;
        programs.with(piece, compiled -> {
            if (piece.lanes() > 1) {
                run(compiled, call, first, 1, crew);
            } else {
                crew.share(pieces, each -> run(compiled, call, first + each * piece.count(), piece.count(), null));
            }
            return null;
        });
        return piece.lanes() > 1 ? 1 : pieces * piece.count();
    }

    private static void run(Compiled compiled, Call call, int first, int count, Crew crew) {
        compiled.program()
                .run(
                        Step.Call.NONE,
                        memory -> compiled.inputs()
                                .forEach((name, value) -> memory.give(
                                        value,
                                        call.inputs()
                                                .get(name)
                                                .rows(first, count)
                                                .data())),
                        memory -> compiled.outputs()
                                .forEach((name, value) -> copy(
                                        memory.memory(value),
                                        call.outputs()
                                                .get(name)
                                                .rows(first, count)
                                                .data())),
                        crew);
    }

    private static void copy(MemorySegment from, MemorySegment to) {
        MemorySegment.copy(from, 0, to, 0, to.byteSize());
    }

    /** A second call does nothing: kernels belong to other plans too, each of which leaves them once. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        crew.close();
        programs.close();
        parameters.close();
    }
}
