package org.inception4j.engine.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MULTIPLE_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.engine.onednn.Step.Argument;

/** A program in the making, for one batch size: the steps so far, and where each edge's value and gradient are. */
final class Compilation {
    /** Output channels that the library computes together; what is no multiple of it costs as much as the next one. */
    private static final int CHANNELS_TOGETHER = 16;

    private final Kernels kernels;
    private final Parameters parameters;
    private final Element element;
    private final long batch;
    private final boolean training;
    private final int lanes;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Edge, List<Value>> values = new IdentityHashMap<>();
    private final Map<Edge, List<Value>> sliced = new IdentityHashMap<>();
    private final Map<Edge, Halves> halves = new IdentityHashMap<>();
    private final Map<Edge, List<Gradient>> gradients = new IdentityHashMap<>();
    private final Set<Edge> rectified = new HashSet<>();
    private final WeightGradients weightGradients;

    /** A part of an edge's gradient; an exclusive one may be overwritten by who takes it. */
    private record Gradient(Value value, boolean exclusive) {}

    /** Of a program for training, which has one lane. */
    static Compilation training(Kernels kernels, Parameters parameters, Element element, long batch) {
        return new Compilation(kernels, parameters, element, batch, true, 1);
    }

    /** Of a program for answers; {@code lanes} share out the rows of a single picture. */
    static Compilation inference(Kernels kernels, Parameters parameters, Element element, long batch, int lanes) {
        return new Compilation(kernels, parameters, element, batch, false, lanes);
    }

    private Compilation(
            Kernels kernels, Parameters parameters, Element element, long batch, boolean training, int lanes) {
        this.lanes = lanes;
        this.kernels = kernels;
        this.parameters = parameters;
        this.element = element;
        this.batch = batch;
        this.training = training;
        this.weightGradients = new WeightGradients(this, parameters);
    }

    Kernels kernels() {
        return kernels;
    }

    Parameters parameters() {
        return parameters;
    }

    WeightGradients weightGradients() {
        return weightGradients;
    }

    /** What activations are kept in. */
    Element element() {
        return element;
    }

    /** What an edge's value is to be kept in by who has the choice. */
    Element element(Edge edge) {
        return edge.quantum() == null ? element : edge.quantum().element();
    }

    long batch() {
        return batch;
    }

    boolean training() {
        return training;
    }

    List<Step> steps() {
        return steps;
    }

    void emit(Step step) {
        steps.add(step);
    }

    void emit(String label, Primitive primitive, Argument... arguments) {
        steps.add(Step.of(label, primitive, arguments));
    }

    void emit(Band rows, String label, Primitive primitive, Argument... arguments) {
        emit(Part.of(rows), label, primitive, arguments);
    }

    void emit(Part part, String label, Primitive primitive, Argument... arguments) {
        steps.add(Step.of(part.lane(), part.label(label), primitive, arguments));
    }

    /** How the lanes share out the computation of an edge's value. */
    List<Band> bands(Edge edge) {
        return lanes > 1 && batch == 1 && edge.isPicture()
                ? Band.split(edge.rows(), lanes, 1)
                : List.of(Band.whole(edge.rows()));
    }

    /** As {@link #bands(Edge)}, where it is computed by windows over {@code input}. */
    List<Band> bands(Edge edge, Geometry geometry, Edge input) {
        List<Band> bands = bands(edge);
        return geometry.reaches(bands, input.rows()) ? bands : List.of(Band.whole(edge.rows()));
    }

    /**
     * How the lanes share out a convolution: by rows, each lane with all of the kernel; or by channels, each with its part of the
     * kernel, where that is larger than the pictures and a concatenation puts the parts together anyway.
     *
     * @param kernel how many numbers it has; 0 where it cannot be shared out
     */
    List<Part> parts(Edge edge, Geometry geometry, Edge input, long kernel) {
        long pictures =
                edge.rows() * edge.columns() * edge.channels() + input.rows() * input.columns() * input.channels();
        List<Band> channels = List.of();
        if (lanes > 1 && batch == 1 && edge.isJoined() && kernel > pictures) {
            channels = Band.split(edge.channels(), lanes, CHANNELS_TOGETHER);
        }
        return channels.size() > 1
                ? channels.stream()
                        .map(band -> new Part(Band.whole(edge.rows()), band))
                        .toList()
                : bands(edge, geometry, input).stream()
                        .map(band -> new Part(band, Band.whole(edge.channels())))
                        .toList();
    }

    /** How the lanes share out a vector that needs a kernel of its size: each lane reads its part of that. */
    List<Band> channelBands(Edge edge) {
        return lanes > 1 && batch == 1 && !edge.isPicture()
                ? Band.split(edge.channels(), lanes, CHANNELS_TOGETHER)
                : List.of(Band.whole(edge.channels()));
    }

