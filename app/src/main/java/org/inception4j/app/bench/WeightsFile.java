package org.inception4j.app.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** Random weights where a classifier has its own: in a file that is mapped. */
final class WeightsFile {
    /** Room for one tensor's alignment. */
    private static final long GAP_BYTES = 64;

    private WeightsFile() {}

    /** They go with the file at the end of the process. */
    static Weights of(Model model) throws IOException {
        Path file = Files.createTempFile("inception-bench-", ".weights");
        file.toFile().deleteOnExit();
        long bytes = model.weights().values().stream()
                .mapToLong(spec -> spec.shape().elements() * Float.BYTES + GAP_BYTES)
                .sum();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment memory = channel.map(MapMode.READ_WRITE, 0, bytes, Arena.ofAuto());
            Weights drawn = Weights.initialise(model, 0, SegmentAllocator.slicingAllocator(memory));
            memory.unload();
            return readOnly(drawn);
        }
    }

    private static Weights readOnly(Weights weights) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        weights.tensors()
                .forEach((name, tensor) -> tensors.put(
                        name, new Tensor(tensor.shape(), tensor.data().asReadOnly())));
        return Weights.of(tensors);
    }
}
