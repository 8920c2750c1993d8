package org.inception4j.formats;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.inception4j.model.Model;
import org.inception4j.random.CounterRandom;

/**
 * Damages valid files in many ways and proves that a reader answers each with a result or an {@link IOException}, in bounded
 * time and memory. The runs are counted by {@code -Dfuzz.runs=N}; {@code -Dfuzz.seed=N} repeats the one run that a failure names.
 *
 * <pre>{@code Fuzz.of(bytes).check(folder, file -> { try (XFile x = XFile.open(file)) { Fuzz.readAll(x, model); } });}</pre>
 */
public final class Fuzz {
    /** Opens a file and reads everything in it. */
    @FunctionalInterface
    public interface Reading {
        void read(Path file) throws IOException;
    }

    private static final int DEFAULT_RUNS = 500;

    /** Processor time, which a busy machine does not stretch. */
    private static final long MAX_NANOS = 2_000_000_000L;

    private final List<byte[]> files;
    private final UnaryOperator<byte[]> wrapping;
    private final boolean zip;
    private int runs = Integer.getInteger("fuzz.runs", DEFAULT_RUNS);
    private long only = Long.getLong("fuzz.seed", -1);
    private long bytesMore = 64L << 20;
    private long nanos = MAX_NANOS;

    private Fuzz(List<byte[]> files, UnaryOperator<byte[]> wrapping, boolean zip) {
        this.files = files;
        this.wrapping = wrapping;
        this.zip = zip;
    }

    /** Valid files of the format, small ones; their bytes are damaged. */
    public static Fuzz of(byte[]... files) {
        return new Fuzz(List.of(files), UnaryOperator.identity(), false);
    }

    /**
     * The same for a format within another, whose own checks would find the damage first.
     *
     * @param wrapping makes the file of damaged contents: compresses them, adds their checksum
     */
    public static Fuzz within(UnaryOperator<byte[]> wrapping, byte[]... contents) {
        return new Fuzz(List.of(contents), wrapping, false);
    }

    /** Zip archives, of which one entry's contents or name are damaged and packed again with the right checksum. */
    public static Fuzz ofZip(byte[]... archives) {
        return new Fuzz(List.of(archives), UnaryOperator.identity(), true);
    }

    public Fuzz runs(int number) {
        runs = number;
        return this;
    }

    /** Only this run. */
    public Fuzz only(long seed) {
        only = seed;
        return this;
    }

    /** Processor time a run may take; 2 s if this is not called. */
    public Fuzz seconds(double seconds) {
        nanos = (long) (seconds * 1e9);
        return this;
    }

    /** What a run may allocate beside 100 times the file's size; 64 MiB if this is not called. */
    public Fuzz megabytes(int megabytes) {
        bytesMore = (long) megabytes << 20;
        return this;
    }

    /**
     * @param folder for the damaged files, which are deleted again
     * @throws AssertionError that names the seed of the first run that failed, and how to repeat it
     */
    public void check(Path folder, Reading reading) throws IOException {
        readWhole(folder, reading);
        FuzzRuns done = new FuzzRuns(reading, nanos);
        for (long seed = only < 0 ? 0 : only; seed < (only < 0 ? runs : only + 1); seed++) {
            byte[] damaged = damaged(seed);
            Path file = folder.resolve("fuzz-" + seed);
            Files.write(file, damaged);
            done.read(file, seed, bytesMore + 100L * damaged.length);
            Files.deleteIfExists(file);
        }
        System.out.println("fuzz of " + caller() + ": " + done);
    }

    /** Everything a file of tensors offers; tensors that are refused one by one do not hide the others. */
    public static void readAll(TensorFile file, Model model) throws IOException {
        String.valueOf(file.format() + file.metadata());
        for (TensorEntry entry : file.entries()) {
            try {
                file.read(entry.name()).toArray();
            } catch (IOException _) {
                continue;
            }
        }
        try {
            file.model();
        } finally {
            file.match(model);
        }
    }

    byte[] damaged(long seed) {
        CounterRandom random = CounterRandom.of(seed);
        byte[] file = files.get(random.nextInt(files.size()));
        return zip ? damagedZip(file, random) : wrapping.apply(Mutation.of(file, random));
    }

    /** The files themselves must be valid, or nothing behind their first bytes is ever reached. */
    private void readWhole(Path folder, Reading reading) throws IOException {
        for (byte[] whole : files) {
            Path file = folder.resolve("fuzz-whole");
            Files.write(file, wrapping.apply(whole));
            reading.read(file);
            Files.delete(file);
        }
    }

    private static String caller() {
        return StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                .filter(name -> !name.equals(Fuzz.class.getName()))
                .findFirst()
                .orElseThrow());
    }

    private static byte[] damagedZip(byte[] archive, CounterRandom random) {
        try {
            Map<String, byte[]> entries = entries(archive);
            int which = random.nextInt(entries.size());
            boolean name = random.nextInt(20) == 0;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                int at = 0;
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    boolean here = at++ == which;
                    byte[] contents = here && !name ? Mutation.of(entry.getValue(), random) : entry.getValue();
                    store(zip, here && name ? "../" + entry.getKey() : entry.getKey(), contents);
                }
            }
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static void store(ZipOutputStream zip, String name, byte[] contents) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(contents);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(contents.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(contents);
        zip.closeEntry();
    }
}
