package org.inception4j.formats.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that Java's own writer wrote, and what is done to them. */
class ZipArchiveTest {
    private static final String DIRECTORY_SIGNATURE = "PK\001\002";
    private static final int FLAGS_AT = 8;
    private static final int METHOD_AT = 10;
    private static final int CHECKSUM_AT = 16;
    private static final int SIZE_AT = 24;

    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsStoredAndDeflatedEntries(boolean deflated) throws IOException {
        contents.put("folder/b", text("b".repeat(1000)));
        contents.put("a\\b:0", text("")); // an array's name may have anything in it
        ZipArchive zip = archive(bytes(deflated));

        assertThat(zip.names()).containsExactly("folder/b", "a\\b:0");
        for (String name : contents.keySet()) {
            assertThat(zip.read(name).orElseThrow().toArray(ValueLayout.JAVA_BYTE))
                    .isEqualTo(contents.get(name));
        }
        assertThat(zip.size("folder/b")).contains(1000L);
        assertThat(text(zip.beginning("folder/b", 3))).isEqualTo("bbb");
        assertThat(text(zip.beginning("a\\b:0", 3))).isEmpty();
        assertThat(zip.read("c")).isEmpty();
        assertThat(zip.beginning("c", 1)).isEmpty();
        assertThat(zip.size("c")).isEmpty();
    }

    @Test
    void tellsZipArchivesByTheirBeginning() throws IOException {
        contents.put("a", text("x"));
        assertThat(ZipArchive.begins(MemorySegment.ofArray(bytes(true)))).isTrue();
        assertThat(ZipArchive.begins(MemorySegment.ofArray(text("PK\003")))).isFalse();
        assertThat(ZipArchive.begins(MemorySegment.ofArray(text("PK\003\005")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "/a", "\\a", "a/../../b", "a\\..\\..\\b", ".."})
    void refusesNamesThatLeadOut(String name) throws IOException {
        contents.put(name, text(""));
        refuses(bytes(false), "x: its entry " + name + " leads out of the archive; do not trust the file");
    }

    @Test
    void refusesANameThatIsThereTwice() throws IOException {
        contents.put("a", text(""));
        contents.put("b", text(""));
        byte[] bytes = bytes(false);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf('b')] = 'a';
        refuses(bytes, "x: has two entries named a; it is damaged, copy it again");
    }

    /** Each of them less than is allowed. */
    @Test
    void refusesEntriesThatTogetherUnpackToAHundredTimesTheFileAndMore() throws IOException {
        contents.put("a", new byte[40 << 20]);
        contents.put("b", new byte[(24 << 20) + 1]);
        refuses(bytes(true), "x: would unpack to more than 67108864 bytes; save it without compression");
    }

    @Test
    void refusesEntriesThatOverlap() throws IOException {
        contents.put("a", text("x".repeat(200)));
        contents.put("b", text("x".repeat(200)));
        byte[] bytes = bytes(false);
        for (int entry = directory(bytes); entry >= 0; entry = next(bytes, entry)) {
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(entry + SIZE_AT - 4, bytes.length / 2 + 1)
                    .putInt(entry + SIZE_AT, bytes.length / 2 + 1);
        }
        refuses(bytes, "x: its entries have more bytes than the file; it is damaged, copy it again");
    }

    @Test
    void refusesWhatIsNotAsTheDirectorySays() throws IOException {
        contents.put("a", text("x".repeat(200)));
        byte[] stored = bytes(false);
        refusesToRead(changed(stored, SIZE_AT, 100), "has 200 bytes and should have 100");
        refusesToRead(changed(stored, CHECKSUM_AT, 1), "has the checksum %08x and should have %08x", checksum(), 1);
        byte[] deflated = bytes(true);
        refusesToRead(changed(deflated, SIZE_AT, 201), "does not inflate to 201 bytes");
        refusesToRead(changed(deflated, CHECKSUM_AT, 1), "has the checksum %08x and should have %08x", checksum(), 1);
        assertThat(archive(changed(stored, CHECKSUM_AT, 0)).read("a")).isPresent(); // PyTorch may leave it out
    }

    @Test
    void refusesEncryptedEntriesAndOtherMethods() throws IOException {
        contents.put("a", text("x"));
        byte[] encrypted = bytes(false);
        encrypted[directory(encrypted) + FLAGS_AT] |= 1;
        refuses(() -> archive(encrypted).read("a"), "x, a: is encrypted; give an archive without a password");
        byte[] other = bytes(false);
        other[directory(other) + METHOD_AT] = 12;
        refuses(
                () -> archive(other).read("a"),
                "x, a: is packed by the method 12; pack the archive with deflate or none");
    }

    @Test
    void refusesWhatHasNoDirectory() throws IOException {
        contents.put("a", text("x"));
        byte[] whole = bytes(false);
        for (int length : new int[] {0, 4, whole.length - 1}) {
            refuses(
                    Arrays.copyOf(whole, length),
                    "x: has no directory of its zip archive; it is damaged, copy it again");
        }
    }

    @Test
    void answersDamageWithARefusal() throws IOException {
        contents.put("a", text("some text that can be packed, some text that can be packed"));
        contents.put("b", text("x"));
        Fuzz.of(bytes(true), bytes(false)).check(folder, file -> {
            ZipArchive zip = ZipArchive.open(file);
            for (String name : zip.names()) {
                zip.beginning(name, 10);
                zip.read(name);
            }
        });
    }

    private byte[] bytes(boolean deflated) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
                java.util.zip.ZipEntry written = new java.util.zip.ZipEntry(entry.getKey());
                if (!deflated) {
                    written.setMethod(java.util.zip.ZipEntry.STORED);
                    written.setSize(entry.getValue().length);
                    written.setCrc(Integer.toUnsignedLong(checksum(entry.getValue())));
                }
                zip.putNextEntry(written);
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private int checksum() {
        return checksum(contents.get("a"));
    }

    private static int checksum(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return (int) sum.getValue();
    }

    /** With another number in the directory. */
    private static byte[] changed(byte[] bytes, int at, int number) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(directory(bytes) + at, number);
        return changed;
    }

    private static int directory(byte[] bytes) {
        return next(bytes, -1);
    }

    /** Where the next entry of the directory begins; -1 if there is none. */
    private static int next(byte[] bytes, int entry) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(DIRECTORY_SIGNATURE, entry + 1);
    }

    private static ZipArchive archive(byte[] bytes) throws IOException {
        return ZipArchive.of(MemorySegment.ofArray(bytes), "x");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Optional<MemorySegment> bytes) {
        return new String(bytes.orElseThrow().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private static void refusesToRead(byte[] bytes, String problem, Object... values) {
        refuses(
                () -> archive(bytes).read("a"),
                "x, a: " + problem.formatted(values) + "; it is damaged, copy the file again");
    }

    private static void refuses(byte[] bytes, String message) {
        refuses(() -> archive(bytes), message);
    }

    private static void refuses(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isInstanceOf(FormatException.class).hasMessage(message);
    }
}
