package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_backward;
import static org.bytedeco.dnnl.global.dnnl.dnnl_batch_normalization_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_batch_normalization_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_layer_normalization_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_layer_normalization_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_lrn_across_channels;
import static org.bytedeco.dnnl.global.dnnl.dnnl_lrn_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_lrn_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_accurate;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_softmax_forward_primitive_desc_create;

import java.util.ArrayList;
import java.util.List;

/** Compiles what scales values by their neighbours: batch, layer and local response normalisation, softmax. */
final class Normalizations {
    /**
     * The library's first choice holds threads at barriers where they spin: on a machine with other work each of them costs a
     * scheduler quantum. This one goes from phase to phase by starting the threads anew.
     */
    private static final String WITHOUT_BARRIERS = "bnorm_tbb_jit";

    private Normalizations() {}

    /** The names of what a normalisation learns. */
    static List<String> learnt(String layer, boolean scale, boolean center) {
        List<String> weights = new ArrayList<>();
        if (scale) {
            weights.add(layer + "/gamma");
        }
        if (center) {
            weights.add(layer + "/beta");
        }
        return weights;
    }

    static Primitive batch(Kernels kernels, String layer, boolean training, Layout data, float epsilon, int flags) {
        return kernels.compilePreferring(
                WITHOUT_BARRIERS,
                layer,
                "batch normalisation",
                (descriptor, attributes) -> dnnl_batch_normalization_forward_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        training ? dnnl_forward_training : dnnl_forward_inference,
                        data.descriptor(),
                        data.descriptor(),
                        epsilon,
                        flags,
                        attributes),
                data);
    }

    static Primitive batchBackward(
            Kernels kernels, String layer, Layout data, float epsilon, int flags, Primitive forward) {
        return kernels.compilePreferring(
                WITHOUT_BARRIERS,
                layer,
                "batch normalisation's backward pass",
                (descriptor, attributes) -> dnnl_batch_normalization_backward_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        dnnl_backward,
                        data.descriptor(),
                        data.descriptor(),
                        data.descriptor(),
                        epsilon,
                        flags,
                        forward.descriptor(),
                        attributes),
                data);
    }

    static Primitive layer(
            Kernels kernels, String layer, boolean training, Layout data, Layout statistics, float epsilon, int flags) {
        return kernels.compile(
                layer,
                "layer normalisation",
                (descriptor, attributes) -> dnnl_layer_normalization_forward_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        training ? dnnl_forward_training : dnnl_forward_inference,
                        data.descriptor(),
                        data.descriptor(),
                        statistics.descriptor(),
                        epsilon,
                        flags,
                        attributes),
                List.of(),
                data);
    }

    static Primitive layerBackward(
            Kernels kernels,
            String layer,
            Layout data,
            Layout statistics,
            float epsilon,
            int flags,
            Primitive forward) {
        return kernels.compile(
                layer,
                "layer normalisation's backward pass",
                (descriptor, attributes) -> dnnl_layer_normalization_backward_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        dnnl_backward,
                        data.descriptor(),
                        data.descriptor(),
                        data.descriptor(),
                        statistics.descriptor(),
                        epsilon,
                        flags,
                        forward.descriptor(),
                        attributes),
                List.of(),
                data);
    }

    /** Across channels: x / (k + alpha/size · Σ x²)^beta. */
    record LocalResponse(long size, float alpha, float beta, float k) {}

    static Primitive local(Kernels kernels, String layer, boolean training, LocalResponse how, Layout data) {
        return kernels.compile(
                layer,
                "local response normalisation",
                (descriptor, attributes) -> dnnl_lrn_forward_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        training ? dnnl_forward_training : dnnl_forward_inference,
                        dnnl_lrn_across_channels,
                        data.descriptor(),
                        data.descriptor(),
                        how.size(),
                        how.alpha(),
                        how.beta(),
                        how.k(),
                        attributes),
                List.of(),
                data);
    }

    static Primitive localBackward(Kernels kernels, String layer, LocalResponse how, Layout data, Primitive forward) {
        Kernels.Description description = (descriptor, attributes) -> dnnl_lrn_backward_primitive_desc_create(
                descriptor,
                kernels.engine(),
                dnnl_lrn_across_channels,
                data.descriptor(),
                data.descriptor(),
                data.descriptor(),
                how.size(),
                how.alpha(),
                how.beta(),
                how.k(),
                forward.descriptor(),
                attributes);
        return kernels.compile(
                layer,
                "local response normalisation's backward pass",
                fastBackwardIsRight(how, data) ? description : Kernels.byReferenceCode(description),
                List.of(),
                data);
    }

    /**
     * oneDNN 3.11's AVX-512 code crashes with a size of 1, and gives wrong gradients with sizes above 5 and, in bfloat16,
     * with more than 16 channels that are no multiple of 16.
     */
    private static boolean fastBackwardIsRight(LocalResponse how, Layout data) {
        long channels = data.sizes()[1];
        return (how.size() == 3 || how.size() == 5) && (channels < 16 || channels % 16 == 0);
    }

    static Primitive softmax(Kernels kernels, String layer, boolean training, int axis, Layout from, Layout to) {
        return kernels.compile(
                layer,
                "softmax",
                (descriptor, attributes) -> dnnl_softmax_forward_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        training ? dnnl_forward_training : dnnl_forward_inference,
                        dnnl_softmax_accurate,
                        from.descriptor(),
                        to.descriptor(),
                        axis,
                        attributes),
                List.of(),
                from);
    }

    static Primitive softmaxBackward(Kernels kernels, String layer, int axis, Layout data, Primitive forward) {
        return kernels.compile(
                layer,
                "softmax's backward pass",
                (descriptor, attributes) -> dnnl_softmax_backward_primitive_desc_create(
                        descriptor,
                        kernels.engine(),
                        dnnl_softmax_accurate,
                        data.descriptor(),
                        data.descriptor(),
                        data.descriptor(),
                        axis,
                        forward.descriptor(),
                        attributes),
                List.of(),
                data);
    }
}
