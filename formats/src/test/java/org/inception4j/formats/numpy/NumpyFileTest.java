package org.inception4j.formats.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of this folder are NumPy's own, see scripts/fixtures/numpy_files.py. */
class NumpyFileTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root", "."));
    private static final Path FILES = ROOT.resolve("formats/src/test/resources/org/inception4j/formats/numpy");

    @TempDir
    private Path folder;

    @Test
    void readsEveryTypeOfNumbersInBothOrdersOfBytes() throws IOException {
        for (String name : List.of("plain.npz", "packed.npz")) {
            try (NumpyFile file = NumpyFile.open(FILES.resolve(name))) {
                for (String order : List.of("little_", "big_")) {
                    for (String type : List.of("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8")) {
                        Tensor tensor = file.read(order + type);
                        assertThat(tensor.shape()).as(order + type).isEqualTo(Shape.of(2, 3));
                        assertThat(tensor.toArray()).as(order + type).containsExactly(0, 1, 2, 3, 4, 5);
                    }
                }
                assertThat(file.read("bool").toArray()).containsExactly(0, 1);
                assertThat(file.read("scalar").shape()).isEqualTo(Shape.of(1));
                assertThat(file.read("scalar").get(0)).isEqualTo(7);
            }
        }
    }

    @Test
    void turnsFortransOrderAround() throws IOException {
        try (NumpyFile file = NumpyFile.open(FILES.resolve("plain.npz"))) {
            float[] values = file.read("fortran").toArray();
            assertThat(file.read("fortran").shape()).isEqualTo(Shape.of(2, 3, 4));
            for (int i = 0; i < 24; i++) {
                assertThat(values[i]).isEqualTo(i);
            }
        }
    }

    @Test
    void listsWhatItDoesNotRead() throws IOException {
        Path path = FILES.resolve("plain.npz");
        try (NumpyFile file = NumpyFile.open(path)) {
            assertThat(file.format()).isEqualTo("NumPy arrays (npz)");
            assertThat(file.entries())
                    .contains(
                            new TensorEntry("little_f4", "float32", List.of(2L, 3L)),
                            new TensorEntry("big_f4", ">f4", List.of(2L, 3L)),
                            new TensorEntry("scalar", "float32", List.of()),
                            new TensorEntry("empty", "float32", List.of(0L, 3L)),
                            new TensorEntry("text", "<U2", List.of(2L)),
                            new TensorEntry("records", "[('a', '<f4'), ('b', '<i4', (2,))]", List.of(2L)));
            assertRefusal(
                    file, "text", ", text: holds <U2, which means no float32; convert it: array.astype('float32')");
            assertRefusal(file, "empty", ", empty: holds no numbers; leave it out");
            assertRefusal(file, "bol", ": has no tensor bol; did you mean bool?");
        }
        try (NumpyFile file = NumpyFile.open(FILES.resolve("objects.npy"))) {
            assertThat(file.entries()).containsExactly(new TensorEntry("objects", "|O", List.of(1L)));
            assertRefusal(
                    file,
                    "objects",
                    ", objects: holds |O, which means no float32; convert it: array.astype('float32')");
        }
    }

    @Test
    void readsEveryVersionOfASingleArray() throws IOException {
        for (int version = 1; version <= 3; version++) {
            try (NumpyFile file = NumpyFile.open(FILES.resolve("version%d.npy".formatted(version)))) {
                assertThat(file.format()).isEqualTo("NumPy array (npy)");
                assertThat(file.read("version" + version).toArray()).containsExactly(0, 1, 2);
            }
        }
    }

    @Test
    void readsCaffesActivations() throws IOException {
        Path path = ROOT.resolve("../shared/data/googlenet/caffe_activations_227.npz");
        if (!Files.exists(path)) {
            System.out.println("NumpyFileTest skipped: there is no " + path.getFileName() + " in shared/data");
        }
        assumeTrue(Files.exists(path), "no caffe_activations_227.npz");
        try (NumpyFile file = NumpyFile.open(path)) {
            assertThat(file.entries()).hasSize(85);
            assertThat(file.read("data").shape()).isEqualTo(Shape.of(3, 227, 227));
            double sum = 0;
            for (float value : file.read("prob").toArray()) {
                sum += value;
            }
            assertThat(sum).isBetween(0.999, 1.001);
        }
    }

    @Test
    void matchesByThisLibrarysNames() throws IOException {
        Model model = Sequential.of(
                "m", Shape.of(4, 4, 2), List.of(Conv2D.of(2, 1).withBias(false).named("conv")));
        try (NumpyFile file = NumpyFile.open(FILES.resolve("packed.npz"))) {
            WeightMatch match = file.match(model);
            assertThat(match.isComplete()).isTrue();
            assertThat(match.complete().get("conv/kernel").toArray()).containsExactly(0, 1, 2, 3);
            assertThat(match.leftOver()).hasSize(file.entries().size() - 1);
        }
    }

    @Test
    void readsWhatItsWriterWrote() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b/kernel", Tensor.of(Shape.of(1, 2, 3), 1, Float.NaN, 3, -0f, Float.MIN_VALUE, 6));
        tensors.put("a/bias", Tensor.of(Shape.of(1), Float.POSITIVE_INFINITY));
        tensors.put("number", Tensor.of(Shape.of(), 5));
        Path path = folder.resolve("w.npz");
        NumpyWriter.write(path, Weights.of(tensors));
        try (NumpyFile file = NumpyFile.open(path)) {
            assertThat(file.entries()).map(TensorEntry::name).containsExactlyElementsOf(tensors.keySet());
            for (String name : tensors.keySet()) {
                assertThat(file.read(name).data().mismatch(tensors.get(name).data()))
                        .isEqualTo(-1);
            }
        }
        byte[] bytes = Files.readAllBytes(path);
        NumpyWriter.write(path, Weights.of(tensors));
        assertThat(path).hasBinaryContent(bytes);
    }

    @Test
    void isRecognisedByItsBeginning() throws IOException {
        for (String name : List.of("plain.npz", "packed.npz", "version1.npy")) {
            MemorySegment head = MemorySegment.ofArray(Files.readAllBytes(FILES.resolve(name)));
            assertThat(NumpyFile.looksLike(head, FILES.resolve(name))).as(name).isTrue();
        }
        assertThat(NumpyFile.looksLike(MemorySegment.ofArray(zip("data.pkl")), folder))
                .isFalse();
        assertThat(NumpyFile.looksLike(MemorySegment.ofArray(new byte[] {'P', 'K', 3, 4}), folder))
                .isFalse();
    }

    @Test
    void readsHeadersLetterByLetter() throws IOException {
        String rest = " at letter %d of %d; give a file that numpy.save or numpy.savez wrote";
        assertHeader("{\"shape\":(2L,),'descr':'<f4','fortran_order':False}  \n", "");
        assertHeader(
                "{'descr': '<f4'}",
                "its header does not have all of descr, fortran_order, shape" + rest.formatted(16, 16));
        assertHeader("{'descr': '<f4', 'order': 1}", "its header has the unknown key order" + rest.formatted(25, 28));
        assertHeader("{'shape': (-1,)}", "its header has a size that is no number" + rest.formatted(11, 16));
        assertHeader("{'shape': (2**9,)}", "its header has no )" + rest.formatted(12, 18));
        assertHeader("__import__('os')", "its header has no {" + rest.formatted(0, 16));
        assertHeader("{'descr': [[", "its header has a list without an end" + rest.formatted(12, 12));
        assertHeader(
                "{'fortran_order': 1}",
                "its header has a fortran_order that is neither True nor False" + rest.formatted(18, 20));
        assertHeader(
                "{'shape': (%s)}".formatted("1,".repeat(65)),
                "its header has more than 64 axes" + rest.formatted(139, 143));
        assertHeader(
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296, 0)}",
                "has the shape [4294967296, 4294967296, 0], which is more than can be counted; copy the file again");
        assertHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", "");
    }

    private void assertHeader(String header, String problem) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[10 + text.length + 8];
        System.arraycopy(
                new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0}, 0, bytes, 0, 10);
        System.arraycopy(text, 0, bytes, 10, text.length);
        Path path = Files.write(folder.resolve("x.npy"), bytes);
        if (problem.isEmpty()) {
            NumpyFile.open(path).close();
        } else {
            assertThatThrownBy(() -> NumpyFile.open(path).close())
                    .isInstanceOf(FormatException.class)
                    .hasMessage(path + ": " + problem);
        }
    }

    @Test
    void refusesNumbersThatAreNotThere() throws IOException {
        byte[] whole = Files.readAllBytes(FILES.resolve("version1.npy"));
        Path path = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, whole.length - 1));
        try (NumpyFile file = NumpyFile.open(path)) {
            assertThatThrownBy(() -> file.read("cut"))
                    .isInstanceOf(FormatException.class)
                    .hasMessage(path + ", cut: has 23 bytes of numbers and [3] of >f8 needs 24; copy the file again");
        }
        Path none = Files.write(folder.resolve("none.npy"), Arrays.copyOf(whole, 30));
        assertThatThrownBy(() -> NumpyFile.open(none).close())
                .hasMessage(none + ": ends in its header; it is cut off; copy it again");
    }

    @Test
    void refusesEntriesThatLeadOutOfTheArchive() throws IOException {
        Path path = Files.write(folder.resolve("x.npz"), zip("a/../../b.npy"));
        assertThatThrownBy(() -> NumpyFile.open(path).close())
                .isInstanceOf(FormatException.class)
                .hasMessage(path + ": its entry a/../../b.npy leads out of the archive; do not trust the file");
    }

    /** 200 MB of zeros in a file of 200 kB. */
    @Test
    void refusesABombWithoutMakingRoomForIt() throws IOException {
        Path path = folder.resolve("bomb.npz");
        byte[] megabyte = new byte[1 << 20];
        byte[] header =
                "{'descr': '|u1', 'fortran_order': False, 'shape': (209715200,)}".getBytes(StandardCharsets.UTF_8);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
            zip.write(header);
            for (int i = 0; i < 200; i++) {
                zip.write(megabyte);
            }
        }
        assertThatThrownBy(() -> NumpyFile.open(path).close())
                .isInstanceOf(FormatException.class)
                .hasMessage(path + ": would unpack to more than 67108864 bytes; save it without compression");
    }

    private static byte[] zip(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[100]);
        }
        return bytes.toByteArray();
    }

    private static void assertRefusal(NumpyFile file, String name, String message) {
        assertThatThrownBy(() -> file.read(name))
                .isInstanceOfAny(FormatException.class, WeightsException.class)
                .hasMessage(file.place() + message);
    }
}
