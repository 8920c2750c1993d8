package org.inception4j.benchmarks.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.inception4j.app.bench.Subject;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** GoogLeNet's weights from a file that the system has in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WeightsBenchmark {
    private final Model model = Subject.GOOGLENET.model(1);
    private Path file;

    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("weights", ".safetensors");
        SafetensorsFile.write(file, Weights.initialise(model, 0), Map.of());
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** Mapped, matched with the model, and each number copied once. */
    @Benchmark
    public long load() throws IOException {
        long floats = 0;
        for (Tensor tensor :
                SafetensorsFile.read(file).forModel(model).tensors().values()) {
            floats += tensor.toArray().length;
        }
        return floats;
    }
}
