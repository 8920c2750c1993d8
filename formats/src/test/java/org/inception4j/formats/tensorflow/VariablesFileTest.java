package org.inception4j.formats.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TensorFlow wrote the files, see scripts/goldens/tf_variables.py. */
class VariablesFileTest {
    private static final String WEIGHTS = "InceptionV3/Conv2d_1a_3x3/weights";
    private static final String INDEX = "variables.index";
    private static final String DATA = "variables.data-00000-of-00001";

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (String name : new String[] {INDEX, DATA}) {
            try (InputStream in = VariablesFileTest.class.getResourceAsStream(name)) {
                Files.write(folder.resolve(name), in.readAllBytes());
            }
        }
    }

    @Test
    void readsVariablesByTheirNamesInCode() throws IOException {
        VariablesFile file = open();
        assertThat(file.entries())
                .extracting(TensorEntry::name)
                .hasSize(68)
                .contains(
                        WEIGHTS,
                        "InceptionV3/Logits/Conv2d_1c_1x1/biases",
                        "global_step",
                        "scalar",
                        "many/variable_59");
        Tensor tensor = file.read(WEIGHTS);
        assertThat(tensor.shape()).isEqualTo(Shape.of(2, 2, 3, 2));
        float[] weights = tensor.toArray();
        for (int i = 0; i < 24; i++) {
            assertThat(weights[i]).isEqualTo(i / 8f);
        }
        assertThat(file.read("InceptionV3/Conv2d_1a_3x3/BatchNorm/moving_mean").toArray())
                .containsExactly(0.25f, 3);
        for (int i = 0; i < 60; i++) {
            assertThat(file.read("many/variable_" + i).get(0)).isEqualTo(i);
        }
    }

    @Test
    void givesASingleNumberTheShapeOfOne() throws IOException {
        assertThat(open().read("scalar").shape()).isEqualTo(Shape.of(1));
        assertThat(open().read("scalar").toArray()).containsExactly(2.5f);
        assertThat(open().read("global_step").toArray()).containsExactly(7);
    }

    @Test
    void saysWhichFileIsNotThere() throws IOException {
        Files.delete(folder.resolve(DATA));
        refuses(this::open, folder.resolve(DATA) + ": there is no such file; check the path");
        Files.delete(folder.resolve(INDEX));
        refuses(this::open, folder.resolve(INDEX) + ": there is no such file; check the path");
    }

    @Test
    void findsEveryDamagedNumber() throws IOException {
        byte[] data = Files.readAllBytes(folder.resolve(DATA));
        data[0] ^= 1;
        Files.write(folder.resolve(DATA), data);
        refuses(
                () -> open().read(WEIGHTS),
                folder.resolve("variables")
                        + ", "
                        + WEIGHTS
                        + ": its numbers are damaged or cut off; give the files that TensorFlow wrote, whole");
    }

    @Test
    void findsEveryDamagedByteOfTheIndex() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve(INDEX));
        int unnoticed = 0;
        for (int i = 0; i < whole.length; i += 5) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            Files.write(folder.resolve(INDEX), damaged);
            try {
                open();
                unnoticed++;
            } catch (WeightsException said) {
                assertThat(said.getMessage()).startsWith(folder.toString());
            }
        }
        // the metaindex and the footer's padding say nothing that is needed
        assertThat(unnoticed).isLessThan(15);
    }

    @Test
    void refusesAnIndexThatIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve(INDEX));
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(folder.resolve(INDEX), Arrays.copyOf(whole, length));
            assertThatThrownBy(this::open)
                    .isInstanceOf(WeightsException.class)
                    .hasMessageStartingWith(folder.resolve(INDEX) + ": is damaged or no index of variables (");
        }
    }

    private VariablesFile open() throws IOException {
        return VariablesFile.open(
                folder.resolve("variables"), folder.resolve("variables").toString());
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(WeightsException.class).hasMessage(message);
    }
}
