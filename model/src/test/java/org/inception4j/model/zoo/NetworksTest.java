package org.inception4j.model.zoo;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NetworksTest {
    private static final Map<String, String> NAMED_BY_THEIR_SOURCE = Map.of(
            "googlenet:seed-002", "model",
            "googlenet:seed-003", "model",
            "googlenet:seed-004", "googlenet");

    @Test
    void findsEachNetworkByItsName() {
        for (Network network : Networks.all()) {
            assertThat(Networks.named(network.name())).isSameAs(network);
            assertThat(network).hasToString(network.name());
            assertThat(network.description()).isNotBlank();
        }
    }

    @Test
    void takesTheFirstVariantForTheFamilysBareName() {
        assertThat(Networks.named("googlenet")).isSameAs(Networks.named("googlenet:paper"));
    }

    @Test
    void namesTheNearestNetworkWhenANameIsMisspelt() {
        assertThatThrownBy(() -> Networks.named("GoogleNet"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GoogleNet: is not among the networks; did you mean googlenet?");
        assertThatThrownBy(() -> Networks.named("googlnet-bn"))
                .hasMessage("googlnet-bn: is not among the networks; did you mean googlenet:bn?");
    }

    @Test
    void namesTheFamiliesWhenNoNameIsNear() {
        assertThatThrownBy(() -> Networks.named("resnet50"))
                .hasMessage("resnet50: is not among the networks; choose one of "
                        + Networks.all().stream()
                                .map(Network::family)
                                .distinct()
                                .collect(joining(", ")));
    }

    @Test
    void namesTheVariantsWhenTheFamilyIsRight() {
        assertThatThrownBy(() -> Networks.named("xception:torchvision"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "xception:torchvision: is not among the networks; choose one of xception:keras, xception:timm");
        assertThatThrownBy(() -> Networks.named("googlenet:papr"))
                .hasMessage("googlenet:papr: is not among the networks; did you mean googlenet:paper?");
        assertThatThrownBy(() -> Networks.named("inception-v4:keras"))
                .hasMessage("inception-v4:keras: is not among the networks; choose one of inception-v4");
    }

    @Test
    void refusesImagesTooSmallForTheNetwork() {
        Network network = Networks.named("googlenet:bn");
        NetworkOptions small = network.defaults().withImageSize(63);
        assertThatThrownBy(() -> network.build(small))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("googlenet:bn: imageSize is 63; give at least 64");
    }

    @Test
    void refusesNoClasses() {
        NetworkOptions options = Networks.named("googlenet").defaults();
        assertThatThrownBy(() -> options.withClasses(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("NetworkOptions: classes is 0; give at least 1");
    }

    @Test
    void refusesAWidthThatIsNoNumberAboveZero() {
        NetworkOptions options = Networks.named("googlenet").defaults();
        assertThatThrownBy(() -> options.withWidth(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("NetworkOptions: width is 0.0; give a number above 0");
        assertThatThrownBy(() -> options.withWidth(-0.5))
                .hasMessage("NetworkOptions: width is -0.5; give a number above 0");
        assertThatThrownBy(() -> options.withWidth(Double.NaN))
                .hasMessage("NetworkOptions: width is NaN; give a number above 0");
        assertThatThrownBy(() -> options.withWidth(Double.POSITIVE_INFINITY))
                .hasMessage("NetworkOptions: width is Infinity; give a number above 0");
    }

    @Test
    void refusesAWidthThatMakesTooManyChannels() {
        Network network = Networks.named("googlenet");
        NetworkOptions wide = network.defaults().withWidth(1e300);
        assertThatThrownBy(() -> network.build(wide))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "NetworkOptions: width is 1.0E300, which makes more of 64 channels than can be counted; give less");
    }

    @Test
    void roundsChannelsToMultiplesOfEight() {
        NetworkOptions options = Networks.named("googlenet").defaults();
        assertThat(options.withWidth(0.25).scaled(16)).isEqualTo(8);
        assertThat(options.withWidth(0.25).scaled(64)).isEqualTo(16);
        assertThat(options.withWidth(0.5).scaled(24)).isEqualTo(16);
        assertThat(options.withWidth(0.25).scaled(208)).isEqualTo(56);
        assertThat(options.withWidth(0.5).scaled(208)).isEqualTo(104);
        assertThat(options.withWidth(1e-9).scaled(1024)).isEqualTo(8);
        assertThat(options.scaled(528)).isEqualTo(528);
    }

    private static String names() {
        return Networks.all().stream().map(Network::name).collect(Collectors.joining(", "));
    }
}
