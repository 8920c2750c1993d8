package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_clone;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_submemory;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;

import java.nio.LongBuffer;
import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.global.dnnl;

/**
 * Type, sizes and memory order of a tensor. Sizes are in the library's order (batch, channels, rows, columns), whatever the
 * order in memory; ours is batch, rows, columns, channels, always dense.
 */
final class Layout {
    private final Handles handles;
    private final dnnl_memory_desc descriptor;
    private final Element element;
    private final long[] sizes;

    private Layout(Handles handles, dnnl_memory_desc descriptor, Element element, long[] sizes) {
        this.handles = handles;
        this.descriptor = handles.own(descriptor, dnnl::dnnl_memory_desc_destroy);
        this.element = element;
        this.sizes = sizes;
    }

    /** Dense activations, channels innermost. */
    static Layout image(Handles handles, Element element, long batch, long channels, long rows, long columns) {
        long[] sizes = {batch, channels, rows, columns};
        long[] strides = {rows * columns * channels, 1, columns * channels, channels};
        return strided(handles, element, sizes, strides);
    }

    /** Dense, the last size innermost. */
    static Layout dense(Handles handles, Element element, long... sizes) {
        long[] strides = new long[sizes.length];
        long stride = 1;
        for (int i = sizes.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= sizes[i];
        }
        return strided(handles, element, sizes, strides);
    }

    static Layout strided(Handles handles, Element element, long[] sizes, long[] strides) {
        return handles.layout(key(element, sizes, strides), () -> {
            dnnl_memory_desc descriptor = new dnnl_memory_desc();
            int status = dnnl_memory_desc_create_with_strides(
                    descriptor, sizes.length, sizes.clone(), element.code, strides.clone());
            return made(handles, descriptor, status, element, sizes);
        });
    }

    /** Whatever order the primitive likes best; ask the primitive afterwards. */
    static Layout any(Handles handles, Element element, long... sizes) {
        return handles.layout(key(element, sizes, new long[0]), () -> {
            dnnl_memory_desc descriptor = new dnnl_memory_desc();
            int status = dnnl_memory_desc_create_with_tag(
                    descriptor, sizes.length, sizes.clone(), element.code, dnnl_format_tag_any);
            return made(handles, descriptor, status, element, sizes);
        });
    }

    private static Layout made(
            Handles handles, dnnl_memory_desc descriptor, int status, Element element, long[] sizes) {
        Library.check(status, "oneDNN", () -> "a layout of " + Arrays.toString(sizes));
        return new Layout(handles, descriptor, element, sizes.clone());
    }

    private static LongBuffer key(Element element, long[] sizes, long[] strides) {
        return LongBuffer.allocate(2 + sizes.length + strides.length)
                .put(element.code)
                .put(sizes.length)
                .put(sizes)
                .put(strides)
                .flip();
    }

    /** A copy of a descriptor that a primitive owns. */
    static Layout copy(Handles handles, dnnl_memory_desc of, Element element, long... sizes) {
        dnnl_memory_desc descriptor = new dnnl_memory_desc();
        Library.check(dnnl_memory_desc_clone(descriptor, of), "oneDNN", "a copy of a layout");
        return new Layout(handles, descriptor, element, sizes);
    }

    /** The part of these sizes that begins at {@code first} along the first size; where it is blocked, at a block's begin. */
    Layout part(Handles owner, long[] partSizes, long first) {
        dnnl_memory_desc part = new dnnl_memory_desc();
        long[] offsets = new long[partSizes.length];
        offsets[0] = first;
        int status = dnnl_memory_desc_create_submemory(part, descriptor, partSizes.clone(), offsets);
        Library.check(status, "oneDNN", () -> "a part of a layout of " + this);
        return new Layout(owner, part, element, partSizes.clone());
    }

    /** The same layout, owned by somebody else. */
    Layout ownedBy(Handles other) {
        return other == handles ? this : copy(other, descriptor, element, sizes);
    }

    dnnl_memory_desc descriptor() {
        return descriptor;
    }

    Element element() {
        return element;
    }

    long[] sizes() {
        return sizes.clone();
    }

    /** Number of elements that count, without what padding a blocked order adds. */
    long elements() {
        return Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    }

    /** Bytes that memory in this layout takes. */
    long bytes() {
        return dnnl_memory_desc_get_size(descriptor);
    }

    boolean same(Layout other) {
        return dnnl_memory_desc_equal(descriptor, other.descriptor) != 0;
    }

    @Override
    public String toString() {
        return element + Arrays.toString(sizes);
    }
}
