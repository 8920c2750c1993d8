package org.inception4j.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parts.h5} was written by h5py, see scripts/goldens/keras_h5.py. */
class H5FileTest {
    @TempDir
    private Path folder;

    @Test
    void readsAWholeModelWithListsInPartsAndAllTypesOfFloat() throws IOException {
        Model model = dense("block/one", 3, "two", 1);
        try (H5File file = H5File.open(parts())) {
            assertThat(file.kerasVersion()).contains("2.15.0");
            assertThat(file.layers())
                    .hasToString("[H5Layer[name=input_1, weights=[]], H5Layer[name=block/one, "
                            + "weights=[block/one/kernel:0 (2, 3), block/one/bias:0 (3,)]], "
                            + "H5Layer[name=two, weights=[kernel (3, 1), bias (1,)]]]");
            Weights weights = file.toWeights(model);
            assertThat(weights.names())
                    .containsExactlyElementsOf(model.weights().keySet());
            assertThat(weights.get("block/one/kernel").toArray()).containsExactly(0, 0.25f, 0.5f, 0.75f, 1, 1.25f);
            assertThat(weights.get("block/one/bias").toArray()).containsExactly(1, -2, 0.5f);
            assertThat(weights.get("two/kernel").toArray()).containsExactly(1, 1, 1);
            assertThat(weights.get("two/bias").toArray()).containsExactly(-0.5f);
        }
    }

    @Test
    void loadsInOrderWhateverTheNamesAre() throws IOException {
        try (H5File file = H5File.open(parts())) {
            Weights weights = file.toWeights(dense("dense", 3, "dense_1", 1));
            assertThat(weights.get("dense/bias").toArray()).containsExactly(1, -2, 0.5f);
        }
    }

    @Test
    void loadsTrainableWeightsFirst() throws IOException {
        Node input = Input.of(2).on();
        Model model =
                Model.of("model", input, BatchNormalization.of().named("bn").on(input));
        Path path = new H5Bytes()
                .layer("bn", "gamma:0", new float[] {1, 1})
                .layer("bn", "beta:0", new float[] {2, 2})
                .layer("bn", "moving_mean:0", new float[] {3, 3})
                .layer("bn", "moving_variance:0", new float[] {4, 4})
                .write(folder.resolve("bn.h5"));
        try (H5File file = H5File.open(path)) {
            Weights weights = file.toWeights(model);
            assertThat(weights.get("bn/gamma").toArray()).containsExactly(1, 1);
            assertThat(weights.get("bn/beta").toArray()).containsExactly(2, 2);
            assertThat(weights.get("bn/moving_mean").toArray()).containsExactly(3, 3);
            assertThat(weights.get("bn/moving_variance").toArray()).containsExactly(4, 4);
        }
    }

    @Test
    void takesByNameWhatBothHave() throws IOException {
        try (H5File file = H5File.open(parts())) {
            WeightMatch match = file.matchByName(dense("two", 3, "three", 1));
            assertThat(match.used()).containsExactly("two");
            assertThat(match.missing()).hasToString("[layer three is missing]");
            assertThat(match.wrong())
                    .hasToString("[layer two: kernel has the shape (3, 1) and the model needs (2, 3)]");
            assertThat(match.leftOver()).containsExactly("block/one");
            assertThat(match.weights().names()).isEmpty();
            assertThat(file.toWeightsByName(dense("block/one", 3, "two", 1)).names())
                    .containsExactly("block/one/kernel", "block/one/bias", "two/kernel", "two/bias");
        }
    }

    @Test
    void refusesByNameWhatDoesNotFit() throws IOException {
        Path path = parts();
        try (H5File file = H5File.open(path)) {
            assertThatThrownBy(() -> file.toWeightsByName(dense("two", 3, "three", 1)))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage(
                            path
                                    + ": does not fit model: layer two: kernel has the shape (3, 1) and the model needs (2, 3), layer three is missing; build the network that the file was saved from");
        }
    }

    @Test
    void saysWhichLayerIsTooMany() throws IOException {
        Path path = parts();
        Node input = Input.of(2).on();
        Model model = Model.of("model", input, Dense.of(3).named("block/one").on(input));
        try (H5File file = H5File.open(path)) {
            assertThatThrownBy(() -> file.toWeights(model))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage(
                            path
                                    + ": has 2 layers with weights and model has 1, only the file has two; build the network that the file was saved from, with its top or without as there");
        }
    }

    @Test
    void namesTheLayerWhoseShapeDiffers() throws IOException {
        Path path = parts();
        try (H5File file = H5File.open(path)) {
            assertThatThrownBy(() -> file.toWeights(dense("block/one", 3, "predictions", 4)))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage(
                            path
                                    + ", layer two (predictions in the model): kernel has the shape (3, 1) and the model needs (3, 4); build the network that the file was saved from");
        }
    }

