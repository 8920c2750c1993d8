package org.inception4j.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.inception4j.app.bench.Contender;
import org.inception4j.app.bench.Service;
import org.inception4j.app.bench.Task;
import org.inception4j.engine.Precision;
import org.inception4j.formats.onnx.OnnxOptions;
import org.inception4j.formats.onnx.OnnxWriter;
import org.inception4j.model.Model;
import org.inception4j.random.CounterRandom;
import org.inception4j.tensor.Weights;

/**
 * ONNX Runtime, running what this library exports, with all its optimisations. In 8 bits it runs what its own static
 * quantisation makes of that file, for which a Python with {@code onnxruntime} and {@code onnx} is needed.
 */
public final class OnnxRuntimePeer implements Contender {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Quantizer quantizer;

    OnnxRuntimePeer(Quantizer quantizer) {
        this.quantizer = quantizer;
    }

    /** Takes the Python to quantise with, if there is one. */
    public static void main(String[] arguments) throws IOException {
        Quantizer quantizer = new Quantizer(arguments.length == 0 ? null : Path.of(arguments[0]));
        Service.serve(new OnnxRuntimePeer(quantizer), System.in, new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public String libraries() {
        return "ONNX Runtime " + environment.getVersion();
    }

    @Override
    public Work prepare(Task task) throws Skip, IOException, OrtException {
        if (task.job() != Task.Job.INFER) {
            throw new Skip("does not train");
        }
        if (task.precision() == Precision.BF16) {
            throw new Skip("has no bf16 on processors");
        }
        Path folder = Files.createTempDirectory("inception-bench-");
        Path file = folder.resolve("network.onnx");
        try {
            Model model = task.subject().model(task.width());
            Weights weights = Weights.initialise(model, 0);
            OnnxWriter.write(file, model, weights, OnnxOptions.standard().withBatch(task.batch()));
            Path run = task.precision() == Precision.INT8 ? quantizer.quantized(file) : file;
            return new Session(session(run, task.threads()), pictures(task));
        } finally {
            Quantizer.delete(folder);
        }
    }

    private OrtSession session(Path file, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setIntraOpNumThreads(threads);
            return environment.createSession(file.toString(), options);
        }
    }

    private OnnxTensor pictures(Task task) throws OrtException {
        int pixels = task.subject().pixels();
        long[] sizes = {task.batch(), 3, pixels, pixels};
        FloatBuffer values = ByteBuffer.allocateDirect(task.batch() * 3 * pixels * pixels * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        CounterRandom random = CounterRandom.of(0);
        while (values.hasRemaining()) {
            values.put((float) random.nextGaussian());
        }
        return OnnxTensor.createTensor(environment, values.flip(), sizes);
    }

    private record Session(OrtSession session, OnnxTensor pictures) implements Work {
        @Override
        public void run() throws OrtException {
            session.run(Map.of(session.getInputNames().iterator().next(), pictures))
                    .close();
        }

        @Override
        public void close() {
            try {
                pictures.close();
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime: cannot close a session", e);
            }
        }
    }
}
