package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_data_type_undef;
import static org.bytedeco.dnnl.global.dnnl.dnnl_last_impl_reached;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_binary;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_eltwise;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_sum;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_deterministic;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scales_mask;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_next_impl;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unimplemented;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** Compiles primitives for one plan, and refuses those the library has only slow code for. */
final class Kernels {
    private final Handles handles;
    private final dnnl_engine engine = Library.cpu();
    private final List<Primitive> primitives = new ArrayList<>();

    Kernels(Handles handles) {
        this.handles = handles;
    }

    Handles handles() {
        return handles;
    }

    dnnl_engine engine() {
        return engine;
    }

    /** Those of all that was compiled here; their code may not have been made yet. */
    List<Primitive> primitives() {
        return primitives;
    }

    /** For what has run for the last time and was closed. */
    void forget() {
        primitives.clear();
    }

    /** Fills in the descriptor it is given, and returns the library's status. */
    interface Description {
        int create(Descriptor descriptor, dnnl_primitive_attr attributes);
    }

    /** Compiles what {@code description} describes; {@code shown} are the shapes that a refusal names. */
    Primitive compile(String layer, String kind, Description description, List<PostOp> postOps, Layout... shown) {
        Primitive primitive = describe(layer, kind, description, postOps, shown);
        if (primitive == null) {
            String what = kind + " " + shapes(shown) + (postOps.isEmpty() ? "" : " with " + postOps);
            Library.check(dnnl_unimplemented, layer, what);
        }
        return primitive;
    }

    /** As {@link #compile}, but refuses the library's reference code, which can be a thousand times slower. */
    Primitive compileFast(String layer, String kind, Description description, List<PostOp> postOps, Layout... shown) {
        Primitive primitive = compile(layer, kind, description, postOps, shown);
        if (isSlow(primitive)) {
            throw new IllegalStateException(
                    "%s: oneDNN has only its slow code (%s) for %s %s; use the reference engine for this model"
                            .formatted(layer, primitive.implementation(), kind, shapes(shown)));
        }
        return primitive;
    }

    /** The same, done by the library's reference code: for what its fast code gets wrong. */
    static Description byReferenceCode(Description description) {
        return choosing(name -> name.startsWith("ref"), description);
    }

    /** The same, done by the library's next code: for what the code whose name starts so gets wrong. */
    static Description byOtherCodeThan(String implementation, Description description) {
        return choosing(name -> !name.startsWith(implementation), description);
    }

    /** The library's first code of such a name. */
    private static Description choosing(Predicate<String> wanted, Description description) {
        return (descriptor, attributes) -> {
            int status = description.create(descriptor, attributes);
            while (status == dnnl_success && !wanted.test(implementation(descriptor))) {
                status = dnnl_primitive_desc_next_impl(descriptor);
            }
            return status == dnnl_last_impl_reached ? dnnl_unimplemented : status;
        };
    }

    /** The primitive when the library has fast code for it, else null. */
    Primitive compileIfFast(String layer, String kind, Description description, List<PostOp> postOps) {
        Primitive primitive = describe(layer, kind, description, postOps);
        if (primitive != null && isSlow(primitive)) {
            primitives.remove(primitive);
            primitive.close();
            return null;
        }
        return primitive;
    }

    /** The first implementation whose name starts so; the library's own choice where it has none of that name. */
    Primitive compilePreferring(
            String implementation, String layer, String kind, Description description, Layout... shown) {
        Description preferring = choosing(name -> name.startsWith(implementation), description);
        Primitive preferred = describe(layer, kind, preferring, List.of(), shown);
        return preferred != null ? preferred : compile(layer, kind, description, List.of(), shown);
    }

    static boolean isSlow(Primitive primitive) {
        return primitive.implementation().startsWith("ref");
    }

    private Primitive describe(
            String layer, String kind, Description description, List<PostOp> postOps, Layout... shown) {
        Descriptor descriptor = new Descriptor();
        dnnl_primitive_attr attributes = attributes(postOps);
        try {
            int status = description.create(descriptor, attributes);
            if (status == dnnl_unimplemented) {
                return null;
            }
            Library.check(status, layer, () -> kind + " " + shapes(shown));
        } finally {
            dnnl.dnnl_primitive_attr_destroy(attributes);
        }
        Primitive primitive = new Primitive(
                handles,
                descriptor,
                implementation(descriptor),
                status -> Library.check(status, layer, () -> kind + " " + shapes(shown)));
        primitives.add(primitive);
        return primitive;
    }

    /** Scratchpads belong to the caller, so that threads can share a primitive; sums have one order, always. */
    private static dnnl_primitive_attr attributes(List<PostOp> postOps) {
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        Library.check(dnnl.dnnl_primitive_attr_create(attributes), "oneDNN", "attributes");
        Library.check(
                dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user),
                "oneDNN",
                "scratchpads");
        Library.check(dnnl_primitive_attr_set_deterministic(attributes, 1), "oneDNN", "determinism");
        if (!postOps.isEmpty()) {
            append(attributes, postOps);
        }
        return attributes;
    }

    private static void append(dnnl_primitive_attr attributes, List<PostOp> postOps) {
        dnnl_post_ops chain = new dnnl_post_ops();
        Library.check(dnnl_post_ops_create(chain), "oneDNN", "fused operations");
        for (PostOp op : postOps) {
            int status = op instanceof PostOp.Scale(int argument, int mask)
                    ? dnnl_primitive_attr_set_scales_mask(attributes, argument, mask)
                    : append(chain, op);
            Library.check(status, "oneDNN", () -> "the fused operation " + op);
        }
        Library.check(dnnl_primitive_attr_set_post_ops(attributes, chain), "oneDNN", "fused operations");
        dnnl.dnnl_post_ops_destroy(chain);
    }

    private static int append(dnnl_post_ops chain, PostOp op) {
        return switch (op) {
            case PostOp.Function f -> dnnl_post_ops_append_eltwise(chain, f.algorithm(), f.alpha(), f.beta());
            case PostOp.AddOther add ->
                dnnl_post_ops_append_binary(chain, dnnl_binary_add, add.other().descriptor());
            case PostOp.Scale scale -> throw new IllegalArgumentException(scale + ": is an attribute");
            case PostOp.Accumulate sum -> dnnl_post_ops_append_sum(chain, 1, 0, dnnl_data_type_undef);
        };
    }

    private static String implementation(dnnl_primitive_desc descriptor) {
        try (PointerPointer<BytePointer> text = new PointerPointer<>(1)) {
            Library.check(
                    dnnl_primitive_desc_query(descriptor, dnnl_query_impl_info_str, 0, text),
                    "oneDNN",
                    "the name of an implementation");
            return text.get(BytePointer.class, 0).getString();
        }
    }

    private static String shapes(Layout... layouts) {
        return Arrays.stream(layouts).map(Layout::toString).collect(Collectors.joining(" "));
    }
}
