package org.inception4j.formats.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.inception4j.formats.FormatException;

/** Protocol buffers, read field by field. Nothing is copied or counted that the file does not hold. */
final class ProtoReader {
    /** Of a list: of axes, of an operator's inputs. More is no network but an attack on the reader's memory. */
    private static final int MAX_LIST = 4096;

    /** Takes the field of this number, whole or by {@link #skip}. */
    interface Field {
        void read(int number) throws IOException;
    }

    private final CodedInputStream in;
    private final MemorySegment file;
    private final String place;
    private int tag;

    ProtoReader(CodedInputStream in, MemorySegment file, String place) {
        this.in = in;
        this.file = file;
        this.place = place;
    }

    String place() {
        return place;
    }

    /** The fields up to the end of the message or file. */
    void fields(Field field) throws IOException {
        try {
            for (tag = in.readTag(); tag != 0; tag = in.readTag()) {
                field.read(WireFormat.getTagFieldNumber(tag));
            }
        } catch (InvalidProtocolBufferException _) {
            throw damaged();
        }
    }

    /** The fields of a message within this one. */
    void nested(Field field) throws IOException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int outer = in.pushLimit(in.readRawVarint32());
        fields(field);
        in.popLimit(outer);
    }

    long whole() throws IOException {
        expect(WireFormat.WIRETYPE_VARINT);
        return in.readInt64();
    }

    float real() throws IOException {
        expect(WireFormat.WIRETYPE_FIXED32);
        return in.readFloat();
    }

    String text() throws IOException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return in.readStringRequireUtf8();
    }

    /** The bytes of a field that has a length, without copying them. */
    MemorySegment bytes() throws IOException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = in.readRawVarint32();
        int begin = in.getTotalBytesRead();
        in.skipRawBytes(length);
        return file.asSlice(begin, length);
    }

    /** Takes numbers one by one. */
    interface Numbers {
        void add(long value) throws IOException;
    }

    /** One more of a list, or all of it in one piece. */
    void wholes(Numbers numbers) throws IOException {
        if (!hasLength()) {
            numbers.add(whole());
            return;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
            numbers.add(in.readInt64());
        }
        in.popLimit(outer);
    }

    void wholes(List<Long> into) throws IOException {
        wholes(value -> add(into, value));
    }

    void reals(List<Float> into) throws IOException {
        if (!hasLength()) {
            add(into, real());
            return;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        while (!in.isAtEnd()) {
            add(into, in.readFloat());
        }
        in.popLimit(outer);
    }

    boolean hasLength() {
        return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /** One more of a list that no honest file makes long. */
    <T> void add(List<T> list, T value) throws IOException {
        add(list, value, MAX_LIST);
    }

    <T> void add(List<T> list, T value, int most) throws IOException {
        if (list.size() == most) {
            throw refused("has a list of more than %d".formatted(most), "give a network");
        }
        list.add(value);
    }

    void skip() throws IOException {
        in.skipField(tag);
    }

    private void expect(int wireType) throws IOException {
        if (WireFormat.getTagWireType(tag) != wireType) {
            throw damaged();
        }
    }

    FormatException refused(String problem, String remedy) {
        return new FormatException(place, problem, remedy);
    }

    private FormatException damaged() {
        return refused(
                "is damaged, cut off or no ONNX file, near byte %d of %d"
                        .formatted(in.getTotalBytesRead(), file.byteSize()),
                "copy it again");
    }
}
