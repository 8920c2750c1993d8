package org.inception4j.formats.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
    @TempDir
    private Path folder;

    private static Weights sample() {
        Random random = new Random(7);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : List.of("z/kernel", "a/bias", "ä \"quoted\"", "one")) {
            Shape shape = name.equals("one") ? Shape.of() : Shape.of(1 + random.nextInt(5), 3, 700);
            float[] values = new float[(int) shape.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.intBitsToFloat(random.nextInt());
            }
            tensors.put(name, Tensor.of(shape, values));
        }
        return Weights.of(tensors);
    }

    @Test
    void givesEveryBitBackInOrder() throws IOException {
        Path file = folder.resolve("w.safetensors");
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("author", "ä\n");
        SafetensorsFile.write(file, sample(), metadata);
        SafetensorsFile back = SafetensorsFile.open(file);
        assertThat(back.metadata()).containsExactlyEntriesOf(metadata);
        assertThat(back.weights().names()).containsExactlyElementsOf(sample().names());
        assertSameBits(back.weights(), sample());
        assertThat(written(back.weights(), metadata)).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void readsNoCopyOfFloat32() throws IOException {
        byte[] bytes = written(sample(), Map.of());
        Weights weights =
                SafetensorsFile.decode(MemorySegment.ofArray(bytes), "w").weights();
        Tensor last = weights.get("one");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, 42);
        assertThat(last.get(0)).isEqualTo(42);
    }

    @Test
    void alignsTheData() throws IOException {
        for (int length = 0; length < 70; length++) {
            byte[] bytes = written(Weights.of(Map.of("x".repeat(length + 1), Tensor.of(Shape.of(2), 1, 2))), Map.of());
            assertThat((8 + headerLength(bytes)) % 64).isZero();
            assertThat(bytes).hasSize(8 + headerLength(bytes) + 8);
        }
    }

    @Test
    void writesAFileThatItsWeightsAreMappedFrom() throws IOException {
        Path file = folder.resolve("w.safetensors");
        SafetensorsFile.write(file, sample(), Map.of());
        Weights mapped = SafetensorsFile.read(file);
        SafetensorsFile.write(file, mapped, Map.of("changed", "yes"));
        assertSameBits(SafetensorsFile.read(file), sample());
        assertSameBits(mapped, sample());
    }

    @Test
    void convertsOtherFloats() throws IOException {
        byte[] data = ByteBuffer.allocate(12 + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(Float.floatToFloat16(-1.5f))
                .putShort(Float.floatToFloat16(65504))
                .putDouble(0.1)
                .putShort((short) 0x3fc0)
                .putShort((short) 0xff80)
                .putInt(Float.floatToRawIntBits(3))
                .array();
        Weights weights = decode("""
                        {"h": {"dtype": "F16", "shape": [2], "data_offsets": [0, 4]},
                         "d": {"dtype": "F64", "shape": [1], "data_offsets": [4, 12]},
                         "b": {"dtype": "BF16", "shape": [1, 2], "data_offsets": [12, 16]},
                         "f": {"dtype": "F32", "shape": [], "data_offsets": [16, 20]}}""", data).weights();
        assertThat(weights.get("h").toArray()).containsExactly(-1.5f, 65504);
        assertThat(weights.get("d").toArray()).containsExactly(0.1f);
        assertThat(weights.get("b").toArray()).containsExactly(1.5f, Float.NEGATIVE_INFINITY);
        assertThat(weights.get("b").shape()).isEqualTo(Shape.of(1, 2));
        assertThat(weights.get("f").toArray()).containsExactly(3);
    }

    @Test
    void refusesWhatIsTooShort() {
        assertRefusal(new byte[3], "w: has 3 bytes, less than a safetensors file can have; give a safetensors file");
        assertRefusal(
                file(1000, "{}", new byte[0]),
                "w: its header has 1000 bytes and the file holds 2 of them; it is cut off; copy it again");
    }

    @Test
    void refusesLengthsThatLie() {
        assertRefusal(
                file(0, "{}", new byte[0]),
                "w: its header has 0 bytes; give a safetensors file; a header has at most 16777216");
        assertRefusal(
                file(-1, "{}", new byte[0]),
                "w: its header has 18446744073709551615 bytes; give a safetensors file; a header has at most 16777216");
        assertRefusal(
                file(1L << 62, "{}", new byte[0]),
                "w: its header has 4611686018427387904 bytes; give a safetensors file; a header has at most 16777216");
    }

    @Test
    void refusesACutOffFile() throws IOException {
        byte[] bytes = written(sample(), Map.of());
        long data = bytes.length - 8 - headerLength(bytes);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 5);
        assertRefusal(
                cut,
                "w: has %d bytes of data, and its tensors need %d; it is cut off; copy it again"
                        .formatted(data - 5, data));
        for (int length = 0; length < bytes.length; length += 97) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> SafetensorsFile.decode(MemorySegment.ofArray(shorter), "w"))
                    .isInstanceOf(WeightsException.class);
        }
    }

    @Test
    void refusesHeadersThatAreNoJson() {
        assertHeaderRefusal("[]", 0, "w: is a list; give an object");
        assertHeaderRefusal(
                "{\"a\": {}, \"a\": {}}",
                0,
                "w, line 1, column 14: is no valid JSON (Duplicate field 'a'); give a file that was written whole");
        assertRefusal(
                file(2, new byte[] {'{', (byte) 0xff}, new byte[0]),
                "w: its header is no UTF-8 text; give a safetensors file");
        assertHeaderRefusal("{\"__metadata__\": {\"a\": 1}}", 0, "w, __metadata__.a: is 1; give a string");
    }

    @Test
    void refusesOffsetsThatDoNotFitTheShape() {
        String message =
                "w, a: data_offsets are %d and %d, and (2,) of F32 needs 8 bytes; give a file that was written whole";
        assertHeaderRefusal(tensor("[2]", "[0, 4]"), 8, message.formatted(0, 4));
        assertHeaderRefusal(tensor("[2]", "[-8, 0]"), 8, message.formatted(-8, 0));
        assertHeaderRefusal(tensor("[2]", "[8, 0]"), 8, message.formatted(8, 0));
        assertHeaderRefusal(
                tensor("[2]", "[9223372036854775800, -9223372036854775808]"),
                8,
                message.formatted(9223372036854775800L, Long.MIN_VALUE));
        assertHeaderRefusal(
                tensor("[2]", "[0, 8, 16]"), 8, "w, a.data_offsets: has 3 numbers; give the begin and the end");
        assertHeaderRefusal(
                tensor("[2]", "[0, 1e3]"),
                8,
                "w, a.data_offsets[1]: is 1e3; give a whole number from -9223372036854775808 to 9223372036854775807");
    }

    @Test
    void refusesShapesBeyondCounting() {
        assertHeaderRefusal(
                tensor("[2147483647, 2147483647, 2147483647]", "[0, 8]"),
                8,
                "w, a: the shape (2147483647, 2147483647, 2147483647) has more numbers than can be counted; give a file that was written whole");
        assertHeaderRefusal(
                tensor("[2147483647, 2147483647]", "[0, 8]"),
                8,
                "w, a: the shape (2147483647, 2147483647) has more numbers than can be counted; give a file that was written whole");
        assertHeaderRefusal(
                tensor("[4611686018427387904]", "[0, 8]"),
                8,
                "w, a.shape[0]: is 4611686018427387904; give a whole number from -2147483648 to 2147483647");
        assertHeaderRefusal(tensor("[0]", "[0, 0]"), 0, "w, a.shape[0]: is 0; leave tensors without numbers out");
    }

    @Test
    void refusesOtherTypesOfElements() {
        assertHeaderRefusal(
                tensor("[2]", "[0, 8]").replace("F32", "I32"),
                8,
                "w, a.dtype: is I32, which is not read; convert it to one of F32, F16, BF16, F64");
    }

    @Test
    void refusesGapsOverlapsAndExtraBytes() {
        String two = """
                {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
                 "b": {"dtype": "F32", "shape": [1], "data_offsets": [%d, %d]}}""";
        assertHeaderRefusal(
                two.formatted(4, 8),
                8,
                "w: b begins at byte 4 of the data, and a ends at 8; give a file whose tensors follow each other without gaps");
        assertHeaderRefusal(
                two.formatted(12, 16),
                16,
                "w: b begins at byte 12 of the data, and a ends at 8; give a file whose tensors follow each other without gaps");
        assertHeaderRefusal(
                two.formatted(8, 12),
                13,
                "w: has 13 bytes of data, and its tensors need 12; give a file without extra bytes at its end");
    }

    @Test
    void refusesMissingFilesAndReservedNames() {
        Path file = folder.resolve("none.safetensors");
        assertThatThrownBy(() -> SafetensorsFile.read(file))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file + ": there is no such file; check the path");
        assertThatThrownBy(() -> SafetensorsFile.read(folder))
                .isInstanceOf(WeightsException.class)
                .hasMessage(folder + ": is a folder; give a file");
        assertThatThrownBy(() -> written(Weights.of(Map.of("__metadata__", Tensor.of(Shape.of(1), 1))), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("safetensors: a tensor is named __metadata__, which is kept for metadata; rename it");
    }

    private static String tensor(String shape, String offsets) {
        return "{\"a\": {\"dtype\": \"F32\", \"shape\": %s, \"data_offsets\": %s}}".formatted(shape, offsets);
    }

    private static void assertHeaderRefusal(String header, int dataBytes, String message) {
        assertRefusal(file(header.length(), header, new byte[dataBytes]), message);
    }

    private static void assertRefusal(byte[] file, String message) {
        assertThatThrownBy(() -> SafetensorsFile.decode(MemorySegment.ofArray(file), "w"))
                .isInstanceOf(WeightsException.class)
                .hasMessage(message);
    }

    private static SafetensorsFile decode(String header, byte[] data) throws IOException {
        return SafetensorsFile.decode(MemorySegment.ofArray(file(header.length(), header, data)), "w");
    }

    private static byte[] file(long length, String header, byte[] data) {
        return file(length, header.getBytes(StandardCharsets.UTF_8), data);
    }

    private static byte[] file(long length, byte[] header, byte[] data) {
        return ByteBuffer.allocate(8 + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(header)
                .put(data)
                .array();
    }

    private static byte[] written(Weights weights, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafetensorsFile.write(out, weights, metadata);
        return out.toByteArray();
    }

    private static int headerLength(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static void assertSameBits(Weights actual, Weights expected) {
        for (String name : expected.names()) {
            assertThat(actual.get(name).shape()).isEqualTo(expected.get(name).shape());
            assertThat(actual.get(name).data().mismatch(expected.get(name).data()))
                    .isEqualTo(-1);
        }
    }
}
