package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_exclude_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_include_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;

import java.util.List;

/** Compiles pooling, forward and backward. */
final class Poolings {
    private static final long[] NO_GAPS = {0, 0};

    private Poolings() {}

    /** What becomes of a geometry's values. */
    enum Kind {
        MAX(dnnl_pooling_max),
        AVERAGE(dnnl_pooling_avg_exclude_padding),
        AVERAGE_WITH_PADDING(dnnl_pooling_avg_include_padding);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** The layouts of one pooling. */
    record Shapes(Layout source, Layout destination) {}

    static Primitive forward(
            Kernels kernels,
            String layer,
            boolean training,
            Kind kind,
            Geometry geometry,
            Shapes shapes,
            List<PostOp> postOps) {
        return kernels.compileFast(
                layer,
                "pooling",
                forward(kernels, training, kind, geometry, shapes),
                postOps,
                shapes.source(),
                shapes.destination());
    }

    /** For inference; null where the library has no fast code for these numbers. */
    static Primitive forwardIfFast(
            Kernels kernels, String layer, Kind kind, Geometry geometry, Shapes shapes, List<PostOp> postOps) {
        return kernels.compileIfFast(layer, "pooling", forward(kernels, false, kind, geometry, shapes), postOps);
    }

    private static Kernels.Description forward(
            Kernels kernels, boolean training, Kind kind, Geometry geometry, Shapes shapes) {
        return (descriptor, attributes) -> dnnl_pooling_forward_primitive_desc_create(
                descriptor,
                kernels.engine(),
                training ? dnnl_forward_training : dnnl_forward_inference,
                kind.code,
                shapes.source().descriptor(),
                shapes.destination().descriptor(),
                geometry.strides(),
                geometry.kernel(),
                NO_GAPS,
                geometry.before(),
                geometry.after(),
                attributes);
    }

    static Primitive backward(
            Kernels kernels,
            String layer,
            Kind kind,
            Geometry geometry,
            Layout sourceGradient,
            Layout destinationGradient,
            Primitive forward) {
        return kernels.compileFast(
                layer,
                "pooling's backward pass",
                (descriptor, attributes) -> dnnl_pooling_backward_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        kind.code,
                        sourceGradient.descriptor(),
                        destinationGradient.descriptor(),
                        geometry.strides(),
                        geometry.kernel(),
                        NO_GAPS,
                        geometry.before(),
                        geometry.after(),
                        forward.descriptor(),
                        attributes),
                List.of(),
                sourceGradient,
                destinationGradient);
    }
}
