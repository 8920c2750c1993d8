package org.inception4j.benchmarks.parts;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Input;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
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

/** Single layers of GoogLeNet as plans of their own; what goes in and comes out is copied and, in BF16, converted too. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LayerBenchmark {
    /** The layers that are measured, at the place where GoogLeNet has them. */
    public enum Part {
        STEM_7X7(224, 3) {
            @Override
            Node on(Node input) {
                return Conv2D.of(64, 7)
                        .withStrides(2)
                        .withPadding(Padding.of(3))
                        .withActivation(ActivationFunction.RELU)
                        .on(input);
            }
        },
        CONVOLUTION_3X3(56, 64) {
            @Override
            Node on(Node input) {
                return Conv2D.of(192, 3)
                        .withPadding(Padding.of(1))
                        .withActivation(ActivationFunction.RELU)
                        .on(input);
            }
        },
        CONVOLUTION_1X1(14, 512) {
            @Override
            Node on(Node input) {
                return Conv2D.of(160, 1).withActivation(ActivationFunction.RELU).on(input);
            }
        },
        RESPONSE_NORMALIZATION(56, 64) {
            @Override
            Node on(Node input) {
                return LocalResponseNormalization.of().on(input);
            }
        },
        MAX_POOL(56, 192) {
            @Override
            Node on(Node input) {
                return MaxPooling2D.of(3, 2).on(input);
            }
        },
        CONCATENATION(28, 128) {
            @Override
            Node on(Node input) {
                return Concatenate.of().on(input, input);
            }
        },
        SOFTMAX(1, 1000) {
            @Override
            Node on(Node input) {
                return Activation.of(ActivationFunction.SOFTMAX).on(input);
            }
        };

        private final int side;
        private final int channels;

        Part(int side, int channels) {
            this.side = side;
            this.channels = channels;
        }

        abstract Node on(Node input);

        Model model() {
            Node input = Input.of(side, side, channels).on();
            return Model.of("part", input, on(input));
        }
    }

    @Param
    private Part part;

    @Param({"FP32", "BF16"})
    private Precision precision;

    @Param({"1", "32"})
    private int batch;

    private InferencePlan plan;
    private Map<String, Tensor> inputs;

    @Setup
    public void compile() {
        Model model = part.model();
        InferenceOptions options = InferenceOptions.standard().withBatch(batch).withPrecision(precision);
        plan = Engine.best().inference(model, Weights.initialise(model, 0), options);
        inputs = List.of(model.input()).stream()
                .collect(Collectors.toMap(
                        model::name, input -> Tensor.zeros(input.shape().batched(batch))));
    }

    @TearDown
    public void close() {
        plan.close();
    }

    @Benchmark
    public Map<String, Tensor> run() {
        return plan.run(inputs);
    }
}
