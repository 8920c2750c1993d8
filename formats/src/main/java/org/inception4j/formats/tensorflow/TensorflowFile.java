package org.inception4j.formats.tensorflow;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.tensor.Tensor;

/**
 * TensorFlow's files with weights: checkpoints (an index and files of data; or the one file of TensorFlow before 1.0), the folder of
 * a SavedModel, a frozen graph, and archives {@code .tar.gz} of one of these, as TF-Hub and TF-slim have them. Float32 numbers of
 * checkpoints and SavedModels are parts of the mapped file until they are used.
 */
public final class TensorflowFile implements TensorFile {
    private final Source source;
    private final boolean averages;
    private final int firstClasses;

    private TensorflowFile(Source source, boolean averages, int firstClasses) {
        this.source = source;
        this.averages = averages;
        this.firstClasses = firstClasses;
    }

    /**
     * Opens a file or folder.
     *
     * @param file a SavedModel's folder or its {@code saved_model.pb}; a checkpoint's {@code .index}, what TensorFlow calls it ({@code
     *     model.ckpt-1000}, which is no file), or its folder, which says which one is the last; a frozen {@code .pb}; a {@code .tar.gz}
     * @throws WeightsException if it is none of these, is damaged or is not there
     */
    public static TensorflowFile open(Path file) throws IOException {
        return new TensorflowFile(Opening.of(file), false, 0);
    }

    /** Whether the file that begins with these bytes, or the folder, is one that {@link #open} reads. */
    public static boolean looksLike(MemorySegment head, Path file) {
        return Files.isDirectory(file) ? Folders.looksLike(file) : isCheckpoint(file) || Beginnings.known(head, file);
    }

    /** Whether it is one of a checkpoint's files, or no file but what TensorFlow calls them all. */
    public static boolean isCheckpoint(Path file) {
        return Opening.prefix(file)
                .filter(prefix -> Files.isRegularFile(Path.of(prefix + Opening.INDEX)))
                .isPresent();
    }

    /** The same file, where moving averages of variables ({@code x/ExponentialMovingAverage}) stand for them: better networks. */
    public TensorflowFile withAverages() {
        return new TensorflowFile(source, true, firstClasses);
    }

    /**
     * The same file for models without a background class: where a classifier of the file has {@code count} classes more than the
     * model's, its first ones are left out. Networks that were trained with TF-slim have 1001 classes, of which the first means
     * nothing; the graph of 2015 has seven more behind those of ImageNet, which are left out with it.
     */
    public TensorflowFile withoutFirstClasses(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("TensorflowFile: count is %d; give at least 0".formatted(count));
        }
        return new TensorflowFile(source, averages, count);
    }

    @Override
    public String place() {
        return source.place();
    }

    @Override
    public String format() {
        return source.format();
    }

    @Override
    public List<TensorEntry> entries() {
        return source.entries();
    }

    @Override
    public Map<String, String> metadata() {
        return source.metadata();
    }

    @Override
    public Tensor read(String name) throws IOException {
        return source.read(name);
    }

    /** Always empty: TensorFlow's graphs are operations and no layers. */
    @Override
    public Optional<Model> model() {
        return Optional.empty();
    }

    /**
     * By TensorFlow's names: those of TF-slim for its networks and ours with timm's or Keras' names, those of December 2015 for
     * Inception-v3, Keras' names for Keras' checkpoints; whatever scope stands before all of them.
     */
    @Override
    public WeightMatch match(Model model) throws IOException {
        return TensorflowMatch.match(source, model, averages, firstClasses);
    }

    @Override
    public void close() {
        // the memory goes when nothing refers to it any more
    }
}
