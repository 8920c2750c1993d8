package org.inception4j.formats.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Dense;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTensorsTest {
    @TempDir
    private Path folder;

    private SafetensorsTensors open(String header, byte[] data) throws IOException {
        return SafetensorsTensors.open(Files.write(path(), file(header, data)));
    }

    private Path path() {
        return folder.resolve("w.safetensors");
    }

    private static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    @Test
    void listsTypesThatAreNoWeightsAndReadsThoseThatAreNumbers() throws IOException {
        byte[] data = ByteBuffer.allocate(14)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(41)
                .putShort((short) 0x3838)
                .putFloat(2)
                .array();
        SafetensorsTensors file = open("""
                {"__metadata__": {"format": "pt"},
                 "bn.num_batches_tracked": {"dtype": "I64", "shape": [], "data_offsets": [0, 8]},
                 "small": {"dtype": "F8_E4M3", "shape": [2], "data_offsets": [8, 10]},
                 "none": {"dtype": "F32", "shape": [3, 0], "data_offsets": [10, 10]},
                 "w": {"dtype": "F32", "shape": [1, 1], "data_offsets": [10, 14]}}""", data);
        assertThat(file.entries())
                .containsExactly(
                        new TensorEntry("bn.num_batches_tracked", "I64", List.of()),
                        new TensorEntry("small", "F8_E4M3", List.of(2L)),
                        new TensorEntry("none", "F32", List.of(3L, 0L)),
                        new TensorEntry("w", "F32", List.of(1L, 1L)));
        assertThat(file.metadata()).isEqualTo(Map.of("format", "pt"));
        assertThat(file.read("bn.num_batches_tracked").shape()).isEqualTo(Shape.of(1));
        assertThat(file.read("bn.num_batches_tracked").get(0)).isEqualTo(41);
        assertThat(file.read("w").get(0)).isEqualTo(2);
        assertRefusal(
                file,
                "small",
                ", small.dtype: is F8_E4M3, which is not read; convert it to one of F32, F16, BF16, F64");
        assertRefusal(file, "none", ", none.shape[1]: is 0; leave tensors without numbers out");
        assertRefusal(file, "smal", ": has no tensor smal; did you mean small?");
    }

    @Test
    void matchesByThisLibrarysNames() throws IOException {
        Model model = Sequential.of(
                "m", Shape.of(1), List.of(Dense.of(1).named("fc"), Dense.of(1).named("out")));
        WeightMatch match = open("""
                {"fc/kernel": {"dtype": "F32", "shape": [1, 1], "data_offsets": [0, 4]},
                 "fc/bias": {"dtype": "F32", "shape": [], "data_offsets": [4, 8]},
                 "out/kernel": {"dtype": "F32", "shape": [1, 2], "data_offsets": [8, 16]},
                 "out/bais": {"dtype": "F32", "shape": [1], "data_offsets": [16, 20]}}""", new byte[20]).match(model);
        assertThat(match.weights().names()).containsExactly("fc/kernel", "fc/bias");
        assertThat(match.wrong())
                .map(Object::toString)
                .containsExactly("tensor out/kernel has the shape (1, 2) and the model needs (1, 1)");
        assertThat(match.missing())
                .map(Object::toString)
                .containsExactly("tensor out/bias is missing (the nearest name is out/bais)");
        assertThat(match.leftOver()).containsExactly("out/bais");
    }

    @Test
    void refusesATypeThatNobodyKnows() {
        assertThatThrownBy(() ->
                        open("{\"a\": {\"dtype\": \"F3\", \"shape\": [], \"data_offsets\": [0, 0]}}", new byte[0]))
                .isInstanceOf(WeightsException.class)
                .hasMessage(path() + ", a.dtype: is F3, which is not known; convert it to one of F32, F16, BF16, F64");
    }

    @Test
    void isRecognisedByItsBeginning() {
        assertThat(SafetensorsTensors.looksLike(MemorySegment.ofArray(file("{}", new byte[0])), path()))
                .isTrue();
        assertThat(SafetensorsTensors.looksLike(MemorySegment.ofArray(file("[]", new byte[0])), path()))
                .isFalse();
        assertThat(SafetensorsTensors.looksLike(MemorySegment.ofArray(new byte[] {'{'}), path()))
                .isFalse();
    }

    private void assertRefusal(SafetensorsTensors file, String name, String message) {
        assertThatThrownBy(() -> file.read(name))
                .isInstanceOf(WeightsException.class)
                .hasMessage(path() + message);
    }
}
