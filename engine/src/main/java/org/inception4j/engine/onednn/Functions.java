package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_clip_v2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_clip_v2_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_elu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_elu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_gelu_erf;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_linear;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_logistic;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_logistic_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu_use_dst_for_bwd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_swish;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_tanh_use_dst_for_bwd;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;
import org.inception4j.model.ActivationFunction;

/** An activation in the library's words: functions one after another, fused into the primitive before them. */
record Functions(List<PostOp.Function> list) {
    static final Functions NONE = new Functions(List.of());
    static final Functions RELU = one(dnnl_eltwise_relu, 0, 0);

    Functions {
        list = List.copyOf(list);
    }

    /** The functions of an activation; softmax is none of them. */
    static Functions of(ActivationFunction activation) {
        return switch (activation.kind()) {
            case LINEAR -> NONE;
            case RELU -> RELU;
            case RELU6 -> one(dnnl_eltwise_clip_v2, 0, 6);
            case LEAKY_RELU -> one(dnnl_eltwise_relu, activation.alpha(), 0);
            case ELU -> one(dnnl_eltwise_elu, activation.alpha(), 0);
            case SELU -> selu();
            case GELU -> one(dnnl_eltwise_gelu_erf, 0, 0);
            case SILU -> one(dnnl_eltwise_swish, 1, 0);
            case SIGMOID -> one(dnnl_eltwise_logistic, 0, 0);
            case TANH -> one(dnnl_eltwise_tanh, 0, 0);
            case SOFTMAX -> throw new IllegalArgumentException("softmax: is no function of single numbers");
        };
    }

    private static Functions one(int algorithm, float alpha, float beta) {
        return new Functions(List.of(new PostOp.Function(algorithm, alpha, beta)));
    }

    private static Functions selu() {
        return new Functions(List.of(
                new PostOp.Function(dnnl_eltwise_elu, (float) ActivationFunction.SELU_ALPHA, 0),
                new PostOp.Function(dnnl_eltwise_linear, (float) ActivationFunction.SELU_SCALE, 0)));
    }

    /** Each number times {@code factor} plus {@code offset}. */
    static Functions linear(float factor, float offset) {
        return one(dnnl_eltwise_linear, factor, offset);
    }

    List<PostOp> fused() {
        return List.copyOf(list);
    }

    Functions then(Functions more) {
        List<PostOp.Function> all = new ArrayList<>(list);
        all.addAll(more.list);
        return new Functions(all);
    }

    /** Whether negative numbers become 0 and all others stay. */
    boolean isRectifier() {
        return list.size() == 1 && isRelu(list.getFirst()) && list.getFirst().alpha() == 0;
    }

    /** Whether a positive factor may as well be applied before: f(ax) = a f(x). */
    boolean scalesFreely() {
        return list.stream().allMatch(Functions::isRelu);
    }

    private static boolean isRelu(PostOp.Function function) {
        return function.algorithm() == dnnl_eltwise_relu;
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    boolean isRelu() {
        return list.equals(RELU.list);
    }

    /** Whether the derivative follows from the result alone, so that training may fuse the function too. */
    boolean knowsSlopeFromResult() {
        return isEmpty() || (list.size() == 1 && fromResult(list.getFirst()) != null);
    }

    /** The function that the library differentiates by its result; null where it cannot. */
    static PostOp.Function fromResult(PostOp.Function function) {
        int algorithm = function.algorithm();
        int backward;
        if (algorithm == dnnl_eltwise_relu) {
            backward = dnnl_eltwise_relu_use_dst_for_bwd;
        } else if (algorithm == dnnl_eltwise_clip_v2) {
            backward = dnnl_eltwise_clip_v2_use_dst_for_bwd;
        } else if (algorithm == dnnl_eltwise_elu) {
            backward = dnnl_eltwise_elu_use_dst_for_bwd;
        } else if (algorithm == dnnl_eltwise_logistic) {
            backward = dnnl_eltwise_logistic_use_dst_for_bwd;
        } else if (algorithm == dnnl_eltwise_tanh) {
            backward = dnnl_eltwise_tanh_use_dst_for_bwd;
        } else {
            return null;
        }
        return function.alpha() < 0 ? null : new PostOp.Function(backward, function.alpha(), function.beta());
    }

    /**
     * Emits the way back through a fused function, and gives the gradient before it. With no function that is the output's
     * own gradient.
     */
    Value backward(Compilation c, String name, Edge output) {
        if (isEmpty()) {
            return c.gradient(output, c.element());
        }
        Value gradient = c.ownGradient(output, c.element());
        backward(c, name, c.read(output), gradient, gradient);
        return gradient;
    }

    /** Emits the way from the gradient of {@code result} to that of what the function was given; both may be one value. */
    void backward(Compilation c, String name, Value result, Value from, Value to) {
        PostOp.Function function = fromResult(list.getFirst());
        Layout layout = result.layout();
        Primitive forward = Pointwise.function(c.kernels(), name, function, layout);
        Primitive backward = Pointwise.functionBackward(c.kernels(), name, function, layout, forward);
        c.emit(
                name + "/backward_activation",
                backward,
                new Argument(DNNL_ARG_DST, result),
                new Argument(DNNL_ARG_DIFF_DST, from),
                new Argument(DNNL_ARG_DIFF_SRC, to));
    }
}
