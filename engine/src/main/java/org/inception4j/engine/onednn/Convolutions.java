package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;

/** Compiles convolutions, forward and backward. */
final class Convolutions {
    private Convolutions() {}

    /** The layouts of one convolution; {@code bias} is null where there is none. */
    record Shapes(Layout source, Layout weights, Layout bias, Layout destination) {
        Shapes withWeights(Layout changed) {
            return new Shapes(source, changed, bias, destination);
        }
    }

    static Primitive forward(
            Kernels kernels, String layer, boolean training, Shapes shapes, Geometry geometry, List<PostOp> postOps) {
        return kernels.compileFast(
                layer,
                "a convolution",
                forward(kernels, training, shapes, geometry),
                postOps,
                shapes.source(),
                shapes.weights(),
                shapes.destination());
    }

    /** For inference; null where the library has no fast code for these numbers. */
    static Primitive forwardIfFast(
            Kernels kernels, String layer, Shapes shapes, Geometry geometry, List<PostOp> postOps) {
        Kernels.Description description = forward(kernels, false, shapes, geometry);
        Kernels.Description right = isWronglyPadded(shapes, geometry)
                ? Kernels.byOtherCodeThan("brg_conv_fwd:avx512", description)
                : description;
        return kernels.compileIfFast(layer, "a convolution", right, postOps);
    }

    /**
     * Whether {@code brg_conv_fwd:avx512} of oneDNN 3.11 gets it wrong. It multiplies signed bytes as unsigned ones
     * and corrects the sums; where windows are over one channel and no padding is above or below, the correction takes the
     * padding at the sides for pixels.
     */
    private static boolean isWronglyPadded(Shapes shapes, Geometry geometry) {
        long[] kernel = shapes.weights().sizes();
        return shapes.source().element() == Element.S8
                && kernel[kernel.length - 3] == 1
                && Math.max(geometry.before()[0], geometry.after()[0]) <= 0
                && Math.max(geometry.before()[1], geometry.after()[1]) > 0;
    }

    private static Kernels.Description forward(Kernels kernels, boolean training, Shapes shapes, Geometry geometry) {
        return (descriptor, attributes) -> dnnl_convolution_forward_primitive_desc_create(
                descriptor,
                kernels.engine(),
                training ? dnnl_forward_training : dnnl_forward_inference,
                dnnl_convolution_direct,
                shapes.source().descriptor(),
                shapes.weights().descriptor(),
                orNull(shapes.bias()),
                shapes.destination().descriptor(),
                geometry.strides(),
                geometry.gaps(),
                geometry.before(),
                geometry.after(),
                attributes);
    }

    static Primitive backwardData(Kernels kernels, String layer, Shapes shapes, Geometry geometry, Primitive forward) {
        return kernels.compileFast(
                layer,
                "a convolution's backward pass to its input",
                (descriptor, attributes) -> dnnl_convolution_backward_data_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        dnnl_convolution_direct,
                        shapes.source().descriptor(),
                        shapes.weights().descriptor(),
                        shapes.destination().descriptor(),
                        geometry.strides(),
                        geometry.gaps(),
                        geometry.before(),
                        geometry.after(),
                        forward.descriptor(),
                        attributes),
                List.of(),
                shapes.source(),
                shapes.weights(),
                shapes.destination());
    }

    static Primitive backwardWeights(
            Kernels kernels, String layer, Shapes shapes, Geometry geometry, Primitive forward) {
        return kernels.compileFast(
                layer,
                "a convolution's backward pass to its weights",
                (descriptor, attributes) -> dnnl_convolution_backward_weights_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        dnnl_convolution_direct,
                        shapes.source().descriptor(),
                        shapes.weights().descriptor(),
                        orNull(shapes.bias()),
                        shapes.destination().descriptor(),
                        geometry.strides(),
                        geometry.gaps(),
                        geometry.before(),
                        geometry.after(),
                        forward.descriptor(),
                        attributes),
                List.of(),
                shapes.source(),
                shapes.weights(),
                shapes.destination());
    }

    private static dnnl_memory_desc orNull(Layout layout) {
        return layout == null ? null : layout.descriptor();
    }
}
