package org.inception4j.engine.onednn;

import java.util.List;
import java.util.function.Supplier;

/** An operation that multiplies its input by a kernel, adds a bias and applies functions: what 8 bits are made for. */
sealed interface Multiplication extends Op permits ConvolutionOp, ProductOp {
    String name();

    /** What follows the product and its bias. */
    Ending ending();

    /** In floating point, each lane its part. */
    @Override
    default void forward(Compilation c) {
        Value source = c.read(inputs().getFirst());
        List<Part> parts = parts(c);
        List<Value> results = define(c, output().wide() ? Element.F32 : c.element(), parts);
        for (int i = 0; i < parts.size(); i++) {
            forward(c, parts.get(i), source, results.get(i));
        }
    }

    /** Emits what computes one part of the output. */
    void forward(Compilation c, Part part, Value source, Value result);

    /** What each lane computes of the output. */
    List<Part> parts(Compilation c);

    /** New values for these parts of the output, one each, which together define it. */
    List<Value> define(Compilation c, Element of, List<Part> parts);

    /** What of the input's value a part of the output is computed from. */
    Value under(Compilation c, Part part, Value source);

    /** What is added to a part of the output. */
    default List<Value> added(Compilation c, Part part) {
        return ending().addends().stream()
                .map(edge -> c.part(c.read(edge), part.rows()))
                .toList();
    }

    /** The addend whose place the output takes, if kept in such numbers; null where all are needed any longer. */
    default Value overwritten(Compilation c, Element of) {
        return ending().addends().stream()
                .filter(edge -> edge.endsWith(this) && edge != inputs().getFirst())
                .map(c::read)
                .filter(value -> value.inWorkspace() && value.layout().element() == of)
                .findFirst()
                .orElse(null);
    }

    /** How some output channels of the kernel lie in memory as Keras stores it, output channels innermost. */
    Layout kernelLayout(Compilation c, Element element, Band channels);

    /** The full name of {@link #kernel}. */
    String kernelName();

    /** In float32, with what is folded into it; to derive from it before the program's parameters are settled. */
    Value kernel(Compilation c);

    /** In float32, with what is folded into it; null where there is none. */
    Value bias(Compilation c);

    /** Some output channels of the kernel in the order and numbers that a primitive wants. */
    default Value packed(Compilation c, Band channels, Layout wanted) {
        return packed(c, kernelName(), channels, wanted, () -> kernel(c));
    }

    /** The same of another kernel of that shape, which has that name. */
    default Value packed(Compilation c, String name, Band channels, Layout wanted, Supplier<Value> kernel) {
        String part = channels.isWhole() ? name : name + "/channels" + channels.first();
        return c.parameters().derive(part, wanted, () -> slice(c, kernel.get(), channels));
    }

    /** The primitive for other numbers than floating point; null where the library has no fast code for them. */
    Primitive compileIfFast(Compilation c, Part part, Convolutions.Shapes shapes, List<PostOp> postOps);

    /** Some channels of a kernel that is laid out so. */
    default Value slice(Compilation c, Value kernel, Band channels) {
        Element element = kernel.layout().element();
        return channels.isWhole()
                ? kernel
                : kernel.view(kernelLayout(c, element, channels), channels.first() * element.bytes);
    }
}
