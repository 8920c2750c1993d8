package org.inception4j.formats.tensorflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.WeightsException;

/** Finds out which of TensorFlow's files a path is, and opens it. */
final class Opening {
    static final String INDEX = ".index";
    private static final Pattern DATA = Pattern.compile("(.*)\\.data-\\d{5}-of-\\d{5}");
    private static final int MAX_DEPTH = 4;

    /** What messages call it. */
    private final String place;

    private Opening(String place) {
        this.place = place;
    }

    static Source of(Path file) throws IOException {
        return new Opening(file.toString()).open(file);
    }

    private Source open(Path file) throws IOException {
        Optional<Path> prefix = Files.isDirectory(file) ? Optional.empty() : prefix(file);
        if (prefix.isPresent()) {
            return VariablesFile.open(prefix.get(), prefix.get().toString());
        }
        try {
            return Files.isDirectory(file) ? folder(file) : file(file, MappedFile.open(file));
        } catch (FormatException refused) {
            throw new WeightsException(refused);
        } catch (RuntimeException wrong) {
            throw new WeightsException(
                    place,
                    "is damaged or none of TensorFlow's files (%s)".formatted(wrong.getMessage()),
                    "give the file that TensorFlow wrote, whole");
        }
    }

    /** What a checkpoint's files have in common, given one of them or that itself. */
    static Optional<Path> prefix(Path file) {
        String name = file.toString();
        if (name.endsWith(INDEX)) {
            return Optional.of(Path.of(name.substring(0, name.length() - INDEX.length())));
        }
        Matcher data = DATA.matcher(name);
        if (data.matches()) {
            return Optional.of(Path.of(data.group(1)));
        }
        boolean isPrefix = !Files.exists(file) && Files.exists(Path.of(name + INDEX));
        return isPrefix ? Optional.of(file) : Optional.empty();
    }

    private Source file(Path file, MemorySegment bytes) throws IOException {
        if (Beginnings.isGzip(bytes)) {
            return archive(file);
        }
        if (OldCheckpoint.isTable(bytes)) {
            return OldCheckpoint.read(bytes, place);
        }
        if (file.endsWith(SavedModel.GRAPH) && file.toAbsolutePath().getParent() != null) {
            return savedModel(file.toAbsolutePath().getParent());
        }
        if (!Beginnings.isGraph(bytes)) {
            throw new WeightsException(
                    place,
                    "is none of TensorFlow's files",
                    "give a checkpoint's .index, a SavedModel's folder, a frozen .pb or a .tar.gz of one of these");
        }
        return FrozenGraph.read(bytes, place);
    }

    private Source folder(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(SavedModel.GRAPH))) {
            return savedModel(folder);
        }
        Path prefix = Folders.lastCheckpoint(folder)
                .orElseThrow(() -> new WeightsException(
                        place, "has no saved_model.pb and no checkpoint", "give the folder that TensorFlow wrote"));
        return VariablesFile.open(prefix, prefix.toString());
    }

    private SavedModel savedModel(Path folder) throws IOException {
        Map<String, String> metadata = SavedModelDescription.read(MappedFile.open(folder.resolve(SavedModel.GRAPH)));
        Path prefix = folder.resolve(SavedModel.VARIABLES);
        return new SavedModel(place, VariablesFile.open(prefix, place + "/" + SavedModel.VARIABLES), metadata);
    }

    /** Unpacked, mapped and, where the system lets go of mapped files, deleted again. */
    private Source archive(Path archive) throws IOException {
        Path folder = Files.createTempDirectory("inception4j-");
        try {
            TarArchive.unpack(archive, place, folder);
            return unpacked(folder);
        } finally {
            delete(folder);
        }
    }

    private Source unpacked(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder, MAX_DEPTH)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        Optional<Path> graph = first(files, file -> file.endsWith(SavedModel.GRAPH));
        if (graph.isPresent()) {
            SavedModel model = savedModel(graph.get().getParent());
            model.variables().mapAll();
            return model;
        }
        Optional<Path> index = first(files, file -> file.toString().endsWith(INDEX));
        if (index.isPresent()) {
            Path prefix = prefix(index.get()).orElseThrow();
            VariablesFile variables = VariablesFile.open(prefix, place + "/" + folder.relativize(prefix));
            variables.mapAll();
            return variables;
        }
        Path file = first(files, Opening::isWithWeights)
                .orElseThrow(() -> new WeightsException(
                        place,
                        "has neither a SavedModel nor a checkpoint nor a frozen graph among %d files"
                                .formatted(files.size()),
                        "give an archive as TF-Hub or TF-slim have them"));
        return file(file, MappedFile.open(file));
    }

    private static boolean isWithWeights(Path file) {
        try {
            MemorySegment bytes = MappedFile.open(file);
            return OldCheckpoint.isTable(bytes) || Beginnings.isGraph(bytes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<Path> first(List<Path> files, Predicate<Path> which) {
        return files.stream().filter(which).findFirst();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                try {
                    Files.delete(file);
                } catch (IOException _) {
                    file.toFile().deleteOnExit(); // a system that keeps mapped files
                }
            }
        }
    }
}
