package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;

/**
 * A convolution of float32 values by three products of bfloat16, as units for matrices do these eight times as fast: input and
 * kernel are sums of two {@link Halves}, and the product of the two low ones would change no digit that is kept.
 */
final class SplitOp implements Op {
    /** Things that the last product does before what the convolution ends in. */
    private static final int SUM_OF_PRODUCTS = 1;

    private final ConvolutionOp plain;
    private final Edge input;
    private final Edge output;

    /** In the order in which they are summed: small ones first, and those one after another that read the same half of the kernel. */
    private enum Product {
        HIGH_BY_LOW(true, false),
        LOW_BY_HIGH(false, true),
        HIGH_BY_HIGH(true, true);

        private final boolean highInput;
        private final boolean highKernel;

        Product(boolean highInput, boolean highKernel) {
            this.highInput = highInput;
            this.highKernel = highKernel;
        }

        boolean isFirst() {
            return ordinal() == 0;
        }

        boolean isLast() {
            return this == HIGH_BY_HIGH;
        }
    }

    /** One lane's part of one product, compiled; {@code number} counts the lanes' parts. */
    private record Compiled(Product product, int number, Part part, Convolutions.Shapes shapes, Primitive primitive) {}

    SplitOp(ConvolutionOp plain) {
        this.plain = plain;
        this.input = plain.inputs().getFirst();
        this.output = plain.output();
    }

    @Override
    public List<Edge> inputs() {
        return plain.inputs();
    }

    @Override
    public Edge output() {
        return output;
    }

    @Override
    public void forward(Compilation c) {
        List<Part> parts = plain.parts(c);
        List<Compiled> products = new ArrayList<>();
        for (Product product : Product.values()) {
            for (int i = 0; i < parts.size(); i++) {
                Convolutions.Shapes shapes = shapes(c, product, parts.get(i));
                Primitive primitive = plain.compileIfFast(c, parts.get(i), shapes, postOps(c, product, parts.get(i)));
                if (primitive == null) {
                    plain.forward(c);
                    return;
                }
                products.add(new Compiled(product, i, parts.get(i), shapes, primitive));
            }
        }
        Halves source = c.halves(input);
        List<Value> results = c.define(output, Element.F32, parts);
        products.forEach(product -> emit(c, product, source, results.get(product.number())));
    }

    private void emit(Compilation c, Compiled compiled, Halves source, Value result) {
        Part part = compiled.part();
        Product product = compiled.product();
        Layout wanted = compiled.primitive().weights(compiled.shapes().weights());
        List<Argument> arguments = new ArrayList<>();
        arguments.add(new Argument(DNNL_ARG_SRC, plain.under(c, part, source.half(product.highInput))));
        arguments.add(new Argument(
                DNNL_ARG_WEIGHTS,
                product.highKernel ? plain.packed(c, part.channels(), wanted) : packedLow(c, part.channels(), wanted)));
        if (compiled.shapes().bias() != null) {
            arguments.add(new Argument(DNNL_ARG_BIAS, c.channels(plain.bias(c), part.channels())));
        }
        if (product.isLast()) {
            arguments.addAll(plain.ending().arguments(plain.added(c, part), null, SUM_OF_PRODUCTS));
        }
        arguments.add(new Argument(DNNL_ARG_DST, result));
        c.emit(part, plain.name(), compiled.primitive(), arguments.toArray(Argument[]::new));
    }

    @Override
    public void backward(Compilation c) {
        throw new IllegalStateException(plain.name() + ": three products are for answering only");
    }

    private Convolutions.Shapes shapes(Compilation c, Product product, Part part) {
        Handles handles = c.kernels().handles();
        Band channels = part.channels();
        Value source = Value.of(input.name(), c.layout(input, Element.BF16));
        boolean biased = product.isLast() && plain.bias(c) != null;
        return new Convolutions.Shapes(
                plain.under(c, part, source).layout(),
                Layout.any(
                        handles,
                        Element.BF16,
                        plain.kernelLayout(c, Element.BF16, channels).sizes()),
                biased ? Layout.dense(handles, Element.F32, channels.count()) : null,
                c.layout(output, Element.F32, part));
    }

    /** The result is where the products are summed, so that it cannot take the place of anything else that is added. */
    private List<PostOp> postOps(Compilation c, Product product, Part part) {
        List<PostOp> postOps = new ArrayList<>();
        if (!product.isFirst()) {
            postOps.add(new PostOp.Accumulate());
        }
        if (product.isLast()) {
            postOps.addAll(plain.ending().postOps(plain.added(c, part), null));
        }
        return postOps;
    }

    private Value packedLow(Compilation c, Band channels, Layout wanted) {
        String name = plain.kernelName() + "/low";
        return plain.packed(c, name, channels, wanted, () -> {
            Layout whole = plain.kernelLayout(c, Element.BF16, Band.whole(output.channels()));
            return c.parameters().passLow(name, whole, plain.kernel(c));
        });
    }
}