    @Test
    void namesTheLayerWhoseWeightsAreFewer() throws IOException {
        Path path =
                new H5Bytes().layer("one", "kernel", new float[][] {{1}, {2}}).write(folder.resolve("few.h5"));
        Node input = Input.of(2).on();
        Model model = Model.of("model", input, Dense.of(1).named("one").on(input));
        try (H5File file = H5File.open(path)) {
            assertThatThrownBy(() -> file.toWeights(model))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage(
                            path
                                    + ", layer one: has 1 weights and the model needs 2 (kernel, bias); build the network that the file was saved from");
        }
    }

    @Test
    void refusesWeightsThatAreNoFloats() throws IOException {
        Path path = new H5Bytes()
                .layer("one", "kernel", new int[][] {{1}, {2}})
                .layer("one", "bias", new int[] {1})
                .write(folder.resolve("ints.h5"));
        Node input = Input.of(2).on();
        Model model = Model.of("model", input, Dense.of(1).named("one").on(input));
        try (H5File file = H5File.open(path)) {
            assertThatThrownBy(() -> file.toWeights(model))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage(path + ", layer one: kernel holds int[]; give a file of floating-point weights");
        }
    }

    @Test
    void refusesAListedWeightThatIsNotThere() {
        Path path = new H5Bytes().layer("one", "kernel", null).write(folder.resolve("hole.h5"));
        assertThatThrownBy(() -> H5File.open(path))
                .isInstanceOf(WeightsException.class)
                .hasMessage(path
                        + ", layer one: its weight kernel is listed and not there; copy or download the file again");
    }

    @Test
    void refusesTheano() {
        Path path = new H5Bytes()
                .layer("one", "kernel", new float[] {1})
                .backend("theano")
                .write(folder.resolve("theano.h5"));
        assertThatThrownBy(() -> H5File.open(path))
                .isInstanceOf(WeightsException.class)
                .hasMessage(
                        path
                                + ": was written with Theano, whose kernels are turned by 180 degrees; load it in Keras with TensorFlow and save it again");
    }

    @Test
    void refusesWhatIsNoFileOfKeras() throws IOException {
        Path text = Files.writeString(folder.resolve("text.h5"), "weights");
        refuses(text, ": is no HDF5 file; give the .h5 file that Keras' save_weights or save wrote");
        Path empty = Files.createFile(folder.resolve("empty.h5"));
        refuses(empty, ": is no HDF5 file; give the .h5 file that Keras' save_weights or save wrote");
        refuses(folder, ": is a folder; give a file");
        refuses(folder.resolve("none.h5"), ": there is no such file; check the path");
        refuses(
                written("other.h5", "data"),
                ": has no attribute layer_names; give the .h5 file that Keras' save_weights or save wrote");
        refuses(
                written("model.weights.h5", "layers"),
                ": is in the layout of Keras 3's .weights.h5, which has no layer_names; open it as KerasFile");
    }

    /** Every 19th byte of the file in turn becomes another; nothing but the two readable outcomes may follow. */
    @Test
    void saysOfADamagedFileThatItIsDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(parts());
        Model model = dense("block/one", 3, "two", 1);
        Path path = folder.resolve("damaged.h5");
        int refused = 0;
        for (int i = 0; i < whole.length; i += 19) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            Files.write(path, damaged);
            try (H5File file = H5File.open(path)) {
                file.toWeights(model);
            } catch (WeightsException said) {
                assertThat(said.getMessage()).startsWith(path.toString()).contains("; ");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(20);
    }

    @Test
    void saysOfACutFileThatItIsDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(parts());
        Model model = dense("block/one", 3, "two", 1);
        for (int length = 0; length < whole.length - 1; length += 211) {
            Path path = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> {
                        try (H5File file = H5File.open(path)) {
                            file.toWeights(model);
                        }
                    })
                    .isInstanceOf(WeightsException.class);
        }
    }

    private static void refuses(Path path, String message) {
        assertThatThrownBy(() -> H5File.open(path))
                .isInstanceOf(WeightsException.class)
                .hasMessage(path + message);
    }

    private Path written(String name, String group) {
        Path path = folder.resolve(name);
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putGroup(group);
        }
        return path;
    }

    private static Model dense(String first, int units, String second, int classes) {
        Node input = Input.of(2).on();
        Node hidden = Dense.of(units).named(first).on(Flatten.of().on(input));
        return Model.of("model", input, Dense.of(classes).named(second).on(hidden));
    }

    private Path parts() throws IOException {
        Path path = folder.resolve("parts.h5");
        try (InputStream in = H5FileTest.class.getResourceAsStream("parts.h5")) {
            Files.write(path, in.readAllBytes());
        }
        return path;
    }
}
