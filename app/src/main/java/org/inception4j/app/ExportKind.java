package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inception4j.classifier.Classifier;
import org.inception4j.formats.keras.KerasWriter;
import org.inception4j.formats.numpy.NumpyWriter;
import org.inception4j.formats.onnx.OnnxOptions;
import org.inception4j.formats.onnx.OnnxWriter;
import org.inception4j.formats.onnx.PixelInput;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.formats.torch.TorchWriter;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.ChannelOrder;
import org.inception4j.vision.Preprocessing;

/** What a classifier is written as for other libraries. */
enum ExportKind {
    ONNX(".onnx", "the network with its weights and labels") {
        @Override
        void write(Path file, Classifier classifier, OnnxOptions options) throws IOException {
            OnnxWriter.write(file, classifier.model(), classifier.weights(), options.withLabels(classifier.labels()));
        }
    },
    SAFETENSORS(".safetensors", "weights by this library's names") {
        @Override
        void write(Path file, Classifier classifier, OnnxOptions options) throws IOException {
            Map<String, String> metadata = new LinkedHashMap<>();
            metadata.put("network", classifier.card().network());
            metadata.put("labels", String.join("\n", classifier.labels()));
            SafetensorsFile.write(file, classifier.weights(), metadata);
        }
    },
    KERAS(".weights.h5", "for Keras") {
        @Override
        void write(Path file, Classifier classifier, OnnxOptions options) throws IOException {
            KerasWriter.write(file, classifier.model(), classifier.weights());
        }
    },
    TORCH(".pth", "a state dict for PyTorch") {
        @Override
        void write(Path file, Classifier classifier, OnnxOptions options) throws IOException {
            if (file.toString().endsWith(SAFETENSORS.ending)) {
                Weights stateDict = TorchWriter.stateDict(classifier.model(), classifier.weights());
                SafetensorsFile.write(file, stateDict, Map.of("format", "pt"));
            } else {
                TorchWriter.write(file, classifier.model(), classifier.weights());
            }
        }
    },
    NPZ(".npz", "weights by this library's names, for numpy.load") {
        @Override
        void write(Path file, Classifier classifier, OnnxOptions options) throws IOException {
            NumpyWriter.write(file, classifier.weights());
        }
    };

    private static final String OURS = ".inception";

    final String ending;
    private final String description;

    ExportKind(String ending, String description) {
        this.ending = ending;
        this.description = description;
    }

    abstract void write(Path file, Classifier classifier, OnnxOptions options) throws IOException;

    /** In words, for people. */
    String description() {
        return description;
    }

    /** Beside the classifier, under its name. */
    Path beside(Path classifier) {
        String name = classifier.getFileName().toString();
        String stem = name.endsWith(OURS) ? name.substring(0, name.length() - OURS.length()) : name;
        return classifier.resolveSibling(stem + ending);
    }

    /** The arithmetic of the preprocessing as a part of the graph. */
    static PixelInput pixels(Preprocessing preprocessing) {
        List<Float> offset = IntStream.range(0, preprocessing.mean().size())
                .mapToObj(i ->
                        -preprocessing.mean().get(i) * preprocessing.scale().get(i))
                .toList();
        return new PixelInput(true, preprocessing.order() == ChannelOrder.BGR, preprocessing.scale(), offset);
    }

    @Override
    public String toString() {
        return Choices.name(this);
    }
}
