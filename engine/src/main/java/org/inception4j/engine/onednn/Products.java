package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_inner_product_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_inner_product_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_inner_product_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;

import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;

/** Compiles dense layers, forward and backward, and products of matrices. */
final class Products {
    private Products() {}

    static Primitive forward(
            Kernels kernels, String layer, boolean training, Convolutions.Shapes shapes, List<PostOp> postOps) {
        return kernels.compileFast(
                layer,
                "a dense layer",
                forward(kernels, training, shapes),
                postOps,
                shapes.source(),
                shapes.weights(),
                shapes.destination());
    }

    /** For inference; null where the library has no fast code for these numbers. */
    static Primitive forwardIfFast(Kernels kernels, String layer, Convolutions.Shapes shapes, List<PostOp> postOps) {
        return kernels.compileIfFast(layer, "a dense layer", forward(kernels, false, shapes), postOps);
    }

    private static Kernels.Description forward(Kernels kernels, boolean training, Convolutions.Shapes shapes) {
        return (descriptor, attributes) -> dnnl_inner_product_forward_primitive_desc_create(
                descriptor,
                kernels.engine(),
                training ? dnnl_forward_training : dnnl_forward_inference,
                shapes.source().descriptor(),
                shapes.weights().descriptor(),
                orNull(shapes.bias()),
                shapes.destination().descriptor(),
                attributes);
    }

    static Primitive backwardData(Kernels kernels, String layer, Convolutions.Shapes shapes, Primitive forward) {
        return kernels.compileFast(
                layer,
                "a dense layer's backward pass to its input",
                (descriptor, attributes) -> dnnl_inner_product_backward_data_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        shapes.source().descriptor(),
                        shapes.weights().descriptor(),
                        shapes.destination().descriptor(),
                        forward.descriptor(),
                        attributes),
                List.of(),
                shapes.source(),
                shapes.weights(),
                shapes.destination());
    }

    static Primitive backwardWeights(Kernels kernels, String layer, Convolutions.Shapes shapes, Primitive forward) {
        return kernels.compileFast(
                layer,
                "a dense layer's backward pass to its weights",
                backwardWeights(kernels, shapes, forward),
                List.of(),
                shapes.source(),
                shapes.weights(),
                shapes.destination());
    }

    /** Null where there is no fast code for the weights' layout. */
    static Primitive backwardWeightsIfFast(
            Kernels kernels, String layer, Convolutions.Shapes shapes, Primitive forward) {
        return kernels.compileIfFast(
                layer,
                "a dense layer's backward pass to its weights",
                backwardWeights(kernels, shapes, forward),
                List.of());
    }

    private static Kernels.Description backwardWeights(Kernels kernels, Convolutions.Shapes shapes, Primitive forward) {
        return (descriptor, attributes) -> dnnl_inner_product_backward_weights_primitive_desc_create(
                descriptor,
                kernels.engine(),
                shapes.source().descriptor(),
                shapes.weights().descriptor(),
                orNull(shapes.bias()),
                shapes.destination().descriptor(),
                forward.descriptor(),
                attributes);
    }

    /** Of batches of matrices; a batch of one on the left stands for all. */
    static Primitive ofMatrices(Kernels kernels, String layer, Layout left, Layout right, Layout product) {
        return kernels.compileFast(
                layer,
                "a product of matrices",
                (descriptor, attributes) -> dnnl_matmul_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        left.descriptor(),
                        right.descriptor(),
                        null,
                        product.descriptor(),
                        attributes),
                List.of(),
                left,
                right,
                product);
    }

    private static dnnl_memory_desc orNull(Layout layout) {
        return layout == null ? null : layout.descriptor();
    }
}
