package org.inception4j.formats.tensorflow;

import static org.inception4j.formats.tensorflow.Fixtures.path;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import org.inception4j.formats.Fuzz;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Flatten;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Valid files are TensorFlow's, see scripts/fixtures/tensorflow_files.py. */
class TensorflowFuzzTest {
    @TempDir
    private Path folder;

    @Test
    void answersDamagedGraphsWithARefusal() throws IOException {
        Fuzz.of(bytes("frozen.pb")).check(folder, TensorflowFuzzTest::readAll);
    }

    @Test
    void answersDamagedOldCheckpointsWithARefusal() throws IOException {
        Fuzz.of(bytes("slim-v1.ckpt")).check(folder, TensorflowFuzzTest::readAll);
        Fuzz.within(TableBytes::table, TableBytes.block(bytes("slim-v1.ckpt")))
                .check(folder, TensorflowFuzzTest::readAll);
    }

    @Test
    void answersDamagedIndexesWithARefusal() throws IOException {
        Path data = Files.createDirectory(folder.resolve("checkpoint"));
        for (int shard = 0; shard < 2; shard++) {
            String suffix = ".data-0000%d-of-00002".formatted(shard);
            Files.copy(path("slim" + suffix), data.resolve("damaged" + suffix));
        }
        byte[] index = bytes("slim.index");
        Fuzz.within(TableBytes::table, TableBytes.block(index)).check(folder, file -> {
            Path moved = data.resolve("damaged.index");
            Files.copy(file, moved, StandardCopyOption.REPLACE_EXISTING);
            readAll(moved);
        });
    }

    @Test
    void answersDamagedSavedModelsWithARefusal() throws IOException {
        Path module = Files.createDirectories(folder.resolve("module/variables"));
        for (String suffix : new String[] {".index", ".data-00000-of-00001"}) {
            Files.copy(path("keras_module/variables/variables" + suffix), module.resolve("variables" + suffix));
        }
        Fuzz.of(bytes("keras_module/saved_model.pb")).check(folder, file -> {
            Files.copy(file, module.resolveSibling("saved_model.pb"), StandardCopyOption.REPLACE_EXISTING);
            readAll(module.getParent());
        });
    }

    @Test
    void answersDamagedArchivesWithARefusal() throws IOException {
        Fuzz.of(bytes("hub.tar.gz")).check(folder, TensorflowFuzzTest::readAll);
        Fuzz.within(TensorflowFuzzTest::zipped, Fixtures.unzipped("hub.tar.gz"))
                .check(folder, TensorflowFuzzTest::readAll);
    }

    private static void readAll(Path file) throws IOException {
        try (TensorflowFile opened = TensorflowFile.open(file)) {
            Fuzz.readAll(opened, model());
        }
    }

    private static Model model() {
        Node input = new Input(Shape.of(8, 8, 3)).on();
        String scope = "InceptionV3/Conv2d_1a_3x3";
        Node conv = Conv2D.of(4, 3).withBias(false).named(scope).on(input);
        Node normalised = BatchNormalization.of().named(scope + "/BatchNorm").on(conv);
        return Model.of("m", input, new Flatten().named("flatten").on(normalised));
    }

    private static byte[] zipped(byte[] tar) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(tar);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }
}
