package org.inception4j.formats.tensorflow;

import java.util.List;
import org.inception4j.formats.NumberType;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Shape;

/** What must hold of a tensor's type and sizes before its numbers are read. */
final class Numbers {
    private Numbers() {}

    static NumberType type(String place, int type) throws WeightsException {
        return DataType.of(type)
                .map(DataType::numbers)
                .orElseThrow(() -> new WeightsException(
                        place,
                        "holds %s, which is no number".formatted(DataType.name(type)),
                        "ask for another of its tensors"));
    }

    /** A single number has the shape (1). */
    static Shape shape(String place, List<Long> sizes) throws WeightsException {
        try {
            Shape shape = sizes.isEmpty()
                    ? Shape.of(1)
                    : new Shape(sizes.stream().map(Math::toIntExact).toList());
            Math.multiplyExact(shape.elements(), (long) Double.BYTES);
            return shape;
        } catch (IllegalArgumentException | ArithmeticException _) {
            throw new WeightsException(
                    place,
                    "has the sizes %s, which no tensor can have here".formatted(sizes),
                    "ask for another of its tensors");
        }
    }
}
