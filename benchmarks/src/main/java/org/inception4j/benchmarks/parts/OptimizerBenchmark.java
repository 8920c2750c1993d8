package org.inception4j.benchmarks.parts;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.inception4j.app.bench.Subject;
import org.inception4j.engine.ParameterLayout;
import org.inception4j.model.Model;
import org.inception4j.training.optimizer.Optimizer;
import org.inception4j.training.optimizer.UpdateOptions;
import org.inception4j.training.optimizer.WeightUpdate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One step of an optimizer over all weights of GoogLeNet. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OptimizerBenchmark {
    /** Those that are measured. */
    public enum Kind {
        SGD,
        ADAM
    }

    @Param
    private Kind kind;

    private Arena arena;
    private WeightUpdate update;
    private MemorySegment parameters;
    private MemorySegment gradients;

    @Setup
    public void allocate() {
        Model model = Subject.GOOGLENET.model(1);
        ParameterLayout layout = ParameterLayout.of(model, _ -> true);
        Optimizer optimizer = kind == Kind.SGD ? Optimizer.Sgd.of(0.01, 0.9) : Optimizer.Adam.of(0.001);
        update = WeightUpdate.of(optimizer, layout, UpdateOptions.plain());
        arena = Arena.ofShared();
        parameters = arena.allocate(layout.size() * Float.BYTES, 64);
        gradients = arena.allocate(layout.size() * Float.BYTES, 64);
    }

    @TearDown
    public void close() {
        update.close();
        arena.close();
    }

    @Benchmark
    public void step() {
        update.apply(parameters, gradients, 0.01f, 1);
    }
}
