package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.inception4j.classifier.Classifier;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.NetworkOptions;
import org.inception4j.model.zoo.Networks;
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
        inception("import", weights(), "--network", "googlenet", "--labels", labels, "--output", output)
                .refuses(
                        "googlenet:paper: 57 of 116 tensors are missing: conv1/7x7_s2/bias, conv2/3x3_reduce/bias, conv2/3x3/bias, "
                                + "inception_3a/3x3_reduce/bias, inception_3a/5x5_reduce/bias and 52 more; load a file of this network");
        assertThat(output).doesNotExist();
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
        NetworkOptions options =
                Networks.named("googlenet:bn").defaults().withClasses(3).withAuxiliary(false);
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
