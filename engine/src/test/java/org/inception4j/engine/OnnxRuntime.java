package org.inception4j.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/** An ONNX file in the runtime that most of its users run it with. */
final class OnnxRuntime implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    OnnxRuntime(Path file, OptLevel level) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(level);
            options.setIntraOpNumThreads(2);
            options.setMemoryPatternOptimization(false);
            session = environment.createSession(file.toString(), options);
        } catch (OrtException refused) {
            throw new AssertionError(file + " at " + level + ": " + refused.getMessage(), refused);
        }
    }

    /** @param inputs in the file's order of axes */
    Map<String, Tensor> run(Map<String, Tensor> inputs) {
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
                given.put(input.getKey(), tensor(input.getValue()));
            }
            return answers(given);
        } catch (OrtException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    /** For a file whose input is of bytes. */
    Map<String, Tensor> run(String input, byte[] bytes, Shape shape) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        try (OnnxTensor tensor =
                OnnxTensor.createTensor(environment, buffer, longs(shape), ai.onnxruntime.OnnxJavaType.UINT8)) {
            return answers(Map.of(input, tensor));
        } catch (OrtException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        }
    }

    private Map<String, Tensor> answers(Map<String, OnnxTensor> given) throws OrtException {
        Map<String, Tensor> answers = new LinkedHashMap<>();
        try (OrtSession.Result result = session.run(given)) {
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> answer : result) {
                OnnxTensor tensor = (OnnxTensor) answer.getValue();
                float[] values = new float[tensor.getFloatBuffer().remaining()];
                tensor.getFloatBuffer().get(values);
                int[] sizes = Arrays.stream(tensor.getInfo().getShape())
                        .mapToInt(Math::toIntExact)
                        .toArray();
                answers.put(answer.getKey(), Tensor.of(Shape.of(sizes), values));
            }
        }
        return answers;
    }

    private OnnxTensor tensor(Tensor tensor) throws OrtException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(
                        Math.toIntExact(tensor.data().byteSize()))
                .order(ByteOrder.nativeOrder());
        buffer.asFloatBuffer().put(tensor.toArray());
        return OnnxTensor.createTensor(environment, buffer.asFloatBuffer(), longs(tensor.shape()));
    }

    private static long[] longs(Shape shape) {
        return Arrays.stream(shape.toArray()).asLongStream().toArray();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        }
    }
}
