package org.inception4j.formats.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The GoogLeNet of Caffe's model zoo, without its auxiliary heads. */
class PublishedGoogLeNetTest {
    private static final Path FILE = Path.of(System.getProperty("project.root", "."))
            .resolve("../shared/data/googlenet/bvlc_googlenet.caffemodel");

    @BeforeAll
    static void findFile() {
        if (!Files.exists(FILE)) {
            System.out.println("PublishedGoogLeNetTest skipped: there is no " + FILE.getFileName() + " in shared/data");
        }
        assumeTrue(Files.exists(FILE), "no bvlc_googlenet.caffemodel");
    }

    @Test
    void fillsEveryWeightOfTheModel() throws IOException {
        Model model = Networks.named("googlenet:paper").build().inference();
        CaffeNet net = CaffeFile.read(FILE);
        assertThat(net.name()).isEqualTo("GoogleNet");
        WeightMatch match = net.match(model);
        assertThat(match.missing()).isEmpty();
        assertThat(match.wrong()).isEmpty();
        assertThat(match.leftOver()).isEmpty();
        assertThat(match.used()).hasSize(58);
        Weights weights = net.toWeights(model);
        assertThat(weights.names()).isEqualTo(model.weights().keySet());
        assertThat(weights.tensors().values().stream()
                        .mapToLong(tensor -> tensor.shape().elements())
                        .sum())
                .isEqualTo(6_998_552);
        assertThat(weights.get("conv1/7x7_s2/kernel").shape()).isEqualTo(Shape.of(7, 7, 3, 64));
    }

    @Test
    void refusesToFillTheAuxiliaryHeads() {
        Model model = Networks.named("googlenet:paper").build();
        assertThatThrownBy(() -> CaffeFile.read(FILE).toWeights(model))
                .isInstanceOf(WeightsException.class)
                .hasMessage(
                        FILE
                                + ": does not fit googlenet:paper: layer loss1/conv is missing, layer loss2/conv is missing, layer loss1/fc is missing, layer loss2/fc is missing, layer loss1/classifier is missing (the nearest name is loss3/classifier) and 1 more; build the network that the file was saved from");
    }
}
