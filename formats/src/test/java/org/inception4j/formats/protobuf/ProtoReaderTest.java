package org.inception4j.formats.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Messages that protobuf's own library wrote. */
class ProtoReaderTest {
    /** Writes fields. */
    @FunctionalInterface
    private interface Writing {
        void write(CodedOutputStream out) throws IOException;
    }

    @Test
    void readsWhatTheLibraryWrites() throws IOException {
        ProtoReader in = reader(out -> {
            out.writeInt64(1, -5);
            out.writeInt64(2, 300);
            out.writeFloat(3, 0.1f);
            out.writeDouble(4, 0.1);
            out.writeString(5, "Größe");
            out.writeByteArray(6, bytes(inner -> inner.writeBool(1, true)));
            out.writeFixed32(536_870_911, -1);
        });
        assertThat(in.next()).isEqualTo(1);
        assertThat(in.whole()).isEqualTo(-5);
        assertThat(in.next()).isEqualTo(2);
        assertThat(in.number()).isEqualTo(300);
        assertThat(in.next()).isEqualTo(3);
        assertThat(in.float32()).isEqualTo(0.1f);
        assertThat(in.next()).isEqualTo(4);
        assertThat(in.float64()).isEqualTo(0.1);
        assertThat(in.next()).isEqualTo(5);
        assertThat(in.hasLength()).isTrue();
        assertThat(in.text()).isEqualTo("Größe");
        assertThat(in.next()).isEqualTo(6);
        long before = in.position();
        ProtoReader inner = in.message();
        assertThat(inner.position()).isEqualTo(before + 1);
        assertThat(inner.next()).isEqualTo(1);
        assertThat(inner.whole()).isEqualTo(1);
        assertThat(inner.next()).isZero();
        assertThat(in.next()).isEqualTo(536_870_911);
        assertThat(in.number()).isEqualTo(0xffffffffL);
        assertThat(in.next()).isZero();
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void skipsEveryKindOfValue() throws IOException {
        ProtoReader in = reader(out -> {
            out.writeInt64(1, -5);
            out.writeFloat(2, 1);
            out.writeDouble(3, 1);
            out.writeString(4, "text");
        });
        for (int field = 1; field <= 4; field++) {
            assertThat(in.next()).isEqualTo(field);
            in.skip();
        }
        assertThat(in.next()).isZero();
    }

    @Test
    void refusesAValueOfAnotherKind() throws IOException {
        refuses(out -> out.writeFloat(1, 1), ProtoReader::whole, "there is no whole number where one must be");
        refuses(out -> out.writeInt64(1, 1), ProtoReader::float32, "there is no float where one must be");
        refuses(out -> out.writeFloat(1, 1), ProtoReader::float64, "there is no double where one must be");
        refuses(out -> out.writeString(1, "x"), ProtoReader::number, "there is no number where one must be");
        refuses(out -> out.writeInt64(1, 1), ProtoReader::bytes, "there is a number where a message or text must be");
        refuses(out -> out.writeTag(1, 3), ProtoReader::skip, "there is no number where one must be"); // a group
    }

    @Test
    void refusesLengthsThatLie() throws IOException {
        Writing most = out -> {
            out.writeTag(1, 2);
            out.writeUInt64NoTag(Long.MAX_VALUE);
        };
        refuses(most, ProtoReader::bytes, "9223372036854775807 bytes must follow and there are 0");
        Writing negative = out -> {
            out.writeTag(1, 2);
            out.writeUInt64NoTag(-1);
        };
        refuses(negative, ProtoReader::skip, "-1 bytes must follow and there are 0");
        Writing beyond = out -> out.writeByteArray(1, new byte[] {2 << 3 | 2, 1}); // of one byte that is not there
        refuses(
                beyond,
                in -> {
                    ProtoReader inner = in.message();
                    inner.next();
                    inner.message();
                },
                "1 bytes must follow and there are 0");
        refuses(out -> out.writeTag(1, 5), ProtoReader::float32, "4 bytes must follow and there are 0");
    }

    @Test
    void refusesWhatIsNoMessage() throws IOException {
        assertThatThrownBy(reader(out -> out.writeTag(0, 0))::next)
                .isInstanceOf(DamagedMessageException.class)
                .hasMessage("a field has the number 0");
        assertThatThrownBy(
                        reader(out -> out.write(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1}, 0, 11))::next)
                .isInstanceOf(DamagedMessageException.class)
                .hasMessage("a number does not end");
        refuses(out -> out.writeByteArray(1, new byte[] {(byte) 0xff}), ProtoReader::text, "a text is none");
    }

    private static void refuses(Writing writing, Consumer<ProtoReader> reading, String message) throws IOException {
        ProtoReader in = reader(writing);
        in.next();
        assertThatThrownBy(() -> reading.accept(in))
                .isInstanceOf(DamagedMessageException.class)
                .hasMessage(message);
    }

    private static ProtoReader reader(Writing writing) throws IOException {
        return new ProtoReader(MemorySegment.ofArray(bytes(writing)));
    }

    private static byte[] bytes(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        writing.write(out);
        out.flush();
        return bytes.toByteArray();
    }
}
