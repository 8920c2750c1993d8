package org.inception4j.vision;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds classes and their pictures in a folder. The order is that of the names' characters, the same on every machine. */
final class FolderReader {
    private static final Logger LOGGER = LoggerFactory.getLogger(FolderReader.class);

    private FolderReader() {}

    static ImageFolder read(Path dir) throws IOException {
        Map<String, List<Path>> classes = classes(dir);
        List<String> labels = new ArrayList<>();
        List<LabelledImage> images = new ArrayList<>();
        classes.forEach((name, files) -> {
            if (files.isEmpty()) {
                LOGGER.warn("{}: class has no pictures; left out", dir.resolve(name));
            } else {
                files.forEach(file -> images.add(new LabelledImage(file, labels.size())));
                labels.add(name);
            }
        });
        if (labels.isEmpty()) {
            throw new ImageException(
                    dir.toString(),
                    "has no pictures in its %d folders".formatted(classes.size()),
                    "put the pictures of each class (%s) into its folder".formatted(ImageFormat.LIST));
        }
        return new ImageFolder(labels, images);
    }

    static ImageFolder read(Path dir, List<String> labels) throws IOException {
        List<LabelledImage> images = new ArrayList<>();
        for (Map.Entry<String, List<Path>> each : classes(dir).entrySet()) {
            int label = labels.indexOf(each.getKey());
            if (label < 0) {
                throw new ImageException(
                        dir.resolve(each.getKey()).toString(),
                        "is none of the %d classes (%s)".formatted(labels.size(), some(labels)),
                        "rename the folder to its class or move it away");
            }
            each.getValue().forEach(file -> images.add(new LabelledImage(file, label)));
        }
        return new ImageFolder(labels, images);
    }

    static List<Path> list(Path fileOrDir) throws IOException {
        if (Files.isDirectory(fileOrDir)) {
            return picturesUnder(fileOrDir);
        }
        if (!Files.exists(fileOrDir)) {
            throw new ImageException(fileOrDir.toString(), "does not exist", "check the path");
        }
        return List.of(fileOrDir);
    }

    static String some(List<String> labels) {
        String first = String.join(", ", labels.subList(0, Math.min(5, labels.size())));
        return labels.size() > 5 ? first + ", …" : first;
    }

    private static Map<String, List<Path>> classes(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            String problem = Files.exists(dir) ? "is a file, not a folder" : "does not exist";
            throw new ImageException(dir.toString(), problem, "give a folder with a folder of pictures for each class");
        }
        Map<String, List<Path>> classes = new TreeMap<>();
        for (Path child : children(dir)) {
            if (holdsRuns(child)) {
                LOGGER.warn("{}: holds training runs and no pictures of a class; left out", child);
            } else if (Files.isDirectory(child)) {
                classes.put(child.getFileName().toString(), picturesUnder(child));
            }
        }
        if (classes.isEmpty()) {
            throw new ImageException(
                    dir.toString(),
                    "has no class folders (%d pictures lie in it directly)"
                            .formatted(picturesUnder(dir).size()),
                    "make a folder for each class and put its pictures inside");
        }
        return classes;
    }

    /** A run folder or a folder of them: its curves and matrices would become a class. */
    private static boolean holdsRuns(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            return false;
        }
        return isRun(dir) || children(dir).stream().anyMatch(FolderReader::isRun);
    }

    private static boolean isRun(Path dir) {
        return Files.exists(dir.resolve("args.json")) && Files.exists(dir.resolve("training.csv"));
    }

    private static List<Path> children(Path dir) throws IOException {
        try (Stream<Path> children = Files.list(dir)) {
            return children.filter(child -> !isHidden(child)).toList();
        } catch (IOException e) {
            throw PictureFile.unreadable(dir.toString(), e);
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static List<Path> picturesUnder(Path dir) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(dir, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Collector(dir, files));
        files.sort(Comparator.comparing(file -> sortKey(dir, file)));
        return files;
    }

    /** The same on Windows, where the separator would sort behind the letters. */
    private static String sortKey(Path dir, Path file) {
        return dir.relativize(file).toString().replace('\\', '/');
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final Path top;
        private final List<Path> files;

        Collector(Path top, List<Path> files) {
            this.top = top;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return !dir.equals(top) && isHidden(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && ImageFormat.hasPictureName(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** A link back to a folder above adds nothing; a folder that may not be read is an error, its pictures would be missed. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
            if (cause instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            throw PictureFile.unreadable(file.toString(), cause);
        }
    }
}
