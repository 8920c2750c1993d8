package org.inception4j.formats.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inception4j.formats.WeightMatch;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A graph with the names, sizes and operations of classify_image_graph_def.pb, see scripts/fixtures/tensorflow_files.py. */
class GraphOf2015Test {
    /** Pairs as others converted the published file, with TF-slim's names for torchvision's. */
    private static final String PAIRS = """
            Conv2d_1a_3x3/kernel conv/conv2d_params
            Conv2d_4a_3x3/BatchNorm/moving_mean conv_4/batchnorm/moving_mean
            Mixed_5b/Branch_2/Conv2d_0c_3x3/kernel mixed/tower_1/conv_2/conv2d_params
            Mixed_5c/Branch_1/Conv_1_0c_5x5/kernel mixed_1/tower/conv_1/conv2d_params
            Mixed_5d/Branch_3/Conv2d_0b_1x1/BatchNorm/beta mixed_2/tower_2/conv/batchnorm/beta
            Mixed_6a/Branch_0/Conv2d_1a_1x1/kernel mixed_3/conv/conv2d_params
            Mixed_6a/Branch_1/Conv2d_1a_1x1/kernel mixed_3/tower/conv_2/conv2d_params
            Mixed_6e/Branch_1/Conv2d_0b_1x7/kernel mixed_7/tower/conv_1/conv2d_params
            Mixed_6e/Branch_2/Conv2d_0d_7x1/kernel mixed_7/tower_1/conv_3/conv2d_params
            Mixed_7a/Branch_0/Conv2d_1a_3x3/kernel mixed_8/tower/conv_1/conv2d_params
            Mixed_7a/Branch_1/Conv2d_1a_3x3/kernel mixed_8/tower_1/conv_3/conv2d_params
            Mixed_7b/Branch_1/Conv2d_0b_3x1/kernel mixed_9/tower/mixed/conv_1/conv2d_params
            Mixed_7c/Branch_1/Conv2d_0b_1x3/kernel mixed_10/tower/mixed/conv/conv2d_params
            Mixed_7c/Branch_2/Conv2d_0d_3x1/BatchNorm/moving_variance mixed_10/tower_1/mixed/conv_1/batchnorm/moving_variance
            Logits/Conv2d_1c_1x1/kernel softmax/weights
            Logits/Conv2d_1c_1x1/bias softmax/biases
            """;

    @TempDir
    private Path folder;

    private TensorflowFile file;

    @BeforeEach
    void unzip() throws IOException {
        file = TensorflowFile.open(
                Files.write(folder.resolve("inception2015.pb"), Fixtures.unzipped("inception2015.pb.gz")));
    }

    @Test
    void givesInceptionV3AllItsWeights() throws IOException {
        WeightMatch match = file.match(model("inception-v3:slim", 1008));
        assertThat(match.missing()).isEmpty();
        assertThat(match.wrong()).isEmpty();
        assertThat(match.used()).hasSize(94 * 5 + 2);
        assertThat(match.leftOver()).noneMatch(name -> name.contains("conv") || name.contains("softmax"));
        assertThat(PAIRS.lines().map(line -> line.split(" "))).allSatisfy(pair -> assertThat(
                        match.weights().get("InceptionV3/" + pair[0]).get(0))
                .as(pair[0])
                .isEqualTo((float) Fixtures.uniform(pair[1], 0)));
    }

    @Test
    void fitsTheThousandClassesOfKeras() throws IOException {
        Model keras = model("inception-v3:keras", 1000);
        assertThat(file.match(keras).wrong()).hasSize(2);
        WeightMatch match = file.withoutFirstClasses(1).match(keras);
        assertThat(match.isComplete()).isTrue();
        assertThat(match.weights().get("conv2d_93/kernel").get(0))
                .isEqualTo((float) Fixtures.uniform("mixed_10/tower_2/conv/conv2d_params", 0));
    }

    @Test
    void saysWhereItDiffers() {
        assertThat(file.metadata().get("difference"))
                .isEqualTo(
                        "mixed_10/tower_2/pool takes the maximum, where TF-slim's and Keras' Inception-v3 take the mean");
        assertThat(file.metadata().get("operations")).contains("BatchNormWithGlobalNormalization 94");
    }

    private static Model model(String name, int classes) {
        Network network = Networks.named(name);
        return network.build(network.defaults().withAuxiliary(false).withClasses(classes));
    }
}
