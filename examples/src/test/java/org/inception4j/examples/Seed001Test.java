package org.inception4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;

class Seed001Test {
    @Test
    void hasTheArticlesDefaultsAndNoActivation() {
        Model module = Seed001InceptionModule.module();
        assertThat(module.output().node().shape()).isEqualTo(Shape.of(28, 28, 256));
        // 1x1: 192·64+64; 3x3: 192·64+64 and 9·64·128+128; 5x5: 192·16+16 and 25·16·32+32; pool: 192·32+32
        assertThat(module.parameters()).isEqualTo(12_352 + 12_352 + 73_856 + 3_088 + 12_832 + 6_176);
        assertThat(module.nodes()).noneMatch(node -> node.layer() instanceof Activation);
        assertThat(module.nodes())
                .filteredOn(node -> node.layer() instanceof Conv2D)
                .hasSize(6)
                .allMatch(node -> ((Conv2D) node.layer()).activation().equals(ActivationFunction.LINEAR));
    }

    @Test
    void hasTheDefaultsThatTheArticlePrints() {
        String code = String.join("\n", Document.lines("001"));
        assertThat(code).contains("o_1=64, r_3=64, o_3=128, r_5=16, o_5=32, pool=32");
        assertThat(Seed001InceptionModule.Channels.DEFAULTS)
                .isEqualTo(new Seed001InceptionModule.Channels(64, 64, 128, 16, 32, 32));
    }

    @Test
    void showsWhatTheBottlenecksSave() throws Exception {
        List<String> printed = Document.printed(Seed001InceptionModule::main);
        assertThat(printed).isEqualTo(Document.golden("seed001.txt"));
        // by hand: without them 192·64 + 9·192·128 + 25·192·32 + 192·32 weights and 256 biases
        assertThat(printed).anyMatch(line -> line.startsWith("without: (28, 28, 256), 393,472 parameters"));
    }
}
