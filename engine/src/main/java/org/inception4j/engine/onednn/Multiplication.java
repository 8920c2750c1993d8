package org.inception4j.engine.onednn;

import java.util.List;

/** An operation that multiplies its input by a kernel, adds a bias and applies functions: what 8 bits are made for. */
sealed interface Multiplication extends Op permits ConvolutionOp, ProductOp {
    String name();

    Functions functions();

    /** How the kernel lies in memory as Keras stores it, output channels innermost. */
    Layout kernelLayout(Compilation c, Element element);

    /** In float32, with what is folded into it. */
    Value kernel(Compilation c);

    /** In float32, with what is folded into it; null where there is none. */
    Value bias(Compilation c);

    /** How the lanes share out the result. */
    List<Band> bands(Compilation c);

    /** The part of the input that a band of the result is computed from. */
    Band reach(Band band);

    /** The primitive for a band in other numbers than floating point; null where the library has no fast code for them. */
    Primitive compileIfFast(Compilation c, Band band, Convolutions.Shapes shapes, List<PostOp> postOps);
}
