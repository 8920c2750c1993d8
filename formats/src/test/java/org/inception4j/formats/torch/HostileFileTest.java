package org.inception4j.formats.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inception4j.formats.torch.TorchFixtures.path;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.torch.PickleBytes.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie on purpose. */
class HostileFileTest {
    private static final String PICKLE = "x.pth, archive/data.pkl, byte ";
    private static final String DAMAGED = "; it is damaged, copy it again";
    private static final String REMEDY = "; save the tensors alone: torch.save(model.state_dict(), file)";

    @TempDir
    private Path folder;

    @Test
    void refusesCountsBeyondTheFile() throws IOException {
        assertRefusal(
                item(List.of(1L << 62), "0"), PICKLE + "128: the storage 0 has 4611686018427387904 numbers" + DAMAGED);
        assertRefusal(
                item(List.of(1L << 31, 1L), "0"), PICKLE + "192: a tensor has the sizes (2147483648, 1)" + DAMAGED);
        assertRefusal(
                item(List.of(3L), "0"),
                "x.pth, archive/data/0: has 8 bytes, and its tensors need 12; it is damaged, copy the file again");
        assertRefusal(
                item(List.of(2L), "7"),
                "x.pth, archive/data/7: has 0 bytes, and its tensors need 8; it is damaged, copy the file again");
    }

    @Test
    void refusesATensorThatReadsBeyondItsStorage() throws IOException {
        byte[] pickle = PickleBytes.of(List.of(new Item("a", ElementType.FLOAT32, List.of(2L), "0")));
        // The offset stands behind the reference to the storage, opcode Q.
        pickle[new String(pickle, StandardCharsets.ISO_8859_1).indexOf("tQJ") + 3] = 1;
        assertRefusal(
                pickle,
                PICKLE + "172: a tensor reads beyond its storage 0 of 2 numbers (sizes (2,), strides (1,), offset 1)"
                        + DAMAGED);
    }

    @Test
    void refusesToRepeatANumberBeyondTheFile() throws IOException {
        byte[] pickle = PickleBytes.of(List.of(new Item("a", ElementType.FLOAT32, List.of(1L), "0")));
        byte[] size =
                ByteBuffer.allocate(4).putInt(Integer.reverseBytes(1 << 30)).array();
        int at = new String(pickle, StandardCharsets.ISO_8859_1).indexOf("tQJ") + 9;
        System.arraycopy(size, 0, pickle, at, 4); // the size
        pickle[at + 7] = 0; // the stride
        Path file = archive(pickle);
        TorchFile opened = TorchFile.open(file);
        assertThat(opened.entries().getFirst().sizes()).containsExactly(1L << 30);
        assertThatThrownBy(() -> opened.read("a"))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file + ", a: has 1073741824 numbers, repeated from 1; save what is repeated once");
    }

    @Test
    void boundsNestingAndContainers() throws IOException {
        byte[] nested = pickle("]".repeat(1000) + "a".repeat(999));
        assertRefusal(nested, "x.pth: holds a list and no dict of tensors" + REMEDY);
        assertRefusal(
                pickle("}".repeat((1 << 20) + 1)),
                PICKLE + "1048578: has more than 1048576 dicts, lists and tuples" + REMEDY);
        assertRefusal(
                pickle("}K\001}s" + "q\000X\001\000\000\000ah\000s"), "x.pth: holds no tensors, but 1, a" + REMEDY);
    }

    @Test
    void refusesWhatPyTorchDoesNotWrite() throws IOException {
        assertRefusal(
                pickle("I1\n"), PICKLE + "2: the opcode 0x49 is none that PyTorch writes for a state dict" + REMEDY);
        assertRefusal(
                pickle("h\007"), PICKLE + "2: the pickle refers to its object 7, which it does not have" + DAMAGED);
        assertRefusal(pickle("(K\001K\002u"), PICKLE + "7: the pickle takes more than it has" + DAMAGED);
        assertRefusal(pickle("}}}s"), PICKLE + "5: a dict has a key that is neither text nor a whole number" + REMEDY);
        assertRefusal(pickle("))R"), PICKLE + "4: something is called that is no function" + DAMAGED);
        assertRefusal(
                pickle("X\377\377\377\377"),
                PICKLE + "2: the pickle ends in the middle (4294967295 bytes wanted, 1 there)" + DAMAGED);
        assertRefusal(
                pickle("cnumpy.core.multiarray\nscalar\n"),
                PICKLE + "2: numpy.core.multiarray.scalar: is not a tensor's, and nothing else is built or called"
                        + REMEDY);
    }

    /** Older versions said where a tensor was by the class of its storage. */
    @Test
    void readsWhatWasSavedOnAGpu() throws IOException {
        String pickle = new String(item(List.of(2L), "0"), StandardCharsets.ISO_8859_1);
        byte[] onGpu = pickle.replace("ctorch\nFloatStorage", "ctorch.cuda\nFloatStorage")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TorchFile.open(archive(onGpu)).read("a").toArray()).containsExactly(0, 0);
    }

    @Test
    void refusesOtherArchives() throws IOException {
        assertRefusal(
                zip("archive/data.pkl", "", "archive/../../x", ""),
                "x.pth: its entry archive/../../x leads out of the archive; do not trust the file");
        assertRefusal(
                zip("archive/weights", ""),
                "x.pth: is a zip archive without data.pkl, none of PyTorch's; give the file that torch.save(model.state_dict(), file) wrote");
    }

    @Test
    void refusesALegacyFileThatEndsEarly() throws IOException {
        byte[] whole = Files.readAllBytes(path("python2.pth"));
        Path file = Files.write(folder.resolve("x.pth"), Arrays.copyOf(whole, whole.length - 1));
        assertRefusal(file, "x.pth: ends before its storage fc2.weight, or has another length for it" + DAMAGED);
    }

    private static byte[] item(List<Long> sizes, String key) {
        return PickleBytes.of(List.of(new Item("a", ElementType.FLOAT32, sizes, key)));
    }

    private static byte[] pickle(String opcodes) {
        return ("\200\002" + opcodes + ".").getBytes(StandardCharsets.ISO_8859_1);
    }

    private Path archive(byte[] pickle) throws IOException {
        return zip(
                "archive/data.pkl", new String(pickle, StandardCharsets.ISO_8859_1), "archive/data/0", "\0".repeat(8));
    }

    private Path zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (AlignedZip zip = new AlignedZip(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                byte[] content = namesAndContents[i + 1].getBytes(StandardCharsets.ISO_8859_1);
                zip.add(namesAndContents[i], ByteBuffer.wrap(content));
            }
        }
        return Files.write(folder.resolve("x.pth"), bytes.toByteArray());
    }

    private void assertRefusal(byte[] pickle, String message) throws IOException {
        assertRefusal(archive(pickle), message);
    }

    private void assertRefusal(Path file, String message) {
        assertThatThrownBy(() -> TorchFile.open(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(folder.resolve(message).toString());
    }
}
