package org.inception4j.model.zoo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inception4j.model.spelling.Spelling;

/** All networks of the zoo, by name. */
public final class Networks {
    private static final List<Network> ALL = List.of(
            GoogLeNet.PAPER,
            GoogLeNet.CAFFE,
            GoogLeNet.SLIM,
            GoogLeNet.TORCHVISION,
            GoogLeNet.BATCH_NORMALISED,
            SeedGoogLeNets.SEED_002,
            SeedGoogLeNets.SEED_003,
            SeedGoogLeNets.SEED_004,
            BnInception.CAFFE,
            InceptionV2.SLIM,
            InceptionV3.KERAS,
            InceptionV3.TORCHVISION,
            InceptionV3.SLIM,
            InceptionV4.TIMM,
            InceptionResNetV1.PAPER,
            InceptionResNetV1.FACENET,
            InceptionResNetV2.KERAS,
            InceptionResNetV2.TIMM,
            Xception.KERAS,
            Xception.TIMM);

    /** A family's bare name means its first variant: {@code googlenet} is {@code googlenet:paper}. */
    private static final Map<String, Network> BY_NAME = byName();

    private Networks() {}

    public static List<Network> all() {
        return ALL;
    }

    /** The network of this name; a family's bare name gives its first variant. Unknown names are refused. */
    public static Network named(String name) {
        Network network = BY_NAME.get(name);
        if (network == null) {
            throw new IllegalArgumentException("%s: is not among the networks; %s".formatted(name, advice(name)));
        }
        return network;
    }

    private static Map<String, Network> byName() {
        Map<String, Network> names = new LinkedHashMap<>();
        for (Network network : ALL) {
            names.put(network.name(), network);
            names.putIfAbsent(network.family(), network);
        }
        return Map.copyOf(names);
    }

    private static String advice(String name) {
        int colon = name.indexOf(':');
        if (colon > 0 && BY_NAME.containsKey(name.substring(0, colon))) {
            return variantAdvice(name.substring(0, colon), name.substring(colon + 1));
        }
        return Spelling.nearest(name, BY_NAME.keySet())
                .map("did you mean %s?"::formatted)
                .orElseGet(() -> "choose one of "
                        + ALL.stream().map(Network::family).distinct().collect(Collectors.joining(", ")));
    }

    private static String variantAdvice(String family, String variant) {
        List<Network> variants =
                ALL.stream().filter(network -> network.family().equals(family)).toList();
        return Spelling.nearest(variant, variants.stream().map(Network::variant).toList())
                .map(nearest -> "did you mean %s:%s?".formatted(family, nearest))
                .orElseGet(() ->
                        "choose one of " + variants.stream().map(Network::name).collect(Collectors.joining(", ")));
    }
}
