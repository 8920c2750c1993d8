package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_workspace_md;

import java.util.function.IntConsumer;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/**
 * A compiled operation of the library. It may run in several threads at once, because all it needs besides code, its
 * scratchpad too, is handed to it with each call.
 */
final class Primitive {
    private final Handles handles;
    private final String implementation;
    private final IntConsumer check;
    private dnnl_primitive_desc descriptor;
    private dnnl_primitive handle;
    private boolean closed;

    /** @param check throws where a status is a refusal */
    Primitive(Handles handles, dnnl_primitive_desc descriptor, String implementation, IntConsumer check) {
        this.handles = handles;
        this.descriptor = descriptor;
        this.implementation = implementation;
        this.check = check;
        handles.onClose(this::close);
    }

    /**
     * The library makes the code when it is first asked for: that takes a third of a plan's compilation, and any thread can do
     * it. Then the description, of twenty kilobytes, goes: nothing more can be asked of it.
     */
    synchronized dnnl_primitive handle() {
        if (handle == null) {
            dnnl_primitive made = new dnnl_primitive();
            check.accept(dnnl_primitive_create(made, descriptor()));
            handle = made;
            dnnl.dnnl_primitive_desc_destroy(descriptor);
            descriptor = null;
        }
        return handle;
    }

    /** What the backward operations take as a hint. */
    synchronized dnnl_primitive_desc descriptor() {
        if (descriptor == null) {
            throw new IllegalStateException(implementation
                    + (closed ? ": is closed; make a new plan" : ": is asked for its shapes after its code was made"));
        }
        return descriptor;
    }

    /** Early, where it will not run again; at the latest its owner does. A second call does nothing. */
    synchronized void close() {
        closed = true;
        if (descriptor != null) {
            dnnl.dnnl_primitive_desc_destroy(descriptor);
            descriptor = null;
        }
        if (handle != null) {
            dnnl.dnnl_primitive_destroy(handle);
            handle = null;
        }
    }

    /** The library's name of the code that runs, such as {@code brgconv:avx512_core}. */
    String implementation() {
        return implementation;
    }

    /** The order it wants its weights in; sizes are those that were asked for. */
    Layout weights(Layout asked) {
        return Layout.copy(handles, query(dnnl_query_weights_md), asked.element(), asked.sizes());
    }

    /** The order it gives the gradient of its weights in. */
    Layout weightsGradient(Layout asked) {
        return Layout.copy(handles, query(dnnl_query_diff_weights_md), asked.element(), asked.sizes());
    }

    /** What it remembers between forward and backward, or null when that is nothing. */
    Layout memo() {
        dnnl_memory_desc found = query(dnnl_query_workspace_md);
        long bytes = bytes(found);
        return bytes == 0 ? null : Layout.copy(handles, found, Element.U8, bytes);
    }

    /** Working memory for the time of one call, or null when it needs none. */
    Layout scratchpad() {
        long bytes = bytes(query(dnnl_query_scratchpad_md));
        return bytes == 0 ? null : Layout.dense(handles, Element.U8, bytes);
    }

    private static long bytes(dnnl_memory_desc found) {
        return found == null || found.isNull() ? 0 : dnnl_memory_desc_get_size(found);
    }

    private dnnl_memory_desc query(int what) {
        return dnnl_primitive_desc_query_md(descriptor(), what, 0);
    }
}