    /** Some of the numbers of a vector, whose layout may have the one example in front. */
    Value channels(Value vector, Band channels) {
        if (channels.isWhole()) {
            return vector;
        }
        long[] sizes = vector.layout().sizes();
        sizes[sizes.length - 1] = channels.count();
        Element of = vector.layout().element();
        return vector.view(Layout.dense(kernels.handles(), of, sizes), channels.first() * of.bytes);
    }

    /** New values for the parts of an edge's value, one each, which together define it. */
    List<Value> define(Edge edge, Element of, List<Part> parts) {
        if (parts.getFirst().channels().isWhole()) {
            return define(edge, create(edge, of), parts);
        }
        List<Value> slices = parts.stream()
                .map(part -> Value.of(part.label(edge.name()), layout(edge, of, part)))
                .toList();
        sliced.put(edge, slices);
        return slices;
    }

    /** Says where an edge's value is, and gives its parts, which are bands of rows. */
    List<Value> define(Edge edge, Value whole, List<Part> parts) {
        define(edge, whole);
        return parts.stream().map(part -> part(whole, part.rows())).toList();
    }

    /** The layout of a part of an edge's value. */
    Layout layout(Edge edge, Element of, Part part) {
        long channels = part.channels().count();
        return edge.isPicture()
                ? Layout.image(
                        kernels.handles(), of, batch, channels, part.rows().count(), edge.columns())
                : Layout.dense(kernels.handles(), of, batch, channels);
    }

    /** The values that lie side by side along an edge's channels: one, unless lanes have computed some channels each. */
    List<Value> slices(Edge edge, Element wanted) {
        List<Value> slices = sliced.get(edge);
        return slices != null && slices.getFirst().layout().element() == wanted ? slices : List.of(read(edge, wanted));
    }

    /** A band of rows of a value. */
    Value part(Value value, Band band) {
        if (band.isWhole()) {
            return value;
        }
        Element of = value.layout().element();
        long[] sizes = value.layout().sizes();
        long row = sizes[1] * sizes[3];
        Layout layout = Layout.image(kernels.handles(), of, batch, sizes[1], band.count(), sizes[3]);
        return value.view(layout, band.first() * row * of.bytes);
    }

    /** The dense layout of an edge's value for the whole batch. */
    Layout layout(Edge edge, Element of) {
        Handles handles = kernels.handles();
        return edge.isPicture()
                ? Layout.image(handles, of, batch, edge.channels(), edge.rows(), edge.columns())
                : Layout.dense(handles, of, batch, edge.channels());
    }

    /** A new value for an edge, not yet written. */
    Value create(Edge edge, Element of) {
        return Value.of(edge.name(), layout(edge, of));
    }

    /** Says where an edge's value is. */
    void define(Edge edge, Value value) {
        values.computeIfAbsent(edge, any -> new ArrayList<>()).add(value);
    }

    /** An edge's value in the numbers asked for, converted when it is kept in others. */
    Value read(Edge edge, Element wanted) {
        List<Value> known = known(edge);
        for (Value value : known) {
            if (value.layout().element() == wanted) {
                return value;
            }
        }
        Value converted = create(edge, wanted);
        Conversion.emit(this, edge, known.getFirst(), converted);
        known.add(converted);
        return converted;
    }

    /** An edge's float32 value as sums of two bfloat16. */
    Halves halves(Edge edge) {
        Halves known = halves.get(edge);
        if (known == null) {
            known = Conversion.split(this, edge, read(edge, Element.F32));
            halves.put(edge, known);
        }
        return known;
    }

    /** As {@link #read(Edge, Element)}, but a value of the program's, where a caller gave it a copy. */
    Value own(Edge edge, Element wanted) {
        Value value = read(edge, wanted);
        if (!value.isGiven()) {
            return value;
        }
        Value copy = create(edge, wanted);
        Conversion.emit(this, edge, value, copy);
        return copy;
    }

    /** An edge's value in the floating point that it is kept in already; for operations that take either. */
    Value readAsIs(Edge edge) {
        Value kept = readAsKept(edge);
        return kept.layout().element().isByte() ? read(edge) : kept;
    }

    /** An edge's value in what it is kept in already, 8 bits too; for operations that only move numbers. */
    Value readAsKept(Edge edge) {
        return known(edge).getFirst();
    }

    /** What is sliced is put together for who wants it whole. */
    private List<Value> known(Edge edge) {
        List<Value> slices = sliced.get(edge);
        if (slices != null && !values.containsKey(edge)) {
            Value whole = create(edge, slices.getFirst().layout().element());
            List<Layout> layouts = slices.stream().map(Value::layout).toList();
            Primitive primitive = Pointwise.concatenation(kernels, edge.name(), 1, layouts, whole.layout());
            emit(edge.name(), primitive, join(slices, whole));
            define(edge, whole);
        }
        return values.get(edge);
    }

