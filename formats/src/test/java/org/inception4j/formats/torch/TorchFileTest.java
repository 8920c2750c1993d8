package org.inception4j.formats.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inception4j.formats.torch.TorchFixtures.assertSameBits;
import static org.inception4j.formats.torch.TorchFixtures.expected;
import static org.inception4j.formats.torch.TorchFixtures.open;
import static org.inception4j.formats.torch.TorchFixtures.path;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFileTest {
    private static final String REMEDY = "; save the tensors alone: torch.save(model.state_dict(), file)";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "small, zip archive",
        "legacy, legacy format",
        "protocol4, zip archive",
        "deflated, zip archive",
        "bigendian, zip archive",
        "zip64, zip archive"
    })
    void readsEveryFormOfAStateDict(String name, String form) throws IOException {
        try (TorchFile file = open(name + ".pth")) {
            assertThat(file.format()).isEqualTo("PyTorch state dict (%s)".formatted(form));
            assertThat(file.metadata()).isEmpty();
            assertThat(file.model()).isEmpty();
            assertThat(file.entries())
                    .hasSize(11)
                    .contains(new TensorEntry("bn.num_batches_tracked", "int64", List.of()));
            assertThat(file.entries().getFirst())
                    .isEqualTo(new TensorEntry("conv.weight", "float32", List.of(4L, 3L, 3L, 2L)));
            Weights expected = expected("small");
            for (String tensor : expected.names()) {
                assertSameBits(file.read(tensor), expected.get(tensor));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"views", "legacy_views"})
    void followsStridesAndOffsetsInSharedStorages(String name) throws IOException {
        TorchFile file = open(name + ".pth");
        Weights expected = expected("views");
        assertThat(expected.names()).hasSize(7);
        for (String tensor : expected.names()) {
            assertSameBits(file.read(tensor), expected.get(tensor));
        }
        assertThat(file.read("number").shape()).isEqualTo(Shape.of(1));
        assertThat(file.read("number").get(0)).isEqualTo(2.5f);
        assertThatThrownBy(() -> file.read("empty"))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file.place() + ", empty: holds no numbers; leave it out");
    }

    @Test
    void readsEveryTypeThatMeansAFloat32Number() throws IOException {
        TorchFile file = open("types.pth");
        Weights expected = expected("types");
        assertThat(expected.names()).hasSize(10);
        for (String tensor : expected.names()) {
            assertSameBits(file.read(tensor), expected.get(tensor));
        }
        assertThat(file.entries()).allMatch(entry -> entry.name().equals(entry.type()));
        for (String type : List.of("complex64", "uint16", "float8_e4m3fn")) {
            assertThatThrownBy(() -> file.read(type))
                    .isInstanceOf(WeightsException.class)
                    .hasMessage("%s, %s: holds %s, which means no float32; convert it: tensor.float()"
                            .formatted(file.place(), type, type));
        }
    }

    @Test
    void findsTheStateDictInACheckpoint() throws IOException {
        TorchFile file = open("checkpoint.pth");
        assertThat(file.entries()).hasSize(11);
        assertThat(file.metadata())
                .containsEntry("state dict", "model_state_dict")
                .containsEntry("epoch", "7")
                .containsEntry("loss", "0.25")
                .containsEntry("optimizer_state_dict", "not read")
                .hasSize(4);
        assertThat(open("checkpoint_legacy.pth").metadata())
                .containsEntry("state dict", "state_dict")
                .containsEntry("arch", "small")
                .hasSize(2);
    }

    @Test
    void saysWhichPrefixWrappersLeft() throws IOException {
        TorchFile file = open("parallel.pth");
        assertThat(file.metadata()).containsEntry("prefix", "_orig_mod.module.").hasSize(1);
        assertThat(file.entries().getFirst().name()).isEqualTo("_orig_mod.module.conv.weight");
    }

    @Test
    void readsNoCopyOfFloat32() throws IOException {
        assertThat(open("small.pth").read("conv.weight").data().isMapped()).isTrue();
        assertThat(open("legacy.pth").read("conv.weight").data().isMapped()).isTrue();
        assertThat(open("views.pth").read("corner").data().isMapped()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "system.pth, 'system/data.pkl, byte 179', posix.system",
        "system_legacy.pth, byte 150, posix.system",
        "eval_protocol4.pth, 'eval_protocol4/data.pkl, byte 35', builtins.eval",
        "module.pth, 'module/data.pkl, byte 2', torch.nn.modules.conv.Conv2d"
    })
    void refusesEveryNameThatIsNotATensors(String name, String place, String called) {
        assertThatThrownBy(() -> open(name))
                .isInstanceOf(FormatException.class)
                .hasMessage("%s, %s: %s: is not a tensor's, and nothing else is built or called%s"
                        .formatted(path(name), place, called, REMEDY));
    }

    @Test
    void refusesTorchScript() {
        assertThatThrownBy(() -> open("script.pt"))
                .isInstanceOf(FormatException.class)
                .hasMessage(
                        path("script.pt")
                                + ": is a TorchScript archive, a program with its weights; save the weights alone: torch.save(torch.jit.load(file).state_dict(), other)");
    }

    @Test
    void refusesOtherFiles() throws IOException {
        assertRefusal(
                new byte[0],
                "is none of PyTorch's files; give the file that torch.save(model.state_dict(), file) wrote");
        byte[] tar = new byte[1024];
        System.arraycopy("storages".getBytes(StandardCharsets.US_ASCII), 0, tar, 0, 8);
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        assertRefusal(
                tar,
                "is in the tar form of PyTorch before 0.1.10; open it with such a PyTorch and save it again: torch.save(torch.load(file), other)");
        byte[] zip = Files.readAllBytes(path("small.pth"));
        assertRefusal(
                Arrays.copyOf(zip, zip.length - 30),
                "has no directory of its zip archive; it is damaged, copy it again");
    }

    private void assertRefusal(byte[] bytes, String problem) throws IOException {
        Path file = Files.write(folder.resolve("x.pth"), bytes);
        assertThatThrownBy(() -> TorchFile.open(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ": " + problem);
    }

    @Test
    void findsAFlippedBitInTheNumbers() throws IOException {
        byte[] zip = Files.readAllBytes(path("small.pth"));
        int at = position(zip, expected("small").get("fc2.weight").data().toArray(ValueLayout.JAVA_BYTE));
        zip[at] ^= 1;
        Path file = Files.write(folder.resolve("x.pth"), zip);
        TorchFile opened = TorchFile.open(file);
        assertThatThrownBy(() -> opened.read("fc2.weight"))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching(
                        ".*x.pth, small/data/10: has the checksum [0-9a-f]{8} and should have [0-9a-f]{8}; it is damaged, copy the file again");
    }

    private static int position(byte[] bytes, byte[] part) {
        for (int at = 0; at <= bytes.length - part.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void namesTheNearestTensorWhenOneIsNotThere() throws IOException {
        TorchFile file = open("small.pth");
        assertThatThrownBy(() -> file.read("conv.weigth"))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file.place() + ": has no tensor conv.weigth; did you mean conv.weight?");
    }

    @ParameterizedTest
    @CsvSource({
        "small.pth, true",
        "legacy.pth, true",
        "deflated.pth, true",
        "script.pt, true",
        "small.safetensors, false",
        "timm-inception_v4.txt, false"
    })
    void isRecognisedByItsContents(String name, boolean torch) throws IOException {
        MemorySegment bytes = MappedFile.open(path(name));
        assertThat(TorchFile.looksLike(bytes.asSlice(0, Math.min(bytes.byteSize(), 1 << 16)), path(name)))
                .isEqualTo(torch);
    }
}
