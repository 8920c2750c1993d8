package org.inception4j.app.bench;

import java.util.Arrays;
import java.util.Optional;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;

/** The networks that are measured; a peer's script has them by the same names. */
public enum Subject {
    /** As most peers have it, and as the paper's less its local response normalisation. */
    GOOGLENET_PLAIN("googlenet-plain", "googlenet:paper", false),
    GOOGLENET("googlenet", "googlenet:paper", true),
    GOOGLENET_BN("googlenet-bn", "googlenet:bn", true),
    INCEPTION_V3("inception-v3", "inception-v3:torchvision", true);

    private final String label;
    private final String network;
    private final boolean whole;

    Subject(String label, String network, boolean whole) {
        this.label = label;
        this.network = network;
        this.whole = whole;
    }

    public static Optional<Subject> named(String label) {
        return Arrays.stream(values())
                .filter(subject -> subject.label.equals(label))
                .findFirst();
    }

    public String label() {
        return label;
    }

    /** Height and width of its pictures. */
    public int pixels() {
        return Networks.named(network).defaults().imageSize();
    }

    /** Without auxiliary heads, with all channels multiplied by this. */
    public Model model(double width) {
        Network named = Networks.named(network);
        Model model = named.build(named.defaults().withAuxiliary(false).withWidth(width));
        return whole ? model : WithoutNormalization.of(model);
    }

    @Override
    public String toString() {
        return label;
    }
}
