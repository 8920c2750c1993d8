package org.inception4j.training.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.inception4j.engine.InferencePlan;
import org.inception4j.engine.Precision;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.vision.Image;
import org.inception4j.vision.Preprocessing;

/** Pictures of one colour, and a plan that reads its answer off that colour: red and green are two probabilities. */
final class SolidPictures {
    static final Preprocessing PREPROCESSING = Preprocessing.tf(16);

    private static final int SIDE = 16;
    private static final int FULL = 200;

    private SolidPictures() {}

    /** A picture that the plan of {@link #plan} answers with {@code red / 200, green / 200} and the rest for a third class. */
    static Path write(Path file, int red, int green) throws IOException {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
        }
        Files.createDirectories(file.getParent());
        new Image(SIDE, SIDE, rgb).writePng(file);
        return file;
    }

    static Path writeBroken(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "this is no picture");
    }

    static InferencePlan plan(int classes) {
        return new ColourPlan(classes);
    }

    private record ColourPlan(int classes) implements InferencePlan {
        @Override
        public Tensor run(Tensor input) {
            int count = input.shape().size(0);
            Tensor output = Tensor.zeros(Shape.of(count, classes));
            for (int row = 0; row < count; row++) {
                float red = fraction(input.rows(row, 1).get(0));
                float green = fraction(input.rows(row, 1).get(1));
                output.set((long) row * classes, red);
                output.set((long) row * classes + 1, green);
                output.set((long) row * classes + 2, 1 - red - green);
            }
            return output;
        }

        /** Undoes the scaling to -1 … 1. */
        private static float fraction(float value) {
            return Math.round((value + 1) * 127.5f) / (float) FULL;
        }

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) {
            throw new UnsupportedOperationException("one input only");
        }

        @Override
        public Model model() {
            throw new UnsupportedOperationException("has no model");
        }

        @Override
        public Precision precision() {
            return Precision.FP32;
        }

        @Override
        public int batch() {
            return 1;
        }

        @Override
        public long workspaceBytes() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
