package org.inception4j.formats.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Shape;
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
        assertThat(file.names())
                .hasSize(68)
                .contains(
                        WEIGHTS,
                        "InceptionV3/Logits/Conv2d_1c_1x1/biases",
                        "global_step",
                        "scalar",
                        "many/variable_59");
        assertThat(file.sizes(WEIGHTS)).containsExactly(2L, 2L, 3L, 2L);
        assertThat(file.sizes("scalar")).isEmpty();
        float[] weights = file.tensor(WEIGHTS, Shape.of(2, 2, 3, 2)).toArray();
        for (int i = 0; i < 24; i++) {
            assertThat(weights[i]).isEqualTo(i / 8f);
        }
        assertThat(file.tensor("InceptionV3/Conv2d_1a_3x3/BatchNorm/moving_mean", Shape.of(2))
                        .toArray())
                .containsExactly(0.25f, 3);
        for (int i = 0; i < 60; i++) {
            assertThat(file.tensor("many/variable_" + i, Shape.of(1)).get(0)).isEqualTo(i);
        }
    }

    @Test
    void givesTheSameNumbersUnderAnotherShape() throws IOException {
        assertThat(open().tensor("InceptionV3/Logits/Conv2d_1c_1x1/weights", Shape.of(2, 3))
                        .toArray())
                .containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(open().tensor("scalar", Shape.of(1)).toArray()).containsExactly(2.5f);
    }

    @Test
    void refusesWhatDoesNotFit() throws IOException {
        VariablesFile file = open();
        refuses(
                () -> file.tensor(WEIGHTS, Shape.of(2, 2)),
                folder.resolve("variables")
                        + ", "
                        + WEIGHTS
                        + ": has the type 1 and the sizes [2, 2, 3, 2] and (2, 2) of float32 are needed; give the variables of this network");
        refuses(
                () -> file.tensor("global_step", Shape.of(2)),
                folder.resolve("variables")
                        + ", global_step: has the type 9 and the sizes [] and (2,) of float32 are needed; give the variables of this network");
        refuses(
                () -> file.tensor("none", Shape.of(2)),
                folder.resolve("variables") + ": has no variable none among 68; give the variables of this network");
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
                () -> open().tensor(WEIGHTS, Shape.of(2, 2, 3, 2)),
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
        return VariablesFile.open(folder.resolve("variables"));
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(WeightsException.class).hasMessage(message);
    }
}
