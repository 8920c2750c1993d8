package org.inception4j.training;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.vision.Augmentation;
import org.inception4j.vision.Batch;
import org.inception4j.vision.BatchOrder;
import org.inception4j.vision.ImageBatches;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;
import org.inception4j.vision.Preprocessing;
import org.inception4j.vision.Rejected;

/**
 * Labelled picture files as {@link Examples}, decoded ahead by a pool of threads. A picture that cannot be used is left out
 * and told once. {@code open} one and close it: it owns the memory of the batch that is in use.
 */
public final class ImageExamples implements Examples, AutoCloseable {
    private static final int CHANNELS = 3;

    private final ImageFolder folder;
    private final Preprocessing preprocessing;
    private final Options options;
    private final Arena arena = Arena.ofShared();
    private final Tensor inputs;
    private final Map<Path, Rejected> rejected = new LinkedHashMap<>();
    private Consumer<Rejected> listener = _ -> {};
    /** The last epoch, of which the next one takes the memory; null at first and while one is going on. */
    private ImageBatches ended;

    /**
     * How the pictures are given.
     *
     * @param shuffled in another order in each epoch, or as in the folder
     * @param seed of order and augmentation
     * @param decodeThreads at least 1
     */
    public record Options(int batch, Augmentation augmentation, boolean shuffled, long seed, int decodeThreads) {
        /** Shuffled and augmented, a decoding thread for each processor. */
        public static Options training(int batch, Augmentation augmentation, long seed) {
            return new Options(
                    batch, augmentation, true, seed, Runtime.getRuntime().availableProcessors());
        }

        /** In order and unchanged. */
        public static Options validation(int batch) {
            return new Options(
                    batch, Augmentation.none(), false, 0, Runtime.getRuntime().availableProcessors());
        }
    }

    private ImageExamples(ImageFolder folder, Preprocessing preprocessing, Options options) {
        this.folder = folder;
        this.preprocessing = preprocessing;
        this.options = options;
        Shape picture = Shape.of(preprocessing.height(), preprocessing.width(), CHANNELS);
        this.inputs = Tensor.zeros(picture.batched(memoryBatch()), arena);
    }

    public static ImageExamples open(ImageFolder folder, Preprocessing preprocessing, Options options) {
        return new ImageExamples(folder, preprocessing, options);
    }

    /** Is told each picture that is left out, when it is met first. */
    public ImageExamples onRejected(Consumer<Rejected> changed) {
        listener = changed;
        return this;
    }

    ImageFolder folder() {
        return folder;
    }

    /** Those left out so far, each once. */
    public List<Rejected> rejected() {
        return List.copyOf(rejected.values());
    }

    @Override
    public int count() {
        return folder.images().size();
    }

    @Override
    public int classes() {
        return folder.labels().size();
    }

    @Override
    public int batch() {
        return options.batch;
    }

    /** Of the classes, the pictures' names, labels and sizes, and all that is done to them; not of where the folder lies. */
    @Override
    public String fingerprint() {
        MessageDigest digest = Hashes.sha256();
        add(digest, folder.labels() + " " + preprocessing + " " + options.augmentation + " " + options.shuffled);
        for (LabelledImage image : folder.images()) {
            add(digest, image.label() + " " + image.path().getFileName() + " " + size(image.path()));
        }
        return Hashes.shortened(digest);
    }

    @Override
    public ExampleBatches epoch(long epoch, long firstBatch) {
        BatchOrder order = options.shuffled ? BatchOrder.shuffled(options.seed, epoch) : BatchOrder.sequential();
        ImageBatches before = ended;
        ended = null;
        return new Batches(
                before == null
                        ? ImageBatches.of(
                                folder.images(),
                                preprocessing,
                                options.augmentation,
                                memoryBatch(),
                                order,
                                options.decodeThreads,
                                firstBatch)
                        : before.again(order, firstBatch));
    }

    @Override
    public void close() {
        arena.close();
    }

    /** A batch larger than all pictures together is one of them all, and takes no more memory. */
    private int memoryBatch() {
        return Math.min(options.batch, Math.max(1, count()));
    }

    /** What a run that is resumed had left out before. */
    void restoreRejected(List<Rejected> before) {
        before.forEach(each -> rejected.put(each.path(), each));
    }

    private void note(List<Rejected> found) {
        for (Rejected each : found) {
            if (rejected.putIfAbsent(each.path(), each) == null) {
                listener.accept(each);
            }
        }
    }

    private static void add(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** -1 for a file that is not there: it will be rejected when it is read. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return -1;
        }
    }

    private final class Batches implements ExampleBatches {
        private final ImageBatches batches;
        private int noted;

        Batches(ImageBatches batches) {
            this.batches = batches;
        }

        @Override
        public ExampleBatch next() {
            try (Batch batch = batches.next()) {
                noteNew();
                return batch == null ? null : copy(batch);
            }
        }

        private ExampleBatch copy(Batch batch) {
            int values = batch.size() * preprocessing.values();
            MemorySegment.copy(batch.pixels(), 0, inputs.data(), Tensor.FLOAT, 0, values);
            return new ExampleBatch(batch.index(), inputs.rows(0, batch.size()), batch.labels());
        }

        private void noteNew() {
            List<Rejected> all = batches.rejected();
            note(new ArrayList<>(all.subList(noted, all.size())));
            noted = all.size();
        }

        @Override
        public void close() {
            batches.close();
            ended = batches;
        }
    }
}
