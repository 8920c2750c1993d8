package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.engine.onednn.ConvolutionOp.Kernel;
import org.inception4j.engine.onednn.Step.Argument;

/**
 * Convolutions that look at single pixels of one input. On the way back they are one: their gradients are laid side by side when the
 * last of them is known; one primitive leads to the kernels, one to the input, where it adds to what other readers gave.
 */
final class Siblings {
    private static final Geometry PIXEL = Geometry.pixel();

    /** Kernels' gradients come in blocks of so many outputs. */
    private static final int BLOCK = 16;

    private final List<ConvolutionOp> members;
    private final String name;
    private final Edge input;
    private final long channels;
    private final Map<ConvolutionOp, Value> gradients = new IdentityHashMap<>();

    /** Those last that do not fill their blocks. */
    private Siblings(List<ConvolutionOp> found) {
        this.members = new ArrayList<>(found);
        members.sort((one, other) -> Boolean.compare(fillsBlocks(other), fillsBlocks(one)));
        this.name = members.getFirst().name() + "/siblings";
        this.input = members.getFirst().inputs().getFirst();
        this.channels =
                members.stream().mapToLong(member -> member.output().channels()).sum();
    }

    /** By operation, where there are two or more that belong together. */
    static Map<Op, Siblings> of(List<Op> ops) {
        Map<Edge, List<ConvolutionOp>> byInput = new IdentityHashMap<>();
        for (Op op : ops) {
            if (op instanceof ConvolutionOp convolution && convolution.seesSinglePixels()) {
                byInput.computeIfAbsent(op.inputs().getFirst(), any -> new ArrayList<>())
                        .add(convolution);
            }
        }
        Map<Op, Siblings> byMember = new IdentityHashMap<>();
        for (List<ConvolutionOp> found : byInput.values()) {
            if (found.size() > 1 && areAlike(found)) {
                Siblings siblings = new Siblings(found);
                found.forEach(member -> byMember.put(member, siblings));
            }
        }
        return byMember;
    }

    private static boolean areAlike(Collection<ConvolutionOp> found) {
        return found.stream().map(member -> member.weights().size()).distinct().count() == 1
                && found.stream().allMatch(member -> member.output().needsGradient())
                && found.stream().filter(member -> !fillsBlocks(member)).count() <= 1;
    }

    private static boolean fillsBlocks(ConvolutionOp member) {
        return member.output().channels() % BLOCK == 0;
    }

    /** Takes the gradient of one member's result; with the last one's, emits the way back of all. */
    void backward(Compilation c, ConvolutionOp member) {
        gradients.put(member, member.gradientOfProduct(c));
        if (gradients.size() < members.size()) {
            return;
        }
        Value joined = join(c, members.stream().map(gradients::get).toList());
        if (members.stream().flatMap(each -> each.weights().stream()).anyMatch(c.weightGradients()::needed)) {
            backwardWeights(c, joined);
        }
        if (input.needsGradient()) {
            backwardData(c, joined);
        }
    }

    private Value join(Compilation c, List<Value> parts) {
        Value joined = Value.of(name + "/gradient", layout(c));
        List<Layout> layouts = parts.stream().map(Value::layout).toList();
        Primitive primitive = Pointwise.concatenation(c.kernels(), name, 1, layouts, joined.layout());
        c.emit(name + "/gradient", primitive, Compilation.join(parts, joined));
        return joined;
    }

    private void backwardWeights(Compilation c, Value gradient) {
        Handles handles = c.kernels().handles();
        Layout any = Layout.any(handles, c.element(), channels, input.channels(), 1, 1);
        Layout anyGradient = Layout.any(handles, Element.F32, channels, input.channels(), 1, 1);
        boolean hasBias = members.getFirst().kernel().hasBias();
        Layout bias = hasBias ? Layout.dense(handles, Element.F32, channels) : null;
        Convolutions.Shapes shapes = new Convolutions.Shapes(c.layout(input, c.element()), any, bias, layout(c));
        Primitive forward = Convolutions.forward(c.kernels(), name, true, shapes, PIXEL, List.of());
        Primitive backward =
                Convolutions.backwardWeights(c.kernels(), name, shapes.withWeights(anyGradient), PIXEL, forward);
        Value weights = Value.of(name + "/kernel_gradient", backward.weightsGradient(anyGradient));
        Value biases = hasBias ? Value.of(name + "/bias_gradient", bias) : null;
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, c.read(input)));
        arguments.add(new Argument(DNNL_ARG_DIFF_DST, gradient));
        arguments.add(new Argument(DNNL_ARG_DIFF_WEIGHTS, weights));
        if (hasBias) {
            arguments.add(new Argument(DNNL_ARG_DIFF_BIAS, biases));
        }
        c.emit(name + "/backward_weights", backward, arguments.toArray(Argument[]::new));
        finish(c, weights, biases);
    }

    private void finish(Compilation c, Value weights, Value biases) {
        Handles handles = c.kernels().handles();
        long first = 0;
        for (ConvolutionOp member : members) {
            Kernel kernel = member.kernel();
            long count = member.output().channels();
            Layout part = weights.layout().part(handles, new long[] {count, input.channels(), 1, 1}, first);
            Layout home = Layout.strided(
                    handles, Element.F32, part.sizes(), new long[] {1, count, count * input.channels(), count});
            c.weightGradients().finish(kernel.weight(), home, weights.view(part));
            if (biases != null) {
                Layout row = Layout.dense(handles, Element.F32, count);
                c.weightGradients().finish(kernel.bias(), row, biases.view(row, first * Float.BYTES));
            }
            first += count;
        }
    }

    /** A pixel's way back is a pixel's way forward with the kernels transposed, which can add to a sum. */
    private void backwardData(Compilation c, Value gradient) {
        Value sum = c.overwritableGradient(input, c.element());
        Layout any = Layout.any(c.kernels().handles(), c.element(), input.channels(), channels, 1, 1);
        Convolutions.Shapes shapes =
                new Convolutions.Shapes(gradient.layout(), any, null, c.layout(input, c.element()));
        List<PostOp> postOps = sum == null ? List.of() : List.of(new PostOp.Accumulate());
        Primitive product = Convolutions.forward(c.kernels(), name, false, shapes, PIXEL, postOps);
        Value result = sum == null ? Value.of(input.name() + "/gradient", shapes.destination()) : sum;
        c.emit(
                name + "/backward_data",
                product,
                new Argument(DNNL_ARG_SRC, gradient),
                new Argument(DNNL_ARG_WEIGHTS, transposed(c, product.weights(any))),
                new Argument(DNNL_ARG_DST, result));
        if (sum == null) {
            c.contribute(input, result, true);
        }
    }

    private Value transposed(Compilation c, Layout wanted) {
        Handles handles = c.kernels().handles();
        List<Value> masters = members.stream()
                .map(member -> c.parameters()
                        .master(
                                member.kernel().weight(),
                                Layout.dense(
                                        handles,
                                        Element.F32,
                                        input.channels(),
                                        member.output().channels(),
                                        1,
                                        1)))
                .toList();
        Layout matrix = Layout.dense(handles, Element.F32, input.channels(), channels, 1, 1);
        Value joined = c.parameters().join(name, masters, matrix);
        return c.parameters().derive(name + "/packed", wanted, joined);
    }

    private Layout layout(Compilation c) {
        return Layout.image(c.kernels().handles(), c.element(), c.batch(), channels, input.rows(), input.columns());
    }
}