    /** One number as an argument. */
    Value constant(float number) {
        Layout layout = Layout.dense(kernels.handles(), Element.F32, 1);
        return parameters.derive(
                "constant " + number, layout, (memory, call) -> memory[0].setAtIndex(JAVA_FLOAT, 0, number));
    }

    Value read(Edge edge) {
        return read(edge, element);
    }

    boolean hasGradient(Edge edge) {
        return gradients.containsKey(edge);
    }

    /** Adds a part to an edge's gradient; {@code exclusive}: nobody else reads the value any more. */
    void contribute(Edge edge, Value gradient, boolean exclusive) {
        gradients.computeIfAbsent(edge, any -> new ArrayList<>()).add(new Gradient(gradient, exclusive));
    }

    /** A dense part of an edge's gradient that more may be added to in place; null where there is none. */
    Value overwritableGradient(Edge edge, Element wanted) {
        Layout dense = layout(edge, wanted);
        return gradients.getOrDefault(edge, List.of()).stream()
                .filter(part -> part.exclusive() && part.value().layout().same(dense))
                .map(Gradient::value)
                .findFirst()
                .orElse(null);
    }

    /** As {@link #gradient}, but not dense where the one part of it is not. */
    Value gradientAsIs(Edge edge, Element wanted) {
        List<Gradient> parts = gradients.get(edge);
        boolean whole = parts.size() == 1 && !edge.rectifies();
        Value first = parts.getFirst().value();
        return whole && first.layout().element() == wanted ? first : gradient(edge, wanted);
    }

    /** The dense sum of all parts of an edge's gradient; to be read only. */
    Value gradient(Edge edge, Element wanted) {
        Gradient total = total(edge, wanted);
        gradients.put(edge, new ArrayList<>(List.of(total)));
        return total.value();
    }

    /** As {@link #gradient}, but a value that the caller may overwrite. */
    Value ownGradient(Edge edge, Element wanted) {
        Gradient total = total(edge, wanted);
        if (!total.exclusive()) {
            Value copy = Value.of(edge.name() + "/gradient", layout(edge, wanted));
            copy(edge.name() + "/gradient", total.value(), copy);
            total = new Gradient(copy, true);
        }
        gradients.put(edge, new ArrayList<>(List.of(total)));
        return total.value();
    }

    private Gradient total(Edge edge, Element wanted) {
        Gradient total = sum(edge, wanted);
        if (!edge.rectifies() || !rectified.add(edge)) {
            return total;
        }
        Value result = read(edge, wanted);
        Value counted = total.exclusive() ? total.value() : Value.of(edge.name() + "/gradient", result.layout());
        Functions.RELU.backward(this, edge.name(), result, total.value(), counted);
        return new Gradient(counted, true);
    }

    private Gradient sum(Edge edge, Element wanted) {
        List<Gradient> parts = gradients.get(edge);
        Layout dense = layout(edge, wanted);
        if (parts.size() == 1) {
            Gradient only = parts.getFirst();
            if (only.value().layout().same(dense)) {
                return only;
            }
            Value copy = Value.of(edge.name() + "/gradient", dense);
            copy(edge.name() + "/gradient", only.value(), copy);
            return new Gradient(copy, true);
        }
        Value sum = Value.of(edge.name() + "/gradient", dense);
        sum(edge.name() + "/gradient", parts.stream().map(Gradient::value).toList(), sum);
        return new Gradient(sum, true);
    }

    /** Emits a copy that changes order or type. */
    void copy(String label, Value from, Value to) {
        Primitive primitive = Pointwise.reorder(kernels, label, from.layout(), to.layout(), List.of());
        emit(label, primitive, new Argument(DNNL_ARG_FROM, from), new Argument(DNNL_ARG_TO, to));
    }

    /** Emits the sum of values of one shape. */
    void sum(String label, List<Value> parts, Value to) {
        sum(Band.whole(1), label, parts, to);
    }

    void sum(Band band, String label, List<Value> parts, Value to) {
        List<Layout> layouts = parts.stream().map(Value::layout).toList();
        Primitive primitive = Pointwise.sum(kernels, label, layouts, to.layout());
        emit(band, label, primitive, join(parts, to));
    }

    /** The arguments of a primitive that makes one value of several. */
    static Argument[] join(List<Value> parts, Value to) {
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            arguments.add(new Argument(DNNL_ARG_MULTIPLE_SRC + i, parts.get(i)));
        }
        arguments.add(new Argument(DNNL_ARG_TO, to));
        return arguments.toArray(Argument[]::new);
    }
}
