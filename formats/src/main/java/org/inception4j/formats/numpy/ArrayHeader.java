package org.inception4j.formats.numpy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.NumberType;
import org.inception4j.formats.TensorEntry;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/**
 * What stands in front of an array's numbers.
 *
 * @param type as NumPy writes it: {@code <f4}, {@code |b1}; a list for records
 * @param fortranOrder whether the first axis runs fastest
 */
record ArrayHeader(String type, boolean fortranOrder, List<Long> sizes) {
    private static final Map<String, NumberType> TYPES = Map.ofEntries(
            Map.entry("f2", NumberType.FLOAT16),
            Map.entry("f4", NumberType.FLOAT32),
            Map.entry("f8", NumberType.FLOAT64),
            Map.entry("i1", NumberType.INT8),
            Map.entry("i2", NumberType.INT16),
            Map.entry("i4", NumberType.INT32),
            Map.entry("i8", NumberType.INT64),
            Map.entry("u1", NumberType.UINT8),
            Map.entry("u2", NumberType.UINT16),
            Map.entry("u4", NumberType.UINT32),
            Map.entry("u8", NumberType.UINT64),
            Map.entry("b1", NumberType.BOOL));

    ArrayHeader {
        sizes = List.copyOf(sizes);
    }

    /** Little endian goes without saying. */
    TensorEntry entry(String name) {
        String shown =
                numbers().map(type -> type.name().toLowerCase(Locale.ROOT)).orElse(type);
        return new TensorEntry(name, order() == ByteOrder.BIG_ENDIAN ? type : shown, sizes);
    }

    Tensor tensor(MemorySegment data, String place) throws FormatException {
        NumberType numbers = numbers()
                .orElseThrow(() -> new FormatException(
                        place,
                        "holds %s, which means no float32".formatted(type),
                        "convert it: array.astype('float32')"));
        long needed = elements(place) * numbers.bytes();
        if (data.byteSize() != needed) {
            throw new FormatException(
                    place,
                    "has %d bytes of numbers and %s of %s needs %d".formatted(data.byteSize(), sizes, type, needed),
                    "copy the file again");
        }
        if (needed == 0) {
            throw new FormatException(place, "holds no numbers", "leave it out");
        }
        // The number of bytes, which are there, says that these are small enough
        Shape shape = sizes.isEmpty()
                ? Shape.of(1)
                : new Shape(sizes.stream().map(Long::intValue).toList());
        return fortranOrder && shape.rank() > 1 ? turned(shape, data, numbers) : numbers.tensor(shape, data, order());
    }

    private Tensor turned(Shape shape, MemorySegment data, NumberType numbers) {
        Tensor tensor = Tensor.zeros(shape);
        int[] index = new int[shape.rank()];
        for (long to = 0; to < tensor.size(); to++) {
            long from = 0;
            for (int axis = index.length - 1; axis >= 0; axis--) {
                from = from * shape.size(axis) + index[axis];
            }
            tensor.set(to, numbers.value(data, from, order()));
            for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.size(axis); axis--) {
                index[axis] = 0;
            }
        }
        return tensor;
    }

    /** Refuses what cannot be counted, and sizes beyond those of a shape, also beside a size of 0. */
    long elements(String place) throws FormatException {
        try {
            long count = sizes.stream().map(size -> Math.max(size, 1)).reduce(8L, Math::multiplyExact) / 8;
            if (sizes.stream().allMatch(size -> size <= Integer.MAX_VALUE)) {
                return sizes.contains(0L) ? 0 : count;
            }
        } catch (ArithmeticException _) {
            // said below
        }
        throw new FormatException(
                place, "has the shape %s, which is more than can be counted".formatted(sizes), "copy the file again");
    }

    private Optional<NumberType> numbers() {
        return type.length() == 3 && "<>|=".indexOf(type.charAt(0)) >= 0
                ? Optional.ofNullable(TYPES.get(type.substring(1)))
                : Optional.empty();
    }

    private ByteOrder order() {
        return switch (type.charAt(0)) {
            case '>' -> ByteOrder.BIG_ENDIAN;
            case '=' -> ByteOrder.nativeOrder();
            default -> ByteOrder.LITTLE_ENDIAN;
        };
    }
}
