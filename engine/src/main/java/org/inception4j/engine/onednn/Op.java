package org.inception4j.engine.onednn;

import java.util.List;

/** An operation of a lowered model. One object serves one compilation: backward uses what forward has left in it. */
sealed interface Op
        permits AdaptivePoolingOp,
                AffineOp,
                BatchNormalizationOp,
                ConcatenationOp,
                DropoutOp,
                FrameOp,
                FunctionOp,
                LayerNormalizationOp,
                LocalResponseOp,
                PoolingOp,
                Multiplication,
                QuantizedOp,
                SoftmaxOp,
                SplitOp,
                SumOp,
                ViewOp {
    List<Edge> inputs();

    Edge output();

    /** The weights it reads that could learn, by full name. */
    default List<String> weights() {
        return List.of();
    }

    /** Emits the steps that compute the output from the inputs. */
    void forward(Compilation compilation);

    /** Emits the steps that carry the output's gradient to those inputs and weights that need one. */
    void backward(Compilation compilation);
}
