package org.inception4j.formats.caffe;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.inception4j.formats.protobuf.MessageReader;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** The message {@code BlobProto}: numbers under a shape, or under the four sizes of 2014. */
final class BlobReader {
    private static final int LAST_OLD_SIZE = 4;
    private static final int DATA = 5;
    private static final int SHAPE = 7;
    private static final int DOUBLE_DATA = 8;
    private static final int SHAPE_SIZE = 1;

    /** Caffe's own limit. */
    private static final int MAX_SIZES = 32;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MessageReader message;
    private final long[] oldSizes = new long[LAST_OLD_SIZE];
    private List<Long> sizes;
    private boolean hasOldSizes;

    /** The numbers where they lie in the file, as long as they are in one piece of float32. */
    private MemorySegment piece;

    private float[] gathered = new float[0];
    private int count;

    BlobReader(MessageReader message) {
        this.message = message;
    }

    Tensor read() throws IOException {
        message.nested(this::field);
        long numbers = piece != null ? piece.byteSize() / Float.BYTES : count;
        Shape shape = shape(numbers);
        return piece != null ? new Tensor(shape, piece) : Tensor.of(shape, Arrays.copyOf(gathered, count));
    }

    private void field(int field) throws IOException {
        boolean hasLength = message.hasLength();
        if (field >= 1 && field <= LAST_OLD_SIZE && !hasLength) {
            oldSizes[field - 1] = (int) message.whole();
            hasOldSizes = true;
        } else if (field == SHAPE && hasLength) {
            sizes = new ArrayList<>();
            message.nested(this::shapeField);
        } else if (field == DATA) {
            if (hasLength) {
                floats(message.bytes());
            } else {
                append(message.float32());
            }
        } else if (field == DOUBLE_DATA) {
            if (hasLength) {
                doubles(message.bytes());
            } else {
                append((float) message.float64());
            }
        } else {
            message.skip();
        }
    }

    private void shapeField(int field) throws IOException {
        if (field == SHAPE_SIZE) {
            message.wholes(this::size);
        } else {
            message.skip();
        }
    }

    private void size(long size) throws IOException {
        if (sizes.size() == MAX_SIZES) {
            throw message.refused("has more than %d sizes".formatted(MAX_SIZES), "give a network of Caffe");
        }
        sizes.add(size);
    }

    private void floats(MemorySegment bytes) throws IOException {
        checkWhole(bytes, Float.BYTES);
        if (piece == null && count == 0 && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            piece = bytes;
            return;
        }
        gather(bytes);
    }

    private void gather(MemorySegment bytes) {
        int more = (int) (bytes.byteSize() / Float.BYTES);
        reserve(more);
        MemorySegment.copy(bytes, FLOAT, 0, gathered, count, more);
        count += more;
    }

    private void doubles(MemorySegment bytes) throws IOException {
        checkWhole(bytes, Double.BYTES);
        for (long at = 0; at < bytes.byteSize(); at += Double.BYTES) {
            append((float) bytes.get(DOUBLE, at));
        }
    }

    private void append(float value) {
        reserve(1);
        gathered[count++] = value;
    }

    /** Room for so many more, after what was in the one piece so far. */
    private void reserve(int more) {
        if (piece != null) {
            MemorySegment before = piece;
            piece = null;
            gather(before);
        }
        if (gathered.length - count < more) {
            gathered = Arrays.copyOf(gathered, Math.max(count + more, 2 * gathered.length));
        }
    }

    private void checkWhole(MemorySegment bytes, int elementBytes) throws IOException {
        if (bytes.byteSize() % elementBytes != 0) {
            throw message.refused(
                    "its numbers have %d bytes, which is no multiple of %d".formatted(bytes.byteSize(), elementBytes),
                    "copy it again");
        }
    }

    private Shape shape(long numbers) throws IOException {
        List<Long> all = sizes != null
                ? sizes
                : hasOldSizes ? Arrays.stream(oldSizes).boxed().toList() : List.of(numbers);
        if (product(all) != numbers) {
            throw message.refused("has the shape %s and %d numbers".formatted(shown(all), numbers), "copy it again");
        }
        return new Shape(all.stream().map(Math::toIntExact).toList());
    }

    /** -1 where a size is not positive, or the product is more than a file can hold. */
    private static long product(List<Long> sizes) {
        long product = 1;
        for (long size : sizes) {
            if (size < 1 || size > Integer.MAX_VALUE || product > Integer.MAX_VALUE) {
                return -1;
            }
            product *= size;
        }
        return product;
    }

    private static String shown(List<Long> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
