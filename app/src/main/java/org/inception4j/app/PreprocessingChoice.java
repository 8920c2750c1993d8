package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.inception4j.classifier.Classifier;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.formats.json.RecordJson;
import org.inception4j.model.Shape;
import org.inception4j.vision.ChannelOrder;
import org.inception4j.vision.Interpolation;
import org.inception4j.vision.Preprocessing;
import org.inception4j.vision.Resize;

/**
 * How pictures are made ready for imported weights.
 *
 * @param why in words for people: which protocol, and who says so
 */
record PreprocessingChoice(Preprocessing preprocessing, String why) {
    private static final float HALF = 127.5f;

    /** What is written in {@code --preprocessing}: a protocol's name, a classifier, or a file with the JSON of one. */
    static PreprocessingChoice given(String choice, Shape input) throws IOException {
        Optional<Protocol> protocol = Arrays.stream(Protocol.values())
                .filter(one -> one.toString().equals(choice.toLowerCase(Locale.ROOT)))
                .findFirst();
        Preprocessing preprocessing = protocol.isPresent() ? protocol.get().of(input) : read(Path.of(choice), input);
        return new PreprocessingChoice(preprocessing, choice);
    }

    private static Preprocessing read(Path file, Shape input) throws IOException {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("--preprocessing: is '%s'; give %s, a *.inception file or a JSON file"
                    .formatted(
                            file,
                            Arrays.stream(Protocol.values())
                                    .map(Protocol::toString)
                                    .collect(Collectors.joining(", "))));
        }
        Preprocessing read;
        if (ClassifierTensors.isClassifier(file)) {
            try (Classifier classifier = Classifier.open(file)) {
                read = classifier.preprocessing();
            }
        } else {
            read = RecordJson.read(JsonValue.parse(Files.readString(file), file.toString()), Preprocessing.class);
        }
        return input.height() == input.width() && read.height() == read.width() ? read.withSize(input.height()) : read;
    }

    /** The protocol by which the network's source evaluates it; for any other network, that of the file's library. */
    static PreprocessingChoice usual(String network, String format, Shape input) {
        String[] parts = network.split(":");
        String variant = parts.length > 1 ? parts[1] : parts[0];
        return switch (variant) {
            case "paper", "caffe" -> of(Protocol.CAFFE, "of Caffe's models", input);
            case "bn-inception" ->
                new PreprocessingChoice(cadene(input.height()), "caffe, with the means of BN-Inception's source");
            case "slim" -> of(Protocol.TF, "of TF-slim", input);
            case "keras" -> of(Protocol.KERAS, "of Keras' applications", input);
            case "torchvision" ->
                new PreprocessingChoice(
                        symmetric(
                                input.height(),
                                Interpolation.PIL_BILINEAR,
                                Preprocessing.torch(input.height()).resize()),
                        "torch in sizes, and -1 to 1 as torchvision's transform_input makes of it; "
                                + "a network trained without it needs --preprocessing torch");
            case "timm", "inception-v4" ->
                new PreprocessingChoice(
                        symmetric(
                                input.height(),
                                Interpolation.PIL_BICUBIC,
                                timmResize(input.height(), variant.equals("timm") ? 0.8975 : 0.875)),
                        "timm's: bicubic, -1 to 1");
            case "facenet" -> new PreprocessingChoice(facenet(input.height()), "FaceNet's, for a face cut out already");
            default -> ofLibrary(format, input);
        };
    }

    private static PreprocessingChoice ofLibrary(String format, Shape input) {
        Protocol protocol = format.startsWith("Caffe")
                ? Protocol.CAFFE
                : format.startsWith("Keras")
                        ? Protocol.KERAS
                        : format.startsWith("TensorFlow") ? Protocol.TF : Protocol.TORCH;
        return of(protocol, "assumed by the file's format", input);
    }

    private static PreprocessingChoice of(Protocol protocol, String why, Shape input) {
        return new PreprocessingChoice(protocol.of(input), "%s, %s".formatted(protocol, why));
    }

    private static Preprocessing cadene(int size) {
        Preprocessing caffe = Preprocessing.caffe(size);
        return new Preprocessing(
                caffe.resize(),
                caffe.interpolation(),
                size,
                size,
                caffe.order(),
                List.of(104f, 117f, 128f),
                caffe.scale());
    }

    private static Preprocessing facenet(int size) {
        return new Preprocessing(
                new Resize.Squash(size, size),
                Interpolation.PIL_BILINEAR,
                size,
                size,
                ChannelOrder.RGB,
                List.of(HALF, HALF, HALF),
                List.of(1 / 128f, 1 / 128f, 1 / 128f));
    }

    /** By the part of the picture that remains; timm rounds down, where torchvision has the nearest. */
    private static Resize timmResize(int size, double cropped) {
        return new Resize.ShorterSide((int) Math.floor(size / cropped));
    }

    private static Preprocessing symmetric(int size, Interpolation interpolation, Resize resize) {
        return new Preprocessing(
                resize,
                interpolation,
                size,
                size,
                ChannelOrder.RGB,
                List.of(HALF, HALF, HALF),
                List.of(1 / HALF, 1 / HALF, 1 / HALF));
    }
}
