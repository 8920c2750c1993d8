package org.inception4j.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.vision.Image;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagenetTest {
    @TempDir
    private Path folder;

    @Test
    void preparesValuesAsKerasModeTf() {
        Tensor values = Tensor.of(Shape.of(1, 1, 2, 3), 0, 255, 127.5f, 1, 100, 254);
        assertThat(InceptionV3.preprocessInput(values).toArray())
                .containsExactly(-1, 1, 0, 1 / 127.5f - 1, 100 / 127.5f - 1, 254 / 127.5f - 1);
        assertThat(values.get(0)).isZero();
        assertThat(InceptionResNetV2.preprocessInput(values).toArray())
                .isEqualTo(Xception.preprocessInput(values).toArray());
    }

    /** The value that travels with a classifier multiplies where Keras divides: another rounding, the same numbers. */
    @Test
    void agreesWithThePreprocessingOfAllPixelValues() {
        byte[] rgb = new byte[256 * 3];
        float[] raw = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3);
            raw[i] = i / 3;
        }
        Preprocessing preprocessing =
                Xception.of().withIncludeTop(false).withInputShape(256, 256, 3).preprocessing();
        float[] prepared = new float[preprocessing.values()];
        preprocessing.apply(new Image(256, 1, rgb), prepared, 0);
        float[] keras = InceptionV3.preprocessInput(Tensor.of(Shape.of(1, 1, 256, 3), raw))
                .toArray();
        for (int i = 0; i < keras.length; i++) {
            assertThat(prepared[i]).isCloseTo(keras[i], within(2e-7f));
        }
    }

    @Test
    void namesTheBestClassesOfEachSample() {
        Tensor predictions = Tensor.zeros(Shape.of(2, 1000));
        predictions.set(3, 0.5f);
        predictions.set(7, 0.25f);
        predictions.set(1999, 0.75f);
        predictions.set(1001, Float.NaN);
        assertThat(Imagenet.decode(predictions, 3, classes()))
                .containsExactly(
                        List.of(predicted(3, 0.5f), predicted(7, 0.25f), predicted(0, 0)),
                        List.of(predicted(999, 0.75f), predicted(0, 0), predicted(2, 0)));
        assertThat(Imagenet.decode(predictions, 2000, classes()).getLast())
                .hasSize(1000)
                .last()
                .extracting(ImagenetClass::label)
                .isEqualTo("class 1");
    }

    @Test
    void readsKerasListOfClasses() throws IOException {
        Path index = Files.writeString(folder.resolve("imagenet_class_index.json"), json(1000));
        assertThat(Imagenet.read(index)).isEqualTo(classes());
    }

    @Test
    void refusesAListThatIsTooShort() throws IOException {
        Path index = Files.writeString(folder.resolve("index.json"), json(999));
        assertThatThrownBy(() -> Imagenet.read(index))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(index + ": ")
                .hasMessageContaining("999");
    }

    @Test
    void refusesWhatIsNoPredictionOfAThousandClasses() {
        Tensor ten = Tensor.zeros(Shape.of(2, 10));
        assertThatThrownBy(() -> InceptionV3.decodePredictions(ten, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "decode_predictions: the predictions have the shape (2, 10) and need (samples, 1000); give what a model with its top for the classes of ImageNet predicts");
        Tensor one = Tensor.zeros(Shape.of(1000));
        assertThatThrownBy(() -> Xception.decodePredictions(one, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "decode_predictions: the predictions have the shape (1000,) and need (samples, 1000); give what a model with its top for the classes of ImageNet predicts");
        Tensor some = Tensor.zeros(Shape.of(1, 1000));
        assertThatThrownBy(() -> InceptionResNetV2.decodePredictions(some, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("decode_predictions: top is 0; give at least 1");
    }

    @Test
    void doesNotTrustAnotherListUnderItsName() throws IOException {
        Path index = Files.writeString(folder.resolve("imagenet_class_index.json"), json(1000));
        assertThatThrownBy(
                        () -> InceptionV3.decodePredictions(Tensor.zeros(Shape.of(1, 1000)), 5, KerasCache.of(folder)))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(index + ": has the MD5 ")
                .hasMessageContaining("and the published file has c2c37ea517e94d9795004a39431a14cb; ");
        assertThatThrownBy(() -> KerasCache.of(folder).imagenetLabels())
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(index + ": has the MD5 ");
    }

    private static ImagenetClass predicted(int number, float score) {
        return new ImagenetClass("n%08d".formatted(number), "class " + number, score);
    }

    private static List<ImagenetClass> classes() {
        return IntStream.range(0, 1000).mapToObj(i -> predicted(i, 0)).toList();
    }

    private static String json(int classes) {
        return IntStream.range(0, classes)
                .mapToObj(i -> "\"%d\": [\"n%08d\", \"class %d\"]".formatted(i, i, i))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
