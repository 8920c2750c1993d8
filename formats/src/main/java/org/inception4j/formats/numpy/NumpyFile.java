package org.inception4j.formats.numpy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.OwnNames;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.torch.TorchFile;
import org.inception4j.formats.zip.ZipArchive;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;

/**
 * NumPy's arrays: {@code .npy} has one, named here as the file without its ending; {@code .npz} has several by their keys.
 * Integers and truth values are read as numbers, {@code fortran_order} is turned around; texts, records and Python objects are
 * listed and never read.
 */
public final class NumpyFile implements TensorFile {
    /** Of an array's entry in an archive. */
    static final String SUFFIX = ".npy";

    private static final int ZIP_NAME_LENGTH_AT = 26;
    private static final int ZIP_NAME_AT = 30;

    /** Gives the numbers of an array. */
    @FunctionalInterface
    private interface Source {
        MemorySegment data(String name) throws IOException;
    }

    private final String place;
    private final String format;
    private final Map<String, ArrayHeader> headers;
    private final Source source;

    private NumpyFile(String place, String format, Map<String, ArrayHeader> headers, Source source) {
        this.place = place;
        this.format = format;
        this.headers = headers;
        this.source = source;
    }

    /**
     * Reads the headers of all arrays.
     *
     * @throws FormatException if the file is none of NumPy's or is damaged
     */
    public static NumpyFile open(Path file) throws IOException {
        MemorySegment bytes = MappedFile.open(file);
        return ZipArchive.begins(bytes) ? ofArchive(file, bytes) : ofArray(file, bytes);
    }

    /** Whether a file that begins so has arrays of NumPy. */
    public static boolean looksLike(MemorySegment head, Path file) {
        return ArrayFile.begins(head)
                || ZipArchive.begins(head) && firstName(head).endsWith(SUFFIX);
    }

    private static NumpyFile ofArray(Path file, MemorySegment bytes) throws IOException {
        ArrayFile array = ArrayFile.of(bytes, file.toString());
        String name = withoutSuffix(file.getFileName().toString());
        MemorySegment data = bytes.asSlice(array.dataBegin());
        return new NumpyFile(file.toString(), "NumPy array (npy)", Map.of(name, array.header()), _ -> data);
    }

    private static NumpyFile ofArchive(Path file, MemorySegment bytes) throws IOException {
        ZipArchive zip = ZipArchive.of(bytes, file.toString());
        Map<String, ArrayHeader> headers = new LinkedHashMap<>();
        Map<String, Integer> begins = new LinkedHashMap<>();
        for (String entry : zip.names()) {
            if (entry.endsWith(SUFFIX)) {
                MemorySegment beginning =
                        zip.beginning(entry, ArrayFile.MOST_BYTES).orElseThrow();
                ArrayFile array = ArrayFile.of(beginning, file + ", " + entry);
                headers.put(withoutSuffix(entry), array.header());
                begins.put(withoutSuffix(entry), array.dataBegin());
            }
        }
        return new NumpyFile(file.toString(), "NumPy arrays (npz)", headers, name -> zip.read(name + SUFFIX)
                .orElseThrow()
                .asSlice(begins.get(name)));
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public List<TensorEntry> entries() {
        return headers.entrySet().stream()
                .map(header -> header.getValue().entry(header.getKey()))
                .toList();
    }

    /** Nothing: the format has no text beside its arrays. */
    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Tensor read(String name) throws IOException {
        ArrayHeader header = headers.get(name);
        if (header == null) {
            throw OwnNames.unknown(place, name, headers.keySet());
        }
        return header.tensor(source.data(name), place + ", " + name);
    }

    /** Nothing: the format has arrays and no network. */
    @Override
    public Optional<Model> model() {
        return Optional.empty();
    }

    /** By this library's names and order of axes, or by PyTorch's where the file has dotted names and none of the model's. */
    @Override
    public WeightMatch match(Model model) throws IOException {
        return OwnNames.fit(this, model) ? OwnNames.match(this, model) : TorchFile.match(this, model);
    }

    /** Nothing: the memory is given back when no tensor refers to it any more. */
    @Override
    public void close() {}

    private static String withoutSuffix(String name) {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static String firstName(MemorySegment head) {
        if (head.byteSize() < ZIP_NAME_AT) {
            return "";
        }
        int length = Byte.toUnsignedInt(head.get(ValueLayout.JAVA_BYTE, ZIP_NAME_LENGTH_AT))
                | Byte.toUnsignedInt(head.get(ValueLayout.JAVA_BYTE, ZIP_NAME_LENGTH_AT + 1)) << 8;
        byte[] name = head.asSlice(ZIP_NAME_AT, Math.min(length, head.byteSize() - ZIP_NAME_AT))
                .toArray(ValueLayout.JAVA_BYTE);
        return new String(name, StandardCharsets.UTF_8);
    }
}
