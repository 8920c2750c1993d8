package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Samples;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan has read of files is not kept in memory, and is read again where it is needed. */
@Tag("native")
class FilePagesTest {
    private static final Path RANGES = Path.of("/proc/self/smaps");
    private static final Engine ENGINE = new OneDnnEngine();
    private static final Model MODEL = Networks.named("googlenet:bn")
            .build(Networks.named("googlenet:bn")
                    .defaults()
                    .withImageSize(64)
                    .withClasses(10)
                    .withAuxiliary(false)
                    .withWidth(0.5));

    @Test
    void keepsNoPagesOfMappedWeights(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mapped.weights");
        try (Arena arena = Arena.ofShared()) {
            Weights mapped = mapped(file, arena);
            long whole = residentKib(file.toString());
            try (InferencePlan _ = plan(mapped, 1)) {
                assertThat(whole).isGreaterThan(4096);
                assertThat(residentKib(file.toString())).isLessThan(whole / 4);
            }
        }
    }

    @Test
    void answersAsFromMemoryAlsoWithASecondPlan(@TempDir Path folder) throws IOException {
        try (Arena arena = Arena.ofShared();
                InferencePlan inMemory = plan(Weights.initialise(MODEL, 1), 2)) {
            Weights mapped = mapped(folder.resolve("mapped.weights"), arena);
            Tensor pictures = Samples.uniform(MODEL.input().shape().batched(2), 3);
            float[] expected = inMemory.run(pictures).toArray();
            try (InferencePlan one = plan(mapped, 1);
                    InferencePlan two = plan(mapped, 2)) {
                assertThat(one.run(pictures.rows(0, 1)).toArray()).hasSize(10);
                assertThat(two.run(pictures).toArray()).isEqualTo(expected);
            }
        }
    }

    @Test
    void runsOnWhenTheLibrarysPagesAreGivenBack() throws IOException {
        try (InferencePlan plan = plan(Weights.initialise(MODEL, 1), 2)) {
            Tensor pictures = Samples.uniform(MODEL.input().shape().batched(2), 3);
            float[] expected = plan.run(pictures).toArray();
            long before = residentKib("/libdnnl.so");
            LibraryPages.giveBack();
            assertThat(residentKib("/libdnnl.so")).isLessThan(before);
            assertThat(plan.run(pictures).toArray()).isEqualTo(expected);
        }
    }

    private static InferencePlan plan(Weights weights, int batch) {
        return ENGINE.inference(MODEL, weights, InferenceOptions.standard().withBatch(batch));
    }

    private static Weights mapped(Path file, Arena arena) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long bytes = MODEL.weights().values().stream()
                    .mapToLong(spec -> spec.shape().elements() * Float.BYTES + 64)
                    .sum();
            MemorySegment memory = channel.map(MapMode.READ_WRITE, 0, bytes, arena);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            Weights.initialise(MODEL, 1, SegmentAllocator.slicingAllocator(memory))
                    .tensors()
                    .forEach((name, tensor) -> tensors.put(
                            name, new Tensor(tensor.shape(), tensor.data().asReadOnly())));
            return Weights.of(tensors);
        }
    }

    /** Of all ranges of the files of which the name has this in it. */
    private static long residentKib(String name) throws IOException {
        assumeTrue(Files.exists(RANGES), "this system does not tell in /proc what is resident");
        long sum = 0;
        boolean wanted = false;
        for (String line : Files.readAllLines(RANGES)) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                wanted = line.contains(name);
            } else if (wanted && line.startsWith("Rss:")) {
                sum += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return sum;
    }
}
