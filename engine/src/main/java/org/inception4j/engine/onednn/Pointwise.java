package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_concat_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_sum_primitive_desc_create;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Compiles what works element by element, copies, joins or adds up. */
final class Pointwise {
    private Pointwise() {}

    static Primitive function(Kernels kernels, String layer, PostOp.Function function, Layout data) {
        return kernels.compile(
                layer,
                "an activation",
                (descriptor, attributes) -> dnnl_eltwise_forward_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        dnnl_forward_training,
                        function.algorithm(),
                        data.descriptor(),
                        data.descriptor(),
                        function.alpha(),
                        function.beta(),
                        attributes),
                List.of(),
                data);
    }

    static Primitive functionBackward(
            Kernels kernels, String layer, PostOp.Function function, Layout data, Primitive forward) {
        return kernels.compile(
                layer,
                "an activation's backward pass",
                (descriptor, attributes) -> dnnl_eltwise_backward_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        function.algorithm(),
                        data.descriptor(),
                        data.descriptor(),
                        data.descriptor(),
                        function.alpha(),
                        function.beta(),
                        forward.descriptor(),
                        attributes),
                List.of(),
                data);
    }

    static Primitive binary(
            Kernels kernels, String layer, int algorithm, Layout left, Layout right, Layout to, List<PostOp> postOps) {
        return kernels.compile(
                layer,
                "an operation on two tensors",
                (descriptor, attributes) -> dnnl_binary_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        algorithm,
                        left.descriptor(),
                        right.descriptor(),
                        to.descriptor(),
                        attributes),
                postOps,
                left,
                right);
    }

    static Primitive reorder(Kernels kernels, String layer, Layout from, Layout to, List<PostOp> postOps) {
        return kernels.compile(
                layer,
                "a copy to another order",
                (descriptor, attributes) -> dnnl_reorder_primitive_desc_create(
                        descriptor, from.descriptor(), kernels.engine(), to.descriptor(), kernels.engine(), attributes),
                postOps,
                from,
                to);
    }

    static Primitive concatenation(Kernels kernels, String layer, int axis, List<Layout> parts, Layout whole) {
        try (PointerPointer<dnnl_memory_desc> table = pointers(parts);
                PointerPointer<dnnl_primitive_desc> made = new PointerPointer<>(1)) {
            return kernels.compile(
                    layer,
                    "a concatenation",
                    (descriptor, attributes) -> {
                        int status = dnnl_concat_primitive_desc_create(
                                made, kernels.engine(), whole.descriptor(), parts.size(), axis, table, attributes);
                        descriptor.take(made);
                        return status;
                    },
                    List.of(),
                    whole);
        }
    }

    static Primitive sum(Kernels kernels, String layer, List<Layout> parts, Layout total) {
        float[] ones = new float[parts.size()];
        Arrays.fill(ones, 1);
        try (PointerPointer<dnnl_memory_desc> table = pointers(parts);
                FloatPointer scales = new FloatPointer(ones);
                PointerPointer<dnnl_primitive_desc> made = new PointerPointer<>(1)) {
            return kernels.compile(
                    layer,
                    "a sum",
                    (descriptor, attributes) -> {
                        int status = dnnl_sum_primitive_desc_create(
                                made, kernels.engine(), total.descriptor(), parts.size(), scales, table, attributes);
                        descriptor.take(made);
                        return status;
                    },
                    List.of(),
                    total);
        }
    }

    private static PointerPointer<dnnl_memory_desc> pointers(List<Layout> layouts) {
        PointerPointer<dnnl_memory_desc> table = new PointerPointer<>(layouts.size());
        for (int i = 0; i < layouts.size(); i++) {
            table.put(i, layouts.get(i).descriptor());
        }
        return table;
    }
}
