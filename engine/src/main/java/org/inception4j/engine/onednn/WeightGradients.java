package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.inception4j.engine.onednn.Step.Argument;

/** Where the gradients of weights go: the first use of a weight writes its slice, each further use adds to it. */
final class WeightGradients {
    private final Compilation compilation;
    private final Parameters parameters;
    private final Set<String> written = new HashSet<>();

    WeightGradients(Compilation compilation, Parameters parameters) {
        this.compilation = compilation;
        this.parameters = parameters;
    }

    boolean needed(String weight) {
        return weight != null && parameters.learns(weight);
    }

    /** A place that a primitive can write a float32 gradient to in {@code layout}; hand it to {@link #finish} afterwards. */
    Value place(String weight, Layout layout) {
        return !needed(weight) || written.contains(weight)
                ? Value.of(weight + "/gradient", layout)
                : parameters.gradient(weight, layout);
    }

    /** Emits what brings the gradient home, unless it was written there. */
    void finish(String weight, Layout master, Value gradient) {
        if (!needed(weight)) {
            return;
        }
        boolean first = written.add(weight);
        if (first && !gradient.inWorkspace()) {
            return;
        }
        Value slice = parameters.gradient(weight, master);
        List<PostOp> postOps = first ? List.of() : List.of(new PostOp.Accumulate());
        String label = weight + "/gradient";
        Primitive primitive =
                Pointwise.reorder(compilation.kernels(), label, gradient.layout(), slice.layout(), postOps);
        compilation.emit(label, primitive, new Argument(DNNL_ARG_FROM, gradient), new Argument(DNNL_ARG_TO, slice));
    }
}
