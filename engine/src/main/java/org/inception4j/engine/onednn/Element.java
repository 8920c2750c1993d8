package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_s8;
import static org.bytedeco.dnnl.global.dnnl.dnnl_u8;

/** What a tensor's elements are. */
enum Element {
    F32(dnnl_f32, 4),
    BF16(dnnl_bf16, 2),
    U8(dnnl_u8, 1),
    S8(dnnl_s8, 1);

    final int code;
    final int bytes;

    Element(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    boolean isByte() {
        return bytes == 1;
    }
}
