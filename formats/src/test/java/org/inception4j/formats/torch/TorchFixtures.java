package org.inception4j.formats.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Flatten;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** The files that scripts/fixtures/torch_files.py made, and its network. */
final class TorchFixtures {
    private TorchFixtures() {}

    static Path path(String name) {
        URL resource = TorchFixtures.class.getResource(name);
        assertThat(resource).as(name).isNotNull();
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static TorchFile open(String name) throws IOException {
        return TorchFile.open(path(name));
    }

    static Weights expected(String name) throws IOException {
        return SafetensorsFile.read(path(name + ".safetensors"));
    }

    /** {@code Small} of the script. */
    static Model small() {
        return small(Dense.of(3));
    }

    /** The same with another classifier; its bias is left out. */
    static Model small(Dense classifier) {
        return Sequential.of(
                "small",
                Shape.of(5, 3, 3),
                List.of(
                        Conv2D.of(4, Size.of(3, 2)).named("conv"),
                        BatchNormalization.of().named("bn"),
                        DepthwiseConv2D.of(1)
                                .withDepthMultiplier(2)
                                .withBias(false)
                                .named("depthwise"),
                        new Flatten().named("flatten"),
                        Dense.of(5).named("fc1"),
                        classifier.withBias(false).named("fc2")));
    }

    static void assertSameBits(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.data().mismatch(expected.data())).isEqualTo(-1);
    }

    static void assertSameBits(Weights actual, Weights expected) {
        assertThat(actual.names()).containsExactlyInAnyOrderElementsOf(expected.names());
        expected.names().forEach(name -> assertSameBits(actual.get(name), expected.get(name)));
    }
}
