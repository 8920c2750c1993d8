package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.inception4j.model.Model;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;

class SlowAveragesTest {
    private static Model small(String name) {
        Network network = Networks.named(name);
        return network.build(network.defaults().withWidth(0.1).withAuxiliary(false));
    }

    @Test
    void warnsOfARunTooShortForTheMomentum() {
        assertThat(SlowAverages.warning("googlenet:slim", small("googlenet:slim"), 450))
                .contains(
                        "googlenet:slim: its batch normalisation (momentum 0.9997) needs about 10,000 steps to settle and this run "
                                + "has 450, so held-out pictures will be named badly; take googlenet:bn or a torchvision variant, or "
                                + "train longer");
    }

    @Test
    void isSilentWhereTheAveragesFollow() {
        assertThat(SlowAverages.warning("googlenet:slim", small("googlenet:slim"), 10_001))
                .isEmpty();
        assertThat(SlowAverages.warning("googlenet:bn", small("googlenet:bn"), 30))
                .isEmpty();
        assertThat(SlowAverages.warning("googlenet:paper", small("googlenet:paper"), 1))
                .isEmpty();
    }
}
