package org.inception4j.formats.caffe;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.inception4j.formats.WeightsException;

/** A protocol buffer that is read field by field; every length is held against what is left of the file. */
final class Message {
    /** Reads one field's value. */
    @FunctionalInterface
    interface Field {
        /** @param tag as {@link WireFormat} takes it apart: the field's number and how it is written */
        void read(int tag) throws IOException;
    }

    private final CodedInputStream in;
    private final MemorySegment file;
    private final String filePlace;
    private String place;

    Message(CodedInputStream in, MemorySegment file, String place) {
        this.in = in;
        this.file = file;
        this.filePlace = place;
        this.place = place;
    }

    CodedInputStream in() {
        return in;
    }

    String filePlace() {
        return filePlace;
    }

    /** What messages call the part that is read now. */
    void at(String part) {
        place = part.isEmpty() ? filePlace : filePlace + ": " + part;
    }

    WeightsException refused(String problem, String remedy) {
        return new WeightsException(place, problem, remedy);
    }

    /** The fields up to the end of the message or file. */
    void fields(Field field) throws IOException {
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                field.read(tag);
            }
        } catch (InvalidProtocolBufferException _) {
            throw refused(
                    "is damaged, cut off or none of Caffe's, near byte %d of %d"
                            .formatted(in.getTotalBytesRead(), file.byteSize()),
                    "copy it again");
        }
    }

    /** The fields of a message within this one. */
    void nested(Field field) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        fields(field);
        in.popLimit(outer);
    }

    void skip(int tag) throws IOException {
        in.skipField(tag);
    }

    /** The bytes of a field that has a length, without copying them. */
    MemorySegment bytes() throws IOException {
        int length = in.readRawVarint32();
        int begin = in.getTotalBytesRead();
        in.skipRawBytes(length);
        return file.asSlice(begin, length);
    }

    static int number(int tag) {
        return WireFormat.getTagFieldNumber(tag);
    }

    static boolean hasLength(int tag) {
        return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
}
