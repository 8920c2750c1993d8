package org.inception4j.applications;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.tensor.Tensor;

/** What Keras' {@code imagenet_utils} does before and after these networks. */
final class Imagenet {
    static final PublishedFile CLASS_INDEX = new PublishedFile(
            "imagenet_class_index.json",
            URI.create("https://storage.googleapis.com/download.tensorflow.org/data/imagenet_class_index.json"),
            "c2c37ea517e94d9795004a39431a14cb");

    /** Half of 255, in whose units pictures are from 0 to 2. */
    private static final float HALF = 127.5f;

    private Imagenet() {}

    /** Keras' mode {@code tf}, in its order of operations: the same bits. */
    static Tensor preprocessInput(Tensor values) {
        Tensor prepared = Tensor.zeros(values.shape());
        for (long i = 0; i < values.size(); i++) {
            prepared.set(i, values.get(i) / HALF - 1);
        }
        return prepared;
    }

    static List<List<ImagenetClass>> decodePredictions(Tensor predictions, int top, KerasCache cache)
            throws IOException {
        check(predictions, top);
        return decode(predictions, top, read(cache.file(CLASS_INDEX)));
    }

    private static void check(Tensor predictions, int top) {
        if (predictions.shape().rank() != 2 || predictions.shape().size(1) != Architecture.CLASSES) {
            throw new IllegalArgumentException(
                    "decode_predictions: the predictions have the shape %s and need (samples, %d); give what a model with its top for the classes of ImageNet predicts"
                            .formatted(predictions.shape(), Architecture.CLASSES));
        }
        if (top < 1) {
            throw new IllegalArgumentException("decode_predictions: top is %d; give at least 1".formatted(top));
        }
    }

    /** Classes without scores, in the order of the network's outputs. */
    static List<ImagenetClass> read(Path file) throws IOException {
        JsonValue index = JsonValue.parse(Files.readString(file), file.toString());
        List<ImagenetClass> classes = new ArrayList<>();
        for (int i = 0; i < Architecture.CLASSES; i++) {
            List<JsonValue> names = index.field(String.valueOf(i)).elements();
            if (names.size() != 2) {
                throw index.field(String.valueOf(i))
                        .refused("has %d texts".formatted(names.size()), "give a synset and a label");
            }
            classes.add(new ImagenetClass(names.get(0).string(), names.get(1).string(), 0));
        }
        return classes;
    }

    static List<List<ImagenetClass>> decode(Tensor predictions, int top, List<ImagenetClass> classes) {
        return IntStream.range(0, predictions.shape().size(0))
                .mapToObj(row -> best(predictions.rows(row, 1), top, classes))
                .toList();
    }

    /** Of equal scores, the class that comes first; a score of NaN comes last. */
    private static List<ImagenetClass> best(Tensor scores, int top, List<ImagenetClass> classes) {
        return IntStream.range(0, classes.size())
                .mapToObj(i -> new ImagenetClass(
                        classes.get(i).synset(), classes.get(i).label(), scores.get(i)))
                .sorted(Comparator.comparingDouble(Imagenet::rank))
                .limit(top)
                .toList();
    }

    private static double rank(ImagenetClass scored) {
        return Float.isNaN(scored.score()) ? Double.POSITIVE_INFINITY : -scored.score();
    }
}
