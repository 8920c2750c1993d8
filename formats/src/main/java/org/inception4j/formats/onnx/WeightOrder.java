package org.inception4j.formats.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/**
 * The axes of a kernel: (height, width, inputs, outputs) here and (outputs, inputs, height, width) in ONNX. A depthwise kernel
 * (height, width, channels, multiplier) is there one of groups of one input. All other weights are alike in both.
 */
final class WeightOrder {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int KERNEL_AXES = 4;

    private WeightOrder() {}

    /** The sizes in ONNX of a weight of this name and shape. */
    static List<Long> sizes(String weight, Shape shape) {
        List<Long> sizes = new ArrayList<>();
        if (shape.rank() == KERNEL_AXES) {
            boolean depthwise = weight.endsWith("depthwise_kernel");
            sizes.add((long) shape.size(3) * (depthwise ? shape.size(2) : 1));
            sizes.add(depthwise ? 1L : shape.size(2));
            sizes.add((long) shape.size(0));
            sizes.add((long) shape.size(1));
        } else {
            shape.sizes().forEach(size -> sizes.add((long) size));
        }
        return sizes;
    }

    /** The numbers in ONNX's order, little-endian. */
    static MemorySegment toOnnx(Tensor tensor, List<Long> sizes) {
        if (sizes.size() != KERNEL_AXES) {
            return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? tensor.data() : swapped(tensor);
        }
        float[] from = tensor.toArray();
        float[] to = new float[from.length];
        int rows = Math.toIntExact(sizes.get(0) * sizes.get(1));
        each(sizes, (outer, area, index) -> to[outer * (from.length / rows) + area] = from[index]);
        return bytes(to);
    }

    /** The numbers of a tensor of four sizes that is read from ONNX, under this shape. */
    static Tensor fromOnnx(Tensor tensor, Shape shape) {
        if (shape.rank() != KERNEL_AXES) {
            return tensor.reshaped(shape);
        }
        List<Long> sizes =
                tensor.shape().sizes().stream().map(Integer::longValue).toList();
        float[] from = tensor.toArray();
        float[] to = new float[from.length];
        int rows = Math.toIntExact(sizes.get(0) * sizes.get(1));
        each(sizes, (outer, area, index) -> to[index] = from[outer * (from.length / rows) + area]);
        return Tensor.of(shape, to);
    }

    /** For each pair of output and input, each cell of the kernel and where that is in this library's order. */
    private interface Place {
        void at(int outer, int area, int index);
    }

    private static void each(List<Long> sizes, Place place) {
        int outputs = Math.toIntExact(sizes.get(0));
        int inputs = Math.toIntExact(sizes.get(1));
        int area = Math.toIntExact(sizes.get(2) * sizes.get(3));
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                for (int cell = 0; cell < area; cell++) {
                    place.at(output * inputs + input, cell, (cell * inputs + input) * outputs + output);
                }
            }
        }
    }

    static MemorySegment bytes(float... values) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[values.length * Float.BYTES]);
        MemorySegment.copy(values, 0, bytes, FLOAT, 0, values.length);
        return bytes;
    }

    private static MemorySegment swapped(Tensor tensor) {
        return bytes(tensor.toArray());
    }
}
