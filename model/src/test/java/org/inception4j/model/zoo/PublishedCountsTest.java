package org.inception4j.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import org.inception4j.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parameters that papers and sources publish, in each source's way of counting. */
class PublishedCountsTest {
    @ParameterizedTest
    @CsvSource({
        "googlenet:paper, false, 6998552",
        "googlenet:paper, true, 13378280",
        "googlenet:caffe, false, 6998552",
        "googlenet:caffe, true, 13378280",
        "googlenet:slim, false, 6633209",
        "googlenet:torchvision, false, 6624904",
        "googlenet:torchvision, true, 13004888",
        "googlenet:seed-002, false, 5983802",
        "googlenet:seed-003, false, 6617624",
        "googlenet:seed-004, false, 9691258",
        "bn-inception, false, 11295240",
        "inception-v2:slim, false, 11199137",
        "inception-v3:keras, false, 23851784",
        "inception-v3:torchvision, false, 23834568",
        "inception-v3:torchvision, true, 27161264",
        "inception-v4, false, 42679816",
        "inception-resnet-v2:keras, false, 55873736",
        "inception-resnet-v2:timm, false, 55843464",
        "xception:keras, false, 22910480",
        "xception:timm, false, 22855952"
    })
    void areThoseOfTheSource(String name, boolean heads, long published) {
        Network network = Networks.named(name);
        assertThat(network.parameters(network.build(network.defaults().withAuxiliary(heads))))
                .isEqualTo(published);
    }

    @Test
    void areThoseOfTheSourceForAnotherNumberOfClasses() {
        Network network = Networks.named("inception-v4");
        Model model = network.build(network.defaults().withClasses(1001));
        assertThat(network.parameters(model)).isEqualTo(42_681_353);
    }
}
