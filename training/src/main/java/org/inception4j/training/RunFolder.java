package org.inception4j.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.formats.AtomicFile;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.LabelledImage;

/** The files of a run, by name. */
record RunFolder(Path path) {
    Path args() {
        return path.resolve("args.json");
    }

    Path results() {
        return path.resolve("results.csv");
    }

    Path best() {
        return path.resolve("best.inception");
    }

    Path last() {
        return path.resolve("last.inception");
    }

    Path checkpoint() {
        return path.resolve("checkpoint.bin");
    }

    Path lock() {
        return path.resolve(".lock");
    }

    private Path training() {
        return path.resolve("training.csv");
    }

    private Path validation() {
        return path.resolve("validation.csv");
    }

    /** Refuses a folder that holds a run; one that was broken off before its first checkpoint is begun anew. */
    void requireNoRun() {
        if (Files.exists(checkpoint())) {
            throw new IllegalArgumentException(
                    "%s: holds a run already; resume it, or give another folder".formatted(path));
        }
    }

    /** Refuses a folder without this file, in which no run was begun or so little was written that nothing can go on. */
    void require(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("%s: holds no run that could be resumed, there is no %s; begin a new run"
                    .formatted(path, file.getFileName()));
        }
    }

    /** False for a run that was broken off before its first checkpoint: it has not learnt anything yet. */
    boolean hasCheckpoint() {
        return Files.exists(checkpoint());
    }

    void writeImages(ImageFolder training, ImageFolder validation) throws IOException {
        write(training(), training);
        write(validation(), validation);
    }

    ImageFolder readTraining(List<String> labels) throws IOException {
        require(training());
        return ImageFolder.readCsv(training(), labels);
    }

    /** @param images how many there were: a list of none is no CSV of pictures */
    ImageFolder readValidation(List<String> labels, int images) throws IOException {
        return images == 0 ? new ImageFolder(labels, List.of()) : ImageFolder.readCsv(validation(), labels);
    }

    private static void write(Path file, ImageFolder images) throws IOException {
        StringBuilder rows = new StringBuilder("image,label\n");
        for (LabelledImage image : images.images()) {
            String path = image.path().toAbsolutePath().normalize().toString();
            rows.append(quoted(path)).append(',').append(quoted(images.labels().get(image.label())));
            rows.append('\n');
        }
        byte[] text = rows.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
