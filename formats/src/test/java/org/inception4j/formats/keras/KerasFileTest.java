package org.inception4j.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightMatch;
import org.inception4j.model.Dense;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models compute is held against Keras in KerasModelsTest. */
class KerasFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "chain.keras, Keras 3 model (.keras archive)",
        "chain.weights.h5, Keras 3 weights (HDF5)",
        "chain.h5, Keras whole model (HDF5)",
        "chain-weights.h5, Keras weights (HDF5)"
    })
    void saysWhatItIs(String name, String format) throws IOException {
        byte[] bytes = KerasFixtures.bytes(name);
        assertThat(KerasFile.looksLike(MemorySegment.ofArray(bytes), folder.resolve(name)))
                .isTrue();
        try (KerasFile file = KerasFixtures.open(folder, name)) {
            assertThat(file.format()).isEqualTo(format);
            assertThat(file.model().isPresent()).isEqualTo(name.matches("chain\\.(keras|h5)"));
        }
    }

    @Test
    void doesNotTakeOtherArchivesForItsOwn() throws IOException {
        Path zip = zip("model.pt", "archive/data.pkl", new byte[10]);
        assertThat(KerasFile.looksLike(MemorySegment.ofArray(Files.readAllBytes(zip)), zip))
                .isFalse();
        assertThat(KerasFile.looksLike(MemorySegment.ofArray(new byte[3]), zip)).isFalse();
    }

    @Test
    void listsWeightsAndTheStateOfTheOptimizer() throws IOException {
        try (KerasFile file = KerasFixtures.open(folder, "chain.h5")) {
            assertThat(file.entries())
                    .contains(new TensorEntry("model_weights/dense/chain/dense/bias", "float32", List.of(6L)))
                    .contains(new TensorEntry("optimizer_weights/adam/iteration", "int64", List.of()));
            assertThat(file.read("optimizer_weights/adam/learning_rate").toArray())
                    .containsExactly(0.002f);
            assertThat(file.read("optimizer_weights/adam/iteration").toArray()).containsExactly(1);
            assertThat(file.metadata()).containsKeys("keras_version", "backend", "training_config");
            assertThat(file.metadata()).containsEntry("keras_version", "3.15.1");
        }
        try (KerasFile file = KerasFixtures.open(folder, "chain.keras")) {
            assertThat(file.entries().getFirst().name()).isEqualTo("layers/dense/vars/0");
            assertThat(file.metadata()).containsKeys("config.json", "metadata.json");
        }
    }

    /** One step with gradients g leaves m = (1 - beta1) g and v = (1 - beta2) g², whatever g was. */
    @ParameterizedTest
    @CsvSource({"chain.h5", "chain.keras"})
    void readsWhatAdamRemembers(String name) throws IOException {
        try (KerasFile file = KerasFixtures.open(folder, name)) {
            AdamState adam = file.adam(file.model().orElseThrow()).orElseThrow();
            assertThat(adam.steps()).isEqualTo(1);
            assertThat(adam.learningRate()).isEqualTo(0.002f);
            assertThat(adam.m().names())
                    .containsExactly(
                            "dense/kernel",
                            "dense/bias",
                            "dense_1/kernel",
                            "dense_1/bias",
                            "dense_2/kernel",
                            "dense_2/bias");
            for (String weight : adam.m().names()) {
                float[] m = adam.m().get(weight).toArray();
                float[] v = adam.v().get(weight).toArray();
                for (int i = 0; i < m.length; i++) {
                    double gradient = m[i] / (1 - 0.8);
                    assertThat((double) v[i]).isCloseTo(gradient * gradient * 0.001, within(1e-6 * v[i] + 1e-12));
                }
            }
        }
    }

    @Test
    void readsWhatAdamRememberedInKeras20() throws IOException {
        Path path = Path.of(System.getProperty("project.root", "."))
                .resolve("../shared/data/keras/fer2013_mini_XCEPTION.102-0.66.hdf5");
        if (!Files.exists(path)) {
            System.out.println("KerasFileTest skipped in part: there is no mini_XCEPTION in shared/data");
        }
        assumeTrue(Files.exists(path), "no fer2013_mini_XCEPTION.102-0.66.hdf5");
        try (KerasFile file = KerasFile.open(path)) {
            Model model = file.model().orElseThrow();
            AdamState adam = file.adam(model).orElseThrow();
            assertThat(adam.steps()).isEqualTo(92_494);
            assertThat(adam.learningRate()).isEqualTo(1.0000000474974513e-4);
            assertThat(adam.m().names()).hasSize(52);
            assertThat(adam.v().get("conv2d_1/kernel").toArray())
                    .containsExactly(
                            file.read("optimizer_weights/Variable_184:0").toArray());
        }
    }

    @Test
    void reportsWhatOfKeras3sLayoutDoesNotFit() throws IOException {
        Node input = Input.of(32).on();
        Node x = Dense.of(6).named("a").on(input);
        x = Dense.of(5).named("b").on(x);
        Model model = Model.of("m", input, x);
        try (KerasFile file = KerasFixtures.open(folder, "chain.weights.h5")) {
            WeightMatch match = file.match(model);
            assertThat(match.used()).containsExactly("layers/dense", "layers/dense_1");
            assertThat(match.weights().names()).containsExactly("a/kernel", "a/bias");
            assertThat(match.wrong())
                    .hasToString("[layers/dense_1/vars/0 (b/kernel) has the shape (6, 4) and the model needs (6, 5), "
                            + "layers/dense_1/vars/1 (b/bias) has the shape (4,) and the model needs (5,)]");
            assertThat(match.leftOver()).containsExactly("layers/dense_2", "layers/normalization");
        }
    }

    @ParameterizedTest
    @CsvSource({"link-soft", "link-external"})
    void refusesLinks(String name) throws IOException {
        refuses(
                KerasFixtures.file(folder, name + ".h5"),
                ", layer dense: kernel is a link, which may lead anywhere; save the file from Keras, which writes none");
    }

    @ParameterizedTest
    @CsvSource({"chain.h5", "chain.weights.h5"})
    void saysThatAFileIsCutOff(String name) throws IOException {
        Path file = KerasFixtures.file(folder, name);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 100));
        refuses(
                file,
                ": has %d bytes and says it has %d; it is cut off; copy or download it again"
                        .formatted(whole.length - 100, whole.length));
    }

    @Test
    void refusesDataOutsideOfTheFile() throws IOException {
        Path file = KerasFixtures.file(folder, "link-data.h5");
        Files.write(folder.resolve("numbers.bin"), new byte[24]);
        refuses(
                file,
                ", layer dense: cannot be read (Encountered External Data Files Message, this is not supported by jHDF); copy or download it again, or save it anew from Keras with weights in float32");
    }

    @Test
    void refusesAGroupInPlaceOfAWeight() throws IOException {
        refuses(
                KerasFixtures.file(folder, "link-circle.h5"),
                ", layer dense: its weight kernel is listed and not there; copy or download the file again");
    }

    @Test
    void refusesArchivesThatReachOut() throws IOException {
        refuses(
                zip("out.keras", "../config.json", new byte[1]),
                ": its entry ../config.json leads out of the archive; do not trust the file");
    }

    @Test
    void refusesOtherArchives() throws IOException {
        refuses(zip("a.zip", "a.txt", new byte[1]), ": is a zip archive without config.json; give a .keras file");
        Path cut = Files.write(folder.resolve("cut.keras"), "PK\3\4 and no more".getBytes(StandardCharsets.US_ASCII));
        refuses(cut, ": has no directory of its zip archive; it is damaged, copy it again");
    }

    @Test
    void refusesArchivesThatExpandWithoutEnd() throws IOException {
        refuses(
                zip("bomb.keras", "config.json", new byte[(64 << 20) + 1]),
                ": would unpack to more than 67108864 bytes; save it without compression");
    }

    /** Beside enough that hardly packs, so that the whole archive may unpack to more. */
    @Test
    void refusesATextThatIsTooLong() throws IOException {
        Path file = folder.resolve("long.keras");
        byte[] noise = new byte[1 << 20];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) CounterRandom.of(1, i).nextInt(256);
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("noise"));
            zip.write(noise);
            zip.putNextEntry(new ZipEntry("config.json"));
            zip.write(new byte[(64 << 20) + 1]);
        }
        refuses(file, ", config.json: has 67108865 bytes, more than 67108864; give an archive that Keras wrote");
    }

    @Test
    void refusesWhatIsNotThere() throws IOException {
        try (KerasFile file = KerasFixtures.open(folder, "chain.h5")) {
            assertThatThrownBy(() -> file.read("model_weights/dence"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            file.place() + ": has no dataset model_weights/dence; give the name of one of its entries");
        }
        refuses(folder.resolve("none.keras"), ": there is no such file; check the path");
        refuses(folder, ": is a folder; give a file");
    }

    private void refuses(Path file, String message) {
        assertThatThrownBy(() -> KerasFile.open(file).close())
                .isInstanceOf(IOException.class)
                .hasMessage(file + message);
    }

    private Path zip(String name, String entry, byte[] contents) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(contents);
        }
        return file;
    }
}
