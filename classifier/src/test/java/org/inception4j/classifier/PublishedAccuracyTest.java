package org.inception4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.Precision;
import org.inception4j.engine.Quantization;
import org.inception4j.engine.calibration.CalibrationMethod;
import org.inception4j.formats.caffe.CaffeFile;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Networks;
import org.inception4j.vision.Image;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The published GoogLeNet from Caffe's file to an {@code .inception} file to 200 photos, against an independent computation. */
@Tag("slow")
@Tag("native")
class PublishedAccuracyTest {
    private static final Path DATA =
            Path.of(System.getProperty("project.root", ".")).resolve("../shared/data");

    /** Float32 in another order; what decoding may differ by between libraries is far larger and is allowed for. */
    private static final float TOLERANCE = 2e-3f;

    /** One photo of 200, for numbers that lie within the tolerance of each other. */
    private static final double ONE_PHOTO = 0.005 + 1e-9;

    @TempDir
    private static Path folder;

    private static List<String> labels;
    private static List<Image> photos;
    private static List<Integer> truth;

    @BeforeAll
    static void read() throws IOException {
        Path list = DATA.resolve("imagenet/list.csv");
        if (!Files.exists(list)) {
            System.out.println("PublishedAccuracyTest skipped: there is no imagenet/list.csv in shared/data");
        }
        assumeTrue(Files.exists(list), "no imagenet/list.csv");
        labels = Files.readAllLines(DATA.resolve("imagenet/labels.txt"));
        photos = new ArrayList<>();
        truth = new ArrayList<>();
        for (String line : Files.readAllLines(list).subList(1, 201)) {
            photos.add(Image.read(list.resolveSibling(line.substring(0, line.indexOf(',')))));
            truth.add(labels.indexOf(line.substring(line.indexOf(',') + 1)));
        }
        Model model = Networks.named("googlenet:paper").build().inference();
        Classifier.of(
                        model,
                        CaffeFile.read(DATA.resolve("googlenet/bvlc_googlenet.caffemodel"))
                                .toWeights(model),
                        Preprocessing.caffe(224),
                        labels,
                        Card.of("googlenet:paper").withSource("bvlc_googlenet.caffemodel"))
                .write(folder.resolve("googlenet.inception"));
    }

    @Test
    void agreesInFloat32() throws IOException {
        agrees(Precision.FP32);
    }

    @Test
    void agreesByThreeProducts() throws IOException {
        Units.need(Precision.BF16X3);
        agrees(Precision.BF16X3);
    }

    private static void agrees(Precision precision) throws IOException {
        float[] expected = NpzFile.read(DATA.resolve("imagenet/googlenet_expected_probabilities.npz"))
                .get("prob")
                .values();
        List<Prediction> predictions = predictions(precision);
        float worst = 0;
        for (int photo = 0; photo < photos.size(); photo++) {
            float[] probabilities = predictions.get(photo).probabilities();
            for (int i = 0; i < probabilities.length; i++) {
                worst = Math.max(worst, Math.abs(probabilities[i] - expected[photo * probabilities.length + i]));
            }
        }
        System.out.printf("200 photos in %s: the largest difference of a probability is %.1e%n", precision, worst);
        assertThat(worst).isLessThan(TOLERANCE);
        assertThat(top(1, predictions)).isCloseTo(0.815, within(ONE_PHOTO));
        assertThat(top(5, predictions)).isCloseTo(0.965, within(ONE_PHOTO));
    }

    @Test
    void losesLittleInBfloat16() throws IOException {
        Units.need(Precision.BF16);
        List<Prediction> predictions = predictions(Precision.BF16);
        assertThat(top(1, predictions)).isCloseTo(0.815, within(0.015));
        assertThat(top(5, predictions)).isCloseTo(0.965, within(0.015));
    }

    /** Calibrated with photos of another kind: flowers. */
    @ParameterizedTest
    @EnumSource(CalibrationMethod.class)
    void losesAtMostOnePointInInt8(CalibrationMethod method) throws IOException {
        List<Path> flowers = ImageFolder.list(DATA.resolve("flowers/photos"));
        List<Path> some = IntStream.range(0, 100)
                .mapToObj(i -> flowers.get(i * flowers.size() / 100))
                .toList();
        try (Classifier whole = Classifier.open(folder.resolve("googlenet.inception"))) {
            Quantizer.quantize(whole, some, method).write(folder.resolve("int8.inception"));
        }
        assumeTrue(
                Engine.best().resolve(InferenceOptions.standard().withQuantization(quantization())) == Precision.INT8,
                "this processor has no units for 8 bits");
        List<Prediction> predictions = predictions("int8.inception", Precision.AUTO);
        System.out.printf(
                "200 photos in int8 by %s: top-1 %.3f, top-5 %.3f%n", method, top(1, predictions), top(5, predictions));
        assertThat(top(1, predictions)).isGreaterThan(0.805 - 1e-9);
        assertThat(top(5, predictions)).isGreaterThan(0.955 - 1e-9);
    }

    private static Quantization quantization() throws IOException {
        try (Classifier classifier = Classifier.open(folder.resolve("int8.inception"))) {
            return classifier.quantization().orElseThrow();
        }
    }

    private static List<Prediction> predictions(Precision precision) throws IOException {
        return predictions("googlenet.inception", precision);
    }

    private static List<Prediction> predictions(String file, Precision precision) throws IOException {
        try (Classifier classifier = Classifier.open(folder.resolve(file))
                .withOptions(ClassifierOptions.standard().withPrecision(precision))) {
            return classifier.predict(photos);
        }
    }

    private static double top(int count, List<Prediction> predictions) {
        int right = 0;
        for (int photo = 0; photo < photos.size(); photo++) {
            int label = truth.get(photo);
            right += predictions.get(photo).top(count).stream().anyMatch(score -> score.index() == label) ? 1 : 0;
        }
        return (double) right / photos.size();
    }
}
