package org.inception4j.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.AtomicFile;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.formats.json.RecordJson;
import org.inception4j.vision.Augmentation;
import org.inception4j.vision.Preprocessing;

/**
 * What a run was begun with, as {@code args.json} keeps it. Public because JSON is read and written by reflection.
 *
 * @param created an instant, by ISO 8601
 * @param network in the zoo, or the name of the model that is fine-tuned
 * @param from where the classifier that is fine-tuned came from, or empty: from scratch
 * @param width factor on a zoo network's channels
 * @param auxiliary whether a zoo network has its auxiliary heads
 * @param patience the run ends after so many epochs without a better one; 0: never
 */
public record RunArgs(
        String created,
        String libraryVersion,
        String engine,
        String network,
        String from,
        int imageSize,
        double width,
        boolean auxiliary,
        List<String> labels,
        int trainingImages,
        int validationImages,
        String source,
        Recipe recipe,
        int patience,
        Preprocessing preprocessing,
        Augmentation augmentation) {

    public RunArgs {
        labels = List.copyOf(labels);
        if (patience < 0) {
            throw new IllegalArgumentException("patience: is %d; give at least 1, or 0 for never".formatted(patience));
        }
    }

    boolean fineTunes() {
        return !from.isEmpty();
    }

    /** Refuses another patience for the run that goes on; no checkpoint tells it, as a recipe's parts. */
    void requirePatience(Path file, int other) {
        if (other != patience) {
            throw new IllegalArgumentException(
                    "%s: the run was begun with %s and is to go on with %s; resume as it was begun, or begin a new run"
                            .formatted(file, spoken(patience), spoken(other)));
        }
    }

    private static String spoken(int patience) {
        return patience == 0 ? "no patience" : "patience " + patience;
    }

    void write(Path file) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        ((Map<?, ?>) RecordJson.write(this, RunArgs.class)).forEach((key, value) -> json.put((String) key, value));
        byte[] text = JsonText.write(json).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    static RunArgs read(Path file) throws IOException {
        String text = Files.readString(file);
        return RecordJson.read(JsonValue.parse(text, file.toString()), RunArgs.class);
    }
}
