package org.inception4j.formats.onnx;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** The numbers of a file's tensors, which are in it or in a file beside it. */
final class TensorNumbers {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ORDER);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ORDER);

    private final Path file;

    TensorNumbers(Path file) {
        this.file = file;
    }

    /** As float32, in the file's order of axes; a single number has the shape (1). */
    Tensor read(GraphTensor tensor) throws IOException {
        DataType type = type(tensor);
        MemorySegment bytes = bytes(tensor, type);
        Shape shape = tensor.sizes().isEmpty()
                ? Shape.of(1)
                : new Shape(tensor.sizes().stream().map(Math::toIntExact).toList());
        return type.numbers().tensor(shape, bytes, ORDER);
    }

    /** The numbers of a list of whole ones, such as a shape; at most so many. */
    List<Long> wholes(GraphTensor tensor, int most) throws IOException {
        DataType type = type(tensor);
        if (type != DataType.INT64 && type != DataType.INT32) {
            throw refused(tensor, "has the type %s and is to be whole numbers".formatted(type), "export it again");
        }
        long count = elements(tensor);
        if (count > most) {
            throw refused(tensor, "has %d numbers and at most %d make sense".formatted(count, most), "export it again");
        }
        if (count == 0) {
            return List.of();
        }
        MemorySegment bytes = bytes(tensor, type);
        return LongStream.range(0, count)
                .map(i -> type == DataType.INT64 ? bytes.getAtIndex(LONG, i) : bytes.getAtIndex(INT, i))
                .boxed()
                .toList();
    }

    private DataType type(GraphTensor tensor) throws IOException {
        return DataType.of(tensor.type())
                .orElseThrow(() -> refused(
                        tensor,
                        "has numbers of type %d, which have no meaning as float32".formatted(tensor.type()),
                        "export it with float32"));
    }

    private MemorySegment bytes(GraphTensor tensor, DataType type) throws IOException {
        long elements = elements(tensor);
        long needed = elements * type.numbers().bytes();
        MemorySegment bytes =
                switch (tensor.content()) {
                    case GraphTensor.Raw(MemorySegment raw) -> raw;
                    case GraphTensor.External external -> outside(tensor, external, needed);
                    case GraphTensor.Weight _ -> throw new IllegalStateException(tensor.name() + ": is not of a file");
                };
        if (elements == 0 || bytes.byteSize() != needed) {
            throw refused(
                    tensor,
                    "has the sizes %s, which need %d bytes, and has %d"
                            .formatted(tensor.sizes(), needed, bytes.byteSize()),
                    "copy it again");
        }
        return bytes;
    }

    /** At most as many as a file can hold. */
    private long elements(GraphTensor tensor) throws IOException {
        long product = 1;
        for (long size : tensor.sizes()) {
            if (size < 0 || size > Integer.MAX_VALUE || product > Integer.MAX_VALUE) {
                throw refused(tensor, "has the sizes %s".formatted(tensor.sizes()), "copy it again");
            }
            product *= size;
        }
        if (product > Integer.MAX_VALUE) {
            throw refused(tensor, "has the sizes %s".formatted(tensor.sizes()), "copy it again");
        }
        return product;
    }

    /** How much a graph's file and those beside it that it names have together. */
    long bytesOf(Graph graph, long own) {
        Set<String> locations = new HashSet<>();
        for (GraphTensor tensor : graph.tensors().values()) {
            if (tensor.content() instanceof GraphTensor.External external) {
                locations.add(external.location());
            }
        }
        return own + locations.stream().mapToLong(this::bytesBeside).sum();
    }

    /** 0 for a file that is refused when it is read. */
    private long bytesBeside(String location) {
        try {
            return Files.size(file.toAbsolutePath().resolveSibling(location));
        } catch (IOException | InvalidPathException _) {
            return 0;
        }
    }

    private MemorySegment outside(GraphTensor tensor, GraphTensor.External external, long needed) throws IOException {
        Path name = name(tensor, external.location());
        if (external.location().isBlank() || name.isAbsolute() || name.startsWith("..")) {
            throw refused(
                    tensor,
                    "its numbers are in the file \"%s\", which is not beside this one".formatted(external.location()),
                    "export it again");
        }
        MemorySegment all = MappedFile.open(file.toAbsolutePath().resolveSibling(name));
        long length = external.length() < 0 ? needed : external.length();
        if (external.offset() < 0 || length > all.byteSize() || external.offset() > all.byteSize() - length) {
            throw refused(
                    tensor,
                    "its numbers are said to be the %d bytes from %d on of %s, which has %d"
                            .formatted(length, external.offset(), name, all.byteSize()),
                    "copy both files again");
        }
        return all.asSlice(external.offset(), length);
    }

    private Path name(GraphTensor tensor, String location) throws FormatException {
        try {
            return Path.of(location).normalize();
        } catch (InvalidPathException _) {
            throw refused(tensor, "its numbers are in a file whose name is none", "export it again");
        }
    }

    private FormatException refused(GraphTensor tensor, String problem, String remedy) {
        return new FormatException(file + ": " + tensor.name(), problem, remedy);
    }
}
