package org.inception4j.vision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Labelled pictures. Nothing is opened here: a file that is no picture shows when it is decoded.
 *
 * @param labels name of each class; a picture's label is an index into it
 */
public record ImageFolder(List<String> labels, List<LabelledImage> images) {
    public ImageFolder {
        labels = List.copyOf(labels);
        images = List.copyOf(images);
        for (LabelledImage image : images) {
            if (image.label() < 0 || image.label() >= labels.size()) {
                throw new IllegalArgumentException(
                        "%s: label is %d; give 0 to %d".formatted(image.path(), image.label(), labels.size() - 1));
            }
        }
    }

    /**
     * Every folder in {@code dir} is a class, named by it and sorted by name; every picture file in it, however deep, is one of its
     * pictures. Names that begin with a dot, and files that are not named like pictures, are ignored; a class without pictures, and
     * a folder of training runs, is left out with a warning.
     *
     * @throws ImageException if there is no such folder or no class in it
     */
    public static ImageFolder read(Path dir) throws IOException {
        return FolderReader.read(dir);
    }

    /**
     * Like {@link #read(Path)}, with the classes of another set, for example of the training pictures. Not every class need have a
     * folder, but every folder must be a class.
     */
    public static ImageFolder read(Path dir, List<String> labels) throws IOException {
        return FolderReader.read(dir, labels);
    }

    /**
     * Lines of {@code image,label}; a path is relative to the CSV's folder. If all labels are whole numbers they are indices and
     * the classes are named {@code 0} to the largest, else the classes are the different names, sorted. A first line that names the
     * columns is a header.
     */
    public static ImageFolder readCsv(Path csv) throws IOException {
        return CsvReader.read(csv);
    }

    /** Like {@link #readCsv(Path)}, with known classes: a label is one of {@code labels}, or else an index into them. */
    public static ImageFolder readCsv(Path csv, List<String> labels) throws IOException {
        return CsvReader.read(csv, labels);
    }

    /** Every picture file under a folder, however deep, sorted; or the file itself, whatever its name. */
    public static List<Path> list(Path fileOrDir) throws IOException {
        return FolderReader.list(fileOrDir);
    }

    /**
     * Sets this part of each class aside, chosen by the seed: the nearest whole number of pictures, but of a class with two or more at
     * least one for validation and one for training. A class with one picture stays in training, with a warning. The same set and
     * seed give the same split, wherever the folder lies.
     *
     * @param fraction at least 0 and less than 1; 0 sets nothing aside
     */
    public Split holdOut(double fraction, long seed) {
        return HoldOut.split(this, fraction, seed);
    }
}
