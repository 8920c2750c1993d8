package org.inception4j.applications;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.inception4j.applications.download.Download;
import org.inception4j.applications.download.DownloadException;
import org.inception4j.applications.download.DownloadListener;
import org.inception4j.applications.download.Md5;
import org.inception4j.formats.WeightsException;

/**
 * Keras' own folder of published files: what Keras has fetched is used, what is missing is fetched once, and Keras finds it there.
 * Checksums are always looked at; a file that differs is neither used nor touched.
 */
public record KerasCache(Path folder, DownloadListener listener) {
    /** {@code $KERAS_HOME/models}, without that variable {@code ~/.keras/models}. */
    public static KerasCache standard() {
        Path home = Optional.ofNullable(System.getenv("KERAS_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".keras"));
        return of(home.resolve("models"));
    }

    public static KerasCache of(Path folder) {
        return new KerasCache(folder, DownloadListener.NONE);
    }

    public KerasCache withListener(DownloadListener changed) {
        return new KerasCache(folder, changed);
    }

    /** The names of ImageNet's 1000 classes as Keras has them, in the order in which these networks give them. Some occur twice. */
    public List<String> imagenetLabels() throws IOException {
        return Imagenet.read(file(Imagenet.CLASS_INDEX)).stream()
                .map(ImagenetClass::label)
                .toList();
    }

    /** The file's path, after fetching it if it is not there. */
    Path file(PublishedFile wanted) throws IOException {
        Path file = folder.resolve(wanted.name());
        if (Files.isRegularFile(file)) {
            check(file, wanted);
        } else {
            fetch(file, wanted);
        }
        return file;
    }

    private static void check(Path file, PublishedFile wanted) throws IOException {
        String found = Md5.of(file);
        if (!found.equals(wanted.md5())) {
            throw new WeightsException(
                    file.toString(),
                    "has the MD5 %s and the published file has %s".formatted(found, wanted.md5()),
                    "move it away to have it fetched anew, or put the file from %s in its place"
                            .formatted(wanted.source()));
        }
    }

    private void fetch(Path file, PublishedFile wanted) throws IOException {
        try {
            Download.of(wanted.source(), listener).withMd5(wanted.md5()).to(file);
        } catch (DownloadException failed) {
            throw new WeightsException(
                    file.toString(),
                    "is not there and could not be fetched (%s)".formatted(failed.getMessage()),
                    "put the file from %s with the MD5 %s there".formatted(wanted.source(), wanted.md5()));
        }
    }
}
