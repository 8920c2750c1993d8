package org.inception4j.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inception4j.classifier.Card;
import org.inception4j.classifier.Classifier;
import org.inception4j.engine.Engine;
import org.inception4j.engine.Precision;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.ImageFolder;
import org.inception4j.vision.Preprocessing;

/**
 * The commands by which a user gets answers for photos: ours, and a script in Python as one would write it. Both read weights
 * from a file and photos from theirs, resize, crop, compute and print the best five classes.
 */
public final class Errands implements AutoCloseable {
    private static final String SCRIPT = "pytorch.py";

    private final Optional<Python> python;
    private final List<Path> photos;
    private final Path folder;

    private Errands(Optional<Python> python, List<Path> photos, Path folder) {
        this.python = python;
        this.photos = photos;
        this.folder = folder;
    }

    /**
     * Looks for the photos.
     *
     * @param python as for {@link Peers#find}; leave PyTorch out by {@code wanted}
     */
    public static Errands of(Path photos, Path python, List<Peers.Peer> wanted) throws IOException {
        List<Path> found = ImageFolder.list(photos);
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "--photos: %s holds no photos; give a folder that does".formatted(photos));
        }
        Optional<Python> peer = wanted.contains(Peers.Peer.PYTORCH)
                ? Python.find(python, System.getenv())
                        .filter(each -> each.cannotImport("torch, PIL").isEmpty())
                : Optional.empty();
        return new Errands(peer, found, Files.createTempDirectory("inception-bench-"));
    }

    /** How many photos one run of the task's commands answers for. */
    int photos(Task task) {
        return task.job() == Task.Job.COLD ? 1 : photos.size();
    }

    List<Entrant> entrants(Task task) throws IOException {
        Path list = folder.resolve("photos-" + task.job());
        if (Files.notExists(list)) {
            Files.createDirectory(list);
            for (int i = 0; i < photos(task); i++) {
                Path photo = photos.get(i).toAbsolutePath();
                Files.createSymbolicLink(list.resolve("%05d-%s".formatted(i, photo.getFileName())), photo);
            }
        }
        Path source = task.job() == Task.Job.COLD ? photos.getFirst().toAbsolutePath() : list;
        List<Entrant> entrants = new ArrayList<>(List.of(ours(task, source)));
        if (python.isPresent()) {
            entrants.add(theirs(python.get(), task, source));
        }
        return entrants;
    }

    private Entrant ours(Task task, Path source) throws IOException {
        Path file = folder.resolve(task.subject() + ".inception");
        if (Files.notExists(file)) {
            write(task, file);
        }
        List<String> arguments = new ArrayList<>(List.of("predict", file.toString(), source.toString()));
        arguments.addAll(options(task));
        return Checkout.ofThisProgram()
                .launcher()
                .map(launcher -> new Entrant(
                        Result.OURS,
                        Stream.concat(Stream.of(launcher.toString()), arguments.stream())
                                .toList(),
                        Map.of()))
                .orElseGet(() -> Entrant.command(Result.OURS, System.getProperty("java.class.path"), arguments));
    }

    /** As one would type it: what the command does by itself is not asked for. */
    private static List<String> options(Task task) {
        List<String> options = new ArrayList<>();
        if (Engine.best().resolve(Precision.AUTO) != task.precision()) {
            options.addAll(List.of("--precision", task.numbers()));
        }
        if (Runtime.getRuntime().availableProcessors() != task.threads()) {
            options.addAll(List.of("--threads", Integer.toString(task.threads())));
        }
        if (task.job() == Task.Job.FOLDER) {
            options.addAll(List.of("--batch", Integer.toString(task.batch()), "--format", "json"));
        }
        return options;
    }

    private static void write(Task task, Path file) throws IOException {
        Model model = task.subject().model(task.width());
        List<String> labels = IntStream.range(0, model.output().node().shape().channels())
                .mapToObj(i -> "class " + i)
                .toList();
        Preprocessing preprocessing = Preprocessing.torch(task.subject().pixels());
        try (Classifier classifier = Classifier.of(
                model,
                Weights.initialise(model, 0),
                preprocessing,
                labels,
                Card.of(task.subject().label()))) {
            classifier.write(file);
        }
    }

    private Entrant theirs(Python peer, Task task, Path source) {
        return peer.script(
                "pytorch eager",
                SCRIPT,
                "predict",
                task.forPeers().request(),
                folder.resolve(task.subject() + ".pt").toString(),
                source.toString());
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
