package org.inception4j.formats.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inception4j.formats.tensorflow.Fixtures.open;
import static org.inception4j.formats.tensorflow.Fixtures.path;
import static org.inception4j.formats.tensorflow.Fixtures.weight;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightsException;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TensorFlow wrote the files, see scripts/fixtures/tensorflow_files.py. */
class TensorflowFileTest {
    private static final String CONV = "InceptionV3/Conv2d_1a_3x3";
    private static final String LOGITS = "InceptionV3/Logits/Conv2d_1c_1x1";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slim.index | '' | TensorFlow checkpoint (index and 2 files of data)",
                "slim | '' | TensorFlow checkpoint (index and 2 files of data)",
                "slim.data-00001-of-00002 | '' | TensorFlow checkpoint (index and 2 files of data)",
                "slim-v1.ckpt | '' | TensorFlow checkpoint (one file, version 1)",
                "hub.tar.gz | InceptionV3/ | TensorFlow SavedModel",
                "frozen.pb | '' | TensorFlow graph with frozen variables (GraphDef)"
            })
    void readsTheSameNumbersFromEveryFormat(String name, String prefix, String format) throws IOException {
        try (TensorflowFile file = open(name)) {
            assertThat(file.format()).isEqualTo(format);
            assertThat(file.place())
                    .isEqualTo(path(name.startsWith("slim.") ? "slim" : name).toString());
            assertThat(file.model()).isEmpty();
            assertThat(file.entries())
                    .contains(new TensorEntry(prefix + CONV + "/weights", "DT_FLOAT", List.of(3L, 3L, 3L, 4L)));
            same(file.read(prefix + CONV + "/weights"), weight(CONV + "/kernel", 3, 3, 3, 4));
            same(file.read(prefix + CONV + "/BatchNorm/beta"), weight(CONV + "/BatchNorm/beta", 4));
            same(
                    file.read(prefix + CONV + "/BatchNorm/moving_variance"),
                    weight(CONV + "/BatchNorm/moving_variance", 4));
            same(file.read(prefix + LOGITS + "/weights"), weight(LOGITS + "/kernel", 1, 1, 4, 6));
            same(file.read(prefix + LOGITS + "/biases"), weight(LOGITS + "/bias", 6));
        }
    }

    @Test
    void readsOtherTypesAsFloat32() throws IOException {
        try (TensorflowFile file = open("slim-v1.ckpt")) {
            assertThat(file.entries()).contains(new TensorEntry("half", "DT_HALF", List.of(3L)));
            same(file.read("half"), 0.5f, -2, 65504);
            same(file.read("double"), 0.25f, 1e-3f);
        }
        try (TensorflowFile file = open("slim")) {
            assertThat(file.entries()).contains(new TensorEntry("global_step", "DT_INT64", List.of()));
            same(file.read("global_step"), 1000);
        }
    }

    @Test
    void saysWhatASavedModelSaysOfItself() throws IOException {
        try (TensorflowFile file = open("keras_module")) {
            assertThat(file.metadata())
                    .containsEntry("tags", "serve")
                    .containsEntry("tensorflow_version", "2.21.0")
                    .containsEntry(
                            "signature serving_default",
                            "keras_tensor DT_FLOAT (?, 6, 6, 3) -> output_0 DT_FLOAT (?, 3)");
            assertThat(file.entries()).hasSize(7);
            same(file.read("sequential/conv2d/kernel"), weight("conv2d/kernel", 3, 3, 3, 2));
        }
        try (TensorflowFile file = open("keras_module/saved_model.pb")) {
            assertThat(file.entries()).hasSize(7);
        }
        assertThat(open("hub.tar.gz").metadata())
                .containsEntry("signature default", "images DT_FLOAT (?, 8, 8, 3) -> logits DT_FLOAT (?, 6)");
    }

    @Test
    void findsTheLastCheckpointOfAFolder() throws IOException {
        copy("keras", "model.ckpt-1", ".index", ".data-00000-of-00001");
        assertThat(TensorflowFile.open(folder).place())
                .isEqualTo(folder.resolve("model.ckpt-1").toString());
        copy("variables", "model.ckpt-2", ".index", ".data-00000-of-00001");
        refuses(
                () -> TensorflowFile.open(folder),
                folder + ": has no saved_model.pb and no checkpoint; give the folder that TensorFlow wrote");
        Files.writeString(
                folder.resolve("checkpoint"),
                "model_checkpoint_path: \"/elsewhere/model.ckpt-2\"\nall_model_checkpoint_paths: \"model.ckpt-1\"\n");
        assertThat(TensorflowFile.open(folder).place())
                .isEqualTo(folder.resolve("model.ckpt-2").toString());
    }

    @Test
    void listsVariablesInPartsAndRefusesToReadThem() throws IOException {
        TensorflowFile file = open("parts");
        assertThat(file.entries())
                .containsExactly(
                        new TensorEntry("parts/weights", "DT_FLOAT", List.of(4L, 3L)),
                        new TensorEntry("whole", "DT_FLOAT", List.of(2L)));
        same(file.read("whole"), 1, 2);
        refuses(
                () -> file.read("parts/weights"),
                path("parts")
                        + ", parts/weights: is stored in parts; save it again from TensorFlow without partitioning");
    }

    @Test
    void refusesNamesThatAreNotThere() throws IOException {
        for (String name : List.of("slim", "slim-v1.ckpt", "frozen.pb")) {
            refuses(
                    () -> open(name).read(LOGITS + "/weight"),
                    path(name) + ": has no tensor " + LOGITS + "/weight; did you mean " + LOGITS + "/weights?");
        }
    }

    @Test
    void refusesOtherFiles() throws IOException {
        Path text = Files.writeString(folder.resolve("graph.pbtxt"), "node {\n  name: \"input\"\n}\n");
        refuses(
                () -> TensorflowFile.open(text),
                text
                        + ": is none of TensorFlow's files; give a checkpoint's .index, a SavedModel's folder, a frozen .pb or a .tar.gz of one of these");
        Path none = folder.resolve("none");
        refuses(() -> TensorflowFile.open(none), none + ": there is no such file; check the path");
        Path archive = Files.write(
                folder.resolve("other.tar.gz"),
                new Archives().file("a.txt", "text").zipped());
        refuses(
                () -> TensorflowFile.open(archive),
                archive
                        + ": has neither a SavedModel nor a checkpoint nor a frozen graph among 1 files; give an archive as TF-Hub or TF-slim have them");
    }

    @Test
    void refusesAConstantThatIsMuchLargerThanTheFile() throws IOException {
        // a node "c" of 2^15 * 2^15 float32, of which one is written
        byte[] tensor = {8, 1, 18, 12, 18, 4, 8, -128, -128, 2, 18, 4, 8, -128, -128, 2, 45, 0, 0, -128, 63};
        byte[] graph = field(
                10,
                join(
                        field(10, "c".getBytes()),
                        field(18, "Const".getBytes()),
                        field(42, join(field(10, "value".getBytes()), field(18, field(66, tensor))))));
        Path file = Files.write(folder.resolve("large.pb"), graph);
        refuses(
                () -> TensorflowFile.open(file).read("c"),
                file
                        + ", c: has the sizes [32768, 32768], which are 4294967296 bytes, in a file that justifies 67108864; give a file that TensorFlow wrote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slim.index", "slim-v1.ckpt", "hub.tar.gz", "frozen.pb", "keras_module"})
    void isKnownByItsBeginning(String name) throws IOException {
        Path file = path(name);
        byte[] head = Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file);
        assertThat(TensorflowFile.looksLike(
                        MemorySegment.ofArray(Arrays.copyOf(head, Math.min(head.length, 1 << 16))), file))
                .isTrue();
    }

    @Test
    void knowsThatOtherFilesAreNone() throws IOException {
        Path root = path(".").normalize().getParent();
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(root.resolve("tensorflow")))
                    .toList()) {
                byte[] bytes = Files.readAllBytes(file);
                MemorySegment head = MemorySegment.ofArray(Arrays.copyOf(bytes, Math.min(bytes.length, 1 << 16)));
                assertThat(TensorflowFile.looksLike(head, file))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    /** As TF-slim published checkpoints, and the graph of 2015 lies among pictures and texts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "inception_v3.ckpt | slim-v1.ckpt | TensorFlow checkpoint (one file, version 1)",
                "classify_image_graph_def.pb | frozen.pb | TensorFlow graph with frozen variables (GraphDef)"
            })
    void findsTheWeightsInAnArchive(String name, String fixture, String format) throws IOException {
        Archives archive = new Archives()
                .file("a_map_of_labels.pbtxt", "entry {\n}\n")
                .file(name, Files.readAllBytes(path(fixture)))
                .file("license.txt", "free");
        TensorflowFile file = TensorflowFile.open(Files.write(folder.resolve("slim.tgz"), archive.zipped()));
        assertThat(file.format()).isEqualTo(format);
        assertThat(file.place()).isEqualTo(folder.resolve("slim.tgz").toString());
        same(file.read(LOGITS + "/biases"), weight(LOGITS + "/bias", 6));
    }

    @Test
    void findsACheckpointInAnArchive() throws IOException {
        Archives archive = new Archives().folder("model/");
        for (String part : List.of("slim.index", "slim.data-00000-of-00002", "slim.data-00001-of-00002")) {
            archive.file("model/" + part, Files.readAllBytes(path(part)));
        }
        Path file = Files.write(folder.resolve("model.tar.gz"), archive.zipped());
        assertThat(TensorflowFile.open(file).place()).isEqualTo(file + "/model/slim");
        same(TensorflowFile.open(file).read(LOGITS + "/biases"), weight(LOGITS + "/bias", 6));
    }

    @Test
    void leavesNoUnpackedArchiveBehind() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        TensorflowFile file = open("hub.tar.gz");
        try (var left = Files.newDirectoryStream(temporary, "inception4j-*")) {
            for (Path one : left) {
                assertThat(one.resolve("saved_model.pb")).doesNotExist();
            }
        }
        assertThat(file.read("InceptionV3/" + LOGITS + "/biases").size()).isEqualTo(6);
    }

    private void copy(String from, String to, String... suffixes) throws IOException {
        for (String suffix : suffixes) {
            Files.copy(path(from + suffix), folder.resolve(to + suffix));
        }
    }

    private static byte[] field(int tag, byte[] content) {
        return join(new byte[] {(byte) tag, (byte) content.length}, content);
    }

    private static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    private static void same(Tensor tensor, float... expected) {
        assertThat(tensor.toArray()).containsExactly(expected);
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(WeightsException.class).hasMessage(message);
    }
}
