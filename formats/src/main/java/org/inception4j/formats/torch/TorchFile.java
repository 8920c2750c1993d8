package org.inception4j.formats.torch;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.zip.ZipArchive;
import org.inception4j.model.Model;
import org.inception4j.model.spelling.Spelling;
import org.inception4j.tensor.Tensor;

/**
 * A state dict that {@code torch.save} wrote, as a zip archive (PyTorch 1.6 and later) or in the format before it, alone or in a
 * trainer's checkpoint. Its pickle is read by an allow-list: only tensors, dicts, lists, texts and numbers are made of it, and
 * every other name is refused. The file is mapped into memory; float32 tensors without gaps cost nothing until they are used.
 */
public final class TorchFile implements TensorFile {
    private static final int TAR_AT = 257;
    private static final byte[] TAR = {'u', 's', 't', 'a', 'r'};

    /** As much as a tensor that repeats its numbers (a stride of 0) may grow to, and how many times the file beyond it. */
    private static final long FREE_BYTES = 4 << 20;

    private static final long MOST_FOLD = 100;

    private final String place;
    private final long fileBytes;
    private final Archive archive;
    private final StateDict stateDict;
    private final int background;

    private TorchFile(String place, long fileBytes, Archive archive, StateDict stateDict, int background) {
        this.place = place;
        this.fileBytes = fileBytes;
        this.archive = archive;
        this.stateDict = stateDict;
        this.background = background;
    }

    /**
     * Opens a file.
     *
     * @throws FormatException if it is none of PyTorch's, is damaged, is a program (TorchScript), or refers to a name that is not
     *     a tensor's
     */
    public static TorchFile open(Path file) throws IOException {
        MemorySegment bytes = MappedFile.open(file);
        String place = file.toString();
        Archive archive = archive(bytes, place);
        return new TorchFile(place, bytes.byteSize(), archive, StateDict.of(archive.root(), place), 0);
    }

    /** Whether {@code torch.save} or {@code torch.jit.save} wrote the file that begins with these bytes. */
    public static boolean looksLike(MemorySegment head, Path file) {
        if (begins(head, 0, LegacyForm.BEGINNING) || isTar(head)) {
            return true;
        }
        try {
            return ZipArchive.begins(head) && ZipForm.isTorch(ZipArchive.open(file));
        } catch (IOException _) {
            return text(head).contains("/data.pkl");
        }
    }

    private static Archive archive(MemorySegment bytes, String place) throws IOException {
        if (ZipArchive.begins(bytes)) {
            return ZipForm.of(bytes, place);
        }
        if (begins(bytes, 0, LegacyForm.BEGINNING)) {
            return LegacyForm.of(bytes, place);
        }
        if (isTar(bytes)) {
            throw new FormatException(
                    place,
                    "is in the tar form of PyTorch before 0.1.10",
                    "open it with such a PyTorch and save it again: torch.save(torch.load(file), other)");
        }
        throw new FormatException(
                place, "is none of PyTorch's files", "give the file that torch.save(model.state_dict(), file) wrote");
    }

    private static boolean isTar(MemorySegment head) {
        return begins(head, TAR_AT, TAR)
                && (text(head).startsWith("sys_info")
                        || text(head).startsWith("storages")
                        || text(head).startsWith("pickle"));
    }

    private static boolean begins(MemorySegment bytes, long at, byte[] with) {
        return bytes.byteSize() >= at + with.length
                && bytes.asSlice(at, with.length).mismatch(MemorySegment.ofArray(with)) == -1;
    }

    private static String text(MemorySegment head) {
        return new String(
                head.asSlice(0, Math.min(head.byteSize(), 1 << 16)).toArray(ValueLayout.JAVA_BYTE),
                StandardCharsets.ISO_8859_1);
    }

    /**
     * The same file for models without a background class: where a classifier of the file has {@code count} classes more than
     * the model's, its first ones are left out. Networks that were trained with TF-slim have 1001 classes, of which the first
     * means nothing.
     */
    public TorchFile withoutFirstClasses(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("TorchFile: count is %d; give at least 0".formatted(count));
        }
        return new TorchFile(place, fileBytes, archive, stateDict, count);
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String format() {
        return "PyTorch state dict (%s)".formatted(archive.form());
    }

    @Override
    public List<TensorEntry> entries() {
        return stateDict.tensors().entrySet().stream()
                .map(tensor -> tensor.getValue().entry(tensor.getKey()))
                .toList();
    }

    @Override
    public Map<String, String> metadata() {
        return stateDict.metadata();
    }

    @Override
    public Tensor read(String name) throws IOException {
        StoredTensor tensor = stateDict.tensors().get(name);
        if (tensor == null) {
            throw new WeightsException(
                    place,
                    "has no tensor " + name,
                    Spelling.nearest(name, stateDict.tensors().keySet())
                            .map("did you mean %s?"::formatted)
                            .orElse("see its entries"));
        }
        checkReadable(name, tensor);
        return tensor.read(archive.bytes(tensor.storage()), archive.order());
    }

    private void checkReadable(String name, StoredTensor tensor) throws WeightsException {
        if (!tensor.type().isReadable()) {
            throw new WeightsException(
                    place + ", " + name,
                    "holds %s, which means no float32".formatted(tensor.type()),
                    "convert it: tensor.float()");
        }
        if (tensor.elements() == 0) {
            throw new WeightsException(place + ", " + name, "holds no numbers", "leave it out");
        }
        long most = Math.max(FREE_BYTES, MOST_FOLD * fileBytes);
        if (tensor.elements() > most / Float.BYTES) {
            throw new WeightsException(
                    place + ", " + name,
                    "has %d numbers, repeated from %d"
                            .formatted(
                                    tensor.elements(),
                                    tensor.storage().bytes() / tensor.type().bytes()),
                    "save what is repeated once");
        }
    }

    /** Nothing: a state dict has weights and no network. */
    @Override
    public Optional<Model> model() {
        return Optional.empty();
    }

    /**
     * Holds the file against a model: layer {@code a/b} has the tensors {@code a.b.weight}, {@code a.b.bias},
     * {@code a.b.running_mean} and {@code a.b.running_var}; other names of some networks stand in a table. Counts of batches are
     * no weights.
     */
    @Override
    public WeightMatch match(Model model) throws IOException {
        return new TorchMatch(this, background).match(model);
    }

    /** Holds any file with PyTorch's names and order of axes against a model, as {@link #match(Model)} does its own. */
    public static WeightMatch match(TensorFile file, Model model) throws IOException {
        return new TorchMatch(file, 0).match(model);
    }

    /** Nothing: the memory is given back when no tensor refers to it any more. */
    @Override
    public void close() {}
}
