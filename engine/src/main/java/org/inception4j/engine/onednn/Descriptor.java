package org.inception4j.engine.onednn;

import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.PointerPointer;

/** A primitive's descriptor, to be filled in by the library. */
final class Descriptor extends dnnl_primitive_desc {
    /** Becomes the descriptor that a call has left in the table's first place. */
    void take(PointerPointer<dnnl_primitive_desc> table) {
        address = table.get(0).address();
    }
}
