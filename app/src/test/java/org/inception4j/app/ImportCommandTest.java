package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inception4j.classifier.Classifier;
import org.inception4j.formats.TensorFile;
import org.inception4j.formats.catalog.TensorFiles;
import org.inception4j.formats.onnx.OnnxOptions;
import org.inception4j.formats.onnx.OnnxWriter;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.vision.Preprocessing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    @TempDir
    private Path folder;

    private Path labels;
    private Path output;

    @BeforeEach
    void writeLabels() throws IOException {
        labels = Files.writeString(folder.resolve("labels.txt"), "tench\n goldfish \ngreat white shark\n\n");
        output = folder.resolve("out.inception");
    }

    @Test
    void makesAClassifierOfWeights() throws IOException {
        Path file = weights();
        Ran ran = inception(
                        "import", file, "--network", "googlenet:bn", "--labels", labels, "--output", output, "-p", "tf")
                .succeeds();

        assertThat(ran.out()).matches("\\Q%s\\E: googlenet:bn, [\\d,]+ parameters, 3 classes\\R".formatted(output));
        try (Classifier classifier = Classifier.open(output)) {
            assertThat(classifier.labels()).containsExactly("tench", "goldfish", "great white shark");
            assertThat(classifier.preprocessing()).isEqualTo(Preprocessing.tf(224));
            assertThat(classifier.card().source()).isEqualTo("weights.safetensors");
        }
    }

    @Test
    void refusesNetworksForPicturesWithoutColours() throws IOException {
        Model model = Sequential.of(
                "grey", Shape.of(8, 8, 1), GlobalAveragePooling2D.of(), Dense.of(2, ActivationFunction.SOFTMAX));
        Path file = folder.resolve("grey.onnx");
        OnnxWriter.write(file, model, Weights.initialise(model, 1), OnnxOptions.standard());

        inception("import", file, "--output", output)
                .refuses(
                        file
                                + ": takes pictures of 1 channel and a classifier has pictures of 3; open it in Java: docs/weights.md says how");
        assertThat(output).doesNotExist();
    }

    @Test
    void replacesAnOutputOnlyWhenTold() throws IOException {
        Path file = weights();
        Files.writeString(output, "precious");

        inception("import", file, "--network", "googlenet:bn", "--labels", labels, "--output", output)
                .refuses(output + ": exists already; give another --output, or --overwrite to replace it");
        assertThat(output).hasContent("precious");
        inception("import", file, "--network", "googlenet:bn", "--labels", labels, "--output", output, "--overwrite")
                .succeeds();
    }

    @Test
    void refusesWeightsOfAnotherNetwork() throws IOException {
        Path file = weights();
        inception("import", file, "--network", "googlenet", "--labels", labels, "--output", output)
                .refuses(
                        file
                                + ": does not fit googlenet:paper: tensor conv1/7x7_s2/bias is missing (the nearest name is conv1/7x7_s2/bn/beta), tensor conv2/3x3_reduce/bias is missing (the nearest name is conv2/3x3_reduce/bn/beta), tensor conv2/3x3/bias is missing, tensor inception_3a/3x3_reduce/bias is missing (the nearest name is inception_3a/3x3_reduce/bn/beta), tensor inception_3a/5x5_reduce/bias is missing (the nearest name is inception_3a/5x5_reduce/bn/beta) and 52 more; see all with --report, or choose another --network");
        assertThat(output).doesNotExist();
    }

    @Test
    void findsTheNetworkAndItsClasses() throws IOException {
        Ran ran = inception("import", weights(), "--output", output).succeeds();

        assertThat(ran.err().lines())
                .startsWith(
                        folder.resolve("weights.safetensors") + ": safetensors, 287 tensors",
                        "Network: googlenet:bn, which its tensors fit")
                .contains(
                        "Preprocessing: torch, assumed by the file's format",
                        "Labels: class 0 to class 2, as the file has no names; --labels gives them");
        try (Classifier classifier = Classifier.open(output)) {
            assertThat(classifier.labels()).containsExactly("class 0", "class 1", "class 2");
            assertThat(classifier.card().network()).isEqualTo("googlenet:bn");
        }
    }

    @Test
    void leavesABackgroundOutWhenTold() throws IOException {
        Path file = weights();
        Path two = Files.writeString(folder.resolve("two.txt"), "tench\ngoldfish\n");
        inception("import", file, "--labels", two, "--output", output)
                .refuses(
                        two
                                + ": has 2 labels and the weights have 3 classes; give a file with a line for each class, or --drop-background if class 0 is the background");
        inception("import", file, "--labels", two, "--output", output, "--drop-background")
                .succeeds();
        Weights stored = SafetensorsFile.read(file);
        try (Classifier classifier = Classifier.open(output)) {
            assertThat(classifier.labels()).containsExactly("tench", "goldfish");
            assertThat(classifier.weights().get("loss3/classifier/bias").toArray())
                    .containsExactly(Arrays.copyOfRange(
                            stored.get("loss3/classifier/bias").toArray(), 1, 3));
            Tensor kernel = classifier.weights().get("loss3/classifier/kernel");
            assertThat(kernel.shape()).isEqualTo(Shape.of(1024, 2));
            for (int i = 0; i < 1024; i++) {
                assertThat(kernel.get(2 * i))
                        .isEqualTo(stored.get("loss3/classifier/kernel").get(3 * i + 1));
                assertThat(kernel.get(2 * i + 1))
                        .isEqualTo(stored.get("loss3/classifier/kernel").get(3 * i + 2));
            }
        }
    }

    @Test
    void leavesNoneOfImageNetsClassesOut() throws IOException {
        Path file = weights(1000);

        inception("import", file, "--output", output, "--drop-background")
                .refuses(
                        "--drop-background: the weights have 1000 classes, as ImageNet has without a background; leave it out, or give --labels for the other 999");
        assertThat(output).doesNotExist();
    }

    @Test
    void tellsThatAClassIsLeftOut() throws IOException {
        Ran ran = inception("import", weights(1001), "--output", output, "--drop-background")
                .succeeds();

        assertThat(ran.err().lines()).contains("Left out: class 0 of 1001, as --drop-background says");
        assertThat(ran.out()).endsWith(" parameters, 1000 classes\n");
    }

    @Test
    void reportsWhatFitsAndWhatDoesNot() throws IOException {
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(SafetensorsFile.read(weights()).tensors());
        tensors.put("loss3/clasifier/bias", tensors.remove("loss3/classifier/bias"));
        tensors.put("conv2/3x3/kernel", Tensor.of(Shape.of(1), Float.NaN));
        Path file = folder.resolve("other.safetensors");
        SafetensorsFile.write(file, Weights.of(tensors), Map.of());

        Ran ran = inception("import", file, "-n", "googlenet:bn", "-l", labels, "-o", output, "--report");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.outLines())
                .anyMatch(line ->
                        line.matches("missing +tensor loss3/classifier/bias +the nearest name is loss3/clasifier/bias"))
                .anyMatch(
                        line -> line.matches(
                                "does not fit +tensor conv2/3x3/kernel +has the shape \\(1,\\) and the model needs \\(3, 3, 64, 192\\)"))
                .anyMatch(line -> line.matches("left over +loss3/clasifier/bias"))
                .anyMatch(line -> line.matches("used +conv2/3x3_reduce/kernel"))
                .endsWith("286 used, 1 missing, 1 that do not fit, 1 left over");
        assertThat(output).doesNotExist();
    }

    @Test
    void warnsOfNumbersThatAreNone() throws IOException {
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(SafetensorsFile.read(weights()).tensors());
        tensors.put("loss3/classifier/bias", Tensor.of(Shape.of(3), 1, Float.NaN, 2));
        Path file = folder.resolve("nan.safetensors");
        SafetensorsFile.write(file, Weights.of(tensors), Map.of());

        assertThat(inception("import", file, "-n", "googlenet:bn", "-l", labels, "-o", output)
                        .succeeds()
                        .err()
                        .lines())
                .contains(file
                        + ": NaN or infinite numbers are in loss3/classifier/bias; the network will give no answers");
    }

    @Test
    void refusesWeightsOfNoNetworkAtAll() throws IOException {
        Path file = folder.resolve("other.safetensors");
        SafetensorsFile.write(file, Weights.of(Map.of("a/kernel", Tensor.of(Shape.of(1), 1))), Map.of());
        inception("import", file, "-o", output)
                .refuses(
                        file
                                + ": is safetensors and fits no network of this library; build its network in Java: docs/weights.md says how");
    }

    /** Keras wrote it, see scripts/fixtures/keras_files.py. */
    @Test
    void asksForTheSizeOfPicturesWhereAFileLeavesItOpen() {
        Path file =
                Ran.projectRoot().resolve("formats/src/test/resources/org/inception4j/formats/keras/open_sizes.keras");
        inception("import", file, "-o", output)
                .refuses(file
                        + ", model.weights.h5: its network takes pictures of any size; choose one by --image-size");
    }

    /** PyTorch wrote it, see scripts/fixtures/onnx_files.py; it ends in a linear layer. */
    @Test
    void makesProbabilitiesOfScores() throws IOException {
        Path file = Ran.projectRoot()
                .resolve("formats/src/test/resources/org/inception4j/formats/onnx/googlenet-trace.onnx");
        assertThat(inception("import", file, "-o", output).succeeds().err().lines())
                .contains(
                        "Network: the file's own, main_graph",
                        "Added: a softmax, as the network ends in scores and a classifier gives probabilities");
        try (Classifier classifier = Classifier.open(output);
                TensorFile own = TensorFiles.open(file)) {
            Node last = classifier.model().output().node();
            assertThat(last.layer()).isEqualTo(Activation.of(ActivationFunction.SOFTMAX));
            Weights weights = own.match(own.model().orElseThrow()).complete();
            assertThat(classifier.weights().names()).isEqualTo(weights.names());
            assertThat(classifier.weights().get("fc/kernel").toArray())
                    .isEqualTo(weights.get("fc/kernel").toArray());
        }
    }

    @Test
    void takesThePreprocessingOfAnotherClassifier() throws IOException {
        Path file = weights();
        inception("import", file, "-o", output, "-p", "caffe").succeeds();
        Path second = folder.resolve("second.inception");
        inception("import", file, "-o", second, "-p", output).succeeds();
        try (Classifier classifier = Classifier.open(second)) {
            assertThat(classifier.preprocessing()).isEqualTo(Preprocessing.caffe(224));
        }
        Path copy = folder.resolve("copy.inception");
        inception("import", second, "-o", copy).succeeds();
        try (Classifier classifier = Classifier.open(copy)) {
            assertThat(classifier.preprocessing()).isEqualTo(Preprocessing.caffe(224));
        }
        inception("import", file, "-o", folder.resolve("third"), "-p", "cafe")
                .refuses("--preprocessing: is 'cafe'; give caffe, tf, torch, keras, a *.inception file or a JSON file");
    }

    @Test
    void refusesFilesThatAreNotThere() throws IOException {
        Path none = folder.resolve("none.caffemodel");
        inception("import", none, "--network", "googlenet", "--labels", labels, "--output", output)
                .refuses(none + ": there is no such file; check the path");
        Path noLabels = folder.resolve("none.txt");
        inception("import", none, "--network", "googlenet", "--labels", noLabels, "--output", output)
                .refuses(noLabels + ": does not exist; check the path");
        Path blank = Files.writeString(folder.resolve("blank.txt"), "\n\n");
        inception("import", none, "--network", "googlenet", "--labels", blank, "--output", output)
                .refuses(blank + ": has no label; give a file with the name of a class in each line");
    }

    @Test
    void refusesAMissingOption() {
        inception("import", "x.caffemodel", "--network", "googlenet", "--labels", labels)
                .refuses(
                        "inception import: missing required option: '--output=X.inception'; see 'inception import --help'");
    }

    @Test
    @Tag("native")
    void makesAClassifierOfThePublishedGoogLeNet() throws IOException {
        Path data = Ran.projectRoot().resolve("../shared/data");
        boolean there = Files.isDirectory(data);
        if (!there) {
            System.out.println("skipped: there is no folder shared/data beside the checkout");
        }
        assumeTrue(there, "there is no folder shared/data beside the checkout");

        inception(
                        "import",
                        data.resolve("googlenet/bvlc_googlenet.caffemodel"),
                        "--network",
                        "googlenet",
                        "--labels",
                        data.resolve("imagenet/labels.txt"),
                        "--output",
                        output)
                .succeeds();

        assertThat(inception("predict", output, data.resolve("googlenet/sample_input.jpg"), "--top", 1)
                        .succeeds()
                        .out())
                .containsPattern("99\\.\\d\\d %  n07920052 espresso");
    }

    private Path weights() throws IOException {
        return weights(3);
    }

    private Path weights(int classes) throws IOException {
        NetworkOptions options =
                Networks.named("googlenet:bn").defaults().withClasses(classes).withAuxiliary(false);
        Model model = Networks.named("googlenet:bn").build(options);
        Path file = folder.resolve("weights.safetensors");
        SafetensorsFile.write(file, Weights.initialise(model, 1), Map.of());
        return file;
    }

    @Test
    void refusesAnotherNumberOfLabelsThanClasses() throws IOException {
        Path one = Files.writeString(folder.resolve("one.txt"), "tench\n");

        inception("import", weights(), "--network", "googlenet:bn", "--labels", one, "--output", output)
                .refuses(one + ": has 1 label and the weights have 3 classes; give a file with a line for each class");
    }

    @Test
    void refusesLabelsThatAreNotUtf8() throws IOException {
        Files.write(labels, new byte[] {'M', (byte) 0xfc, 'l', 'l'});

        inception("import", "w", "--network", "googlenet:bn", "--labels", labels, "--output", output)
                .refuses(labels + ": is not UTF-8 text; save it as UTF-8");
    }

    @Test
    void refusesAFolderAsOutput() {
        inception("import", "w", "-n", "googlenet", "-l", labels, "-o", folder, "--overwrite")
                .refuses(folder + ": is a folder; give a file");
    }
}
