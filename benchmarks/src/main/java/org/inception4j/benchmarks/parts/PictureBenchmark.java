package org.inception4j.benchmarks.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.inception4j.random.CounterRandom;
import org.inception4j.vision.Image;
import org.inception4j.vision.ImageLimits;
import org.inception4j.vision.Preprocessing;
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

/** From a JPEG's bytes to a network's input, and its two halves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PictureBenchmark {
    private static final int QUALITY = 90;

    @Param({"500", "2000"})
    private int width;

    private final Preprocessing preprocessing = Preprocessing.torch(224);
    private final float[] numbers = new float[preprocessing.values()];
    private Path file;
    private byte[] jpeg;
    private Image image;

    @Setup
    public void draw() throws IOException {
        int height = width * 3 / 4;
        byte[] rgb = new byte[3 * width * height];
        CounterRandom random = CounterRandom.of(0);
        for (int i = 0; i < rgb.length; i++) {
            int gradient = i / 3 % width * 200 / width;
            rgb[i] = (byte) (gradient + random.nextInt(32));
        }
        image = new Image(width, height, rgb);
        file = Files.createTempFile("picture", ".jpg");
        image.writeJpeg(file, QUALITY);
        jpeg = Files.readAllBytes(file);
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public Image decode() throws IOException {
        return Image.decode(jpeg, "picture", ImageLimits.STANDARD);
    }

    @Benchmark
    public float[] resizeAndNormalise() {
        preprocessing.apply(image, numbers, 0);
        return numbers;
    }

    @Benchmark
    public float[] fileToInput() throws IOException {
        preprocessing.apply(preprocessing.read(file), numbers, 0);
        return numbers;
    }
}
