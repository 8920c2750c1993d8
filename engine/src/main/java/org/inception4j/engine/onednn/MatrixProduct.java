package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.inception4j.engine.Precision;
import org.inception4j.engine.onednn.Step.Argument;

/**
 * The product of two square matrices of ones, the second in the order that the library likes best: what this machine can
 * multiply and add in a second, which networks are held against. For one thread at a time; close it.
 */
public final class MatrixProduct implements AutoCloseable {
    private static final short BF16_ONE = 0x3F80;

    private final int side;
    private final Value left;
    private final Value right;
    private final Program program;
    private boolean filled;

    private MatrixProduct(int side, Element element, Element weights, int threads) {
        this.side = side;
        Handles handles = new Handles();
        Layout square = Layout.dense(handles, element, side, side);
        Layout any = Layout.any(handles, weights, side, side);
        Primitive product = Products.ofMatrices(new Kernels(handles), "matrix product", square, any, square);
        left = Value.of("left", square);
        right = Value.of("right", product.weights(any));
        Value result = Value.of("product", square);
        Step step = Step.of(
                "matrix product",
                product,
                new Argument(DNNL_ARG_SRC, left),
                new Argument(DNNL_ARG_WEIGHTS, right),
                new Argument(DNNL_ARG_DST, result));
        program = new Program(handles, Schedule.sequential(List.of(step)), List.of(left, right, result), threads);
    }

    /**
     * Compiles it.
     *
     * @param precision FP32, BF16 or INT8; refused where the processor has no units for it
     * @param threads processor threads; 0: all that the machine has
     */
    public static MatrixProduct of(int side, Precision precision, int threads) {
        int used = OneDnnEngine.threads(threads);
        return switch (new OneDnnEngine().resolve(precision)) {
            case BF16, BF16X3 -> new MatrixProduct(side, Element.BF16, Element.BF16, used);
            case INT8 -> new MatrixProduct(side, Element.U8, Element.S8, used);
            case FP32, AUTO -> new MatrixProduct(side, Element.F32, Element.F32, used);
        };
    }

    /** Multiplications and additions of one product. */
    public double operations() {
        return 2.0 * side * side * side;
    }

    /** Multiplies once. */
    public void run() {
        program.run(Step.Call.NONE, this::fill, _ -> {});
    }

    private void fill(Workspace memory) {
        if (!filled) {
            ones(left, memory);
            ones(right, memory);
            filled = true;
        }
    }

    /** Every order of the same number is the same. */
    private static void ones(Value value, Workspace memory) {
        MemorySegment bytes = memory.memory(value);
        Element element = value.layout().element();
        for (long at = 0; at < bytes.byteSize(); at += element.bytes) {
            switch (element) {
                case F32 -> bytes.set(ValueLayout.JAVA_FLOAT, at, 1);
                case BF16 -> bytes.set(ValueLayout.JAVA_SHORT, at, BF16_ONE);
                case U8, S8 -> bytes.set(ValueLayout.JAVA_BYTE, at, (byte) 1);
            }
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
