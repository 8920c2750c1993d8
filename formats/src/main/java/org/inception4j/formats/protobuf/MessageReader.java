package org.inception4j.formats.protobuf;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.inception4j.formats.FormatException;

/** A file that is one message, given field by field to who knows the fields; what is wrong is said with its place. */
public final class MessageReader {
    /** Of a list that no honest file makes long: of axes, of an operator's inputs. */
    private static final int MAX_LIST = 4096;

    /** Takes the field of this number, whole or by {@link #skip}. */
    @FunctionalInterface
    public interface Field {
        void read(int number) throws IOException;
    }

    /** Takes numbers one by one. */
    @FunctionalInterface
    public interface Numbers {
        void add(long value) throws IOException;
    }

    private final MemorySegment file;
    private final String filePlace;
    private final String otherwise;
    private ProtoReader in;
    private String place;

    /**
     * @param place what messages call the file
     * @param otherwise what it is if it is not damaged: {@code no ONNX file}
     */
    public MessageReader(MemorySegment file, String place, String otherwise) {
        this.file = file;
        this.filePlace = place;
        this.otherwise = otherwise;
        this.in = new ProtoReader(file);
        this.place = place;
    }

    public String filePlace() {
        return filePlace;
    }

    /** What messages call the part that is read now; empty for the file. */
    public void at(String part) {
        place = part.isEmpty() ? filePlace : filePlace + ": " + part;
    }

    public FormatException refused(String problem, String remedy) {
        return new FormatException(place, problem, remedy);
    }

    /** The fields up to the end of the message or file. */
    public void fields(Field field) throws IOException {
        try {
            for (int number = in.next(); number != 0; number = in.next()) {
                field.read(number);
            }
        } catch (DamagedMessageException _) {
            throw refused(
                    "is damaged, cut off or %s, near byte %d of %d"
                            .formatted(otherwise, in.position(), file.byteSize()),
                    "copy it again");
        }
    }

    /** The fields of a message within this one. */
    public void nested(Field field) throws IOException {
        ProtoReader outer = in;
        in = outer.message();
        fields(field);
        in = outer;
    }

    /** Whether the field is text, a message or a list of numbers. */
    public boolean hasLength() {
        return in.hasLength();
    }

    public long whole() {
        return in.whole();
    }

    public float float32() {
        return in.float32();
    }

    public double float64() {
        return in.float64();
    }

    public String text() {
        return in.text();
    }

    /** The bytes of a field that has a length, without copying them. */
    public MemorySegment bytes() {
        return in.bytes();
    }

    public void skip() {
        in.skip();
    }

    /** One more of a list, or all of it in one piece. */
    public void wholes(Numbers numbers) throws IOException {
        if (!hasLength()) {
            numbers.add(whole());
            return;
        }
        for (ProtoReader packed = in.message(); !packed.atEnd(); ) {
            numbers.add(packed.varint());
        }
    }

    public void wholes(List<Long> into) throws IOException {
        wholes(value -> add(into, value));
    }

    public void floats(List<Float> into) throws IOException {
        if (!hasLength()) {
            add(into, float32());
            return;
        }
        for (ProtoReader packed = in.message(); !packed.atEnd(); ) {
            add(into, Float.intBitsToFloat((int) packed.fixed32()));
        }
    }

    /** One more of a short list. */
    public <T> void add(List<T> list, T value) throws IOException {
        add(list, value, MAX_LIST);
    }

    /** One more of a list; a file of nothing else must not fill the memory. */
    public <T> void add(List<T> list, T value, int most) throws IOException {
        if (list.size() == most) {
            throw refused("has a list of more than %d".formatted(most), "give a network");
        }
        list.add(value);
    }
}
