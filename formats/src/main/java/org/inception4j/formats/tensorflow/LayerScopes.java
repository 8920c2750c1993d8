package org.inception4j.formats.tensorflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;

/** Under which scopes a file may have a layer's variables, the likeliest first. */
final class LayerScopes {
    /** Whose layers' names lead to TF-slim's, by the scope that all of the network's variables have. */
    private static final Map<String, String> NETWORKS = Map.of(
            "InceptionV1/", "googlenet:slim",
            "InceptionV2/", "inception-v2:slim",
            "InceptionV3/", "inception-v3:slim",
            "InceptionV4/", "inception-v4",
            "InceptionResnetV2/", "inception-resnet-v2:timm");

    private static final String OF_2015 = "conv/conv2d_params";

    private final Map<String, String> slimLayers;

    private LayerScopes(Map<String, String> slimLayers) {
        this.slimLayers = slimLayers;
    }

    /** For models whose layers' names are the file's or have a table. */
    static LayerScopes byName() {
        return new LayerScopes(Map.of());
    }

    /**
     * For models that are a network of TF-slim's under other names, such as Keras' {@code conv2d_7}: layers are those in the same
     * place of that network. Empty if the file's names are none of TF-slim's or the model is another network.
     */
    static Optional<LayerScopes> byPlace(Model model, List<String> stored) {
        return stored.stream()
                .flatMap(name -> network(name).stream())
                .distinct()
                .flatMap(network -> places(network, model).stream())
                .findFirst()
                .map(LayerScopes::new);
    }

    /** Where a layer's variables may be. */
    List<String> of(String layer) {
        List<String> scopes = new ArrayList<>();
        String slim = slimLayers.getOrDefault(layer, layer);
        scopes.add(slim);
        SlimNames.scope(slim).ifPresent(scopes::addFirst);
        NamesOf2015.scope(slim).ifPresent(scopes::add);
        return scopes;
    }

    private static Optional<String> network(String stored) {
        if (stored.endsWith(OF_2015)) {
            return Optional.of(NETWORKS.get("InceptionV3/"));
        }
        return NETWORKS.keySet().stream()
                .filter(scope -> stored.startsWith(scope) || stored.contains("/" + scope))
                .map(NETWORKS::get)
                .findFirst();
    }

    private static Optional<Map<String, String>> places(String networkName, Model model) {
        Network network = Networks.named(networkName);
        Model withHead = network.build(network.defaults().withAuxiliary(true));
        Model withoutHead = network.build(network.defaults().withAuxiliary(false));
        return places(withoutHead, model).or(() -> places(withHead, model));
    }

    /** The model may have no classifier, and nothing else may be other than in the network. */
    private static Optional<Map<String, String>> places(Model network, Model model) {
        List<Node> theirs = weighted(network);
        List<Node> ours = weighted(model);
        if (ours.size() != theirs.size() && ours.size() != theirs.size() - 1) {
            return Optional.empty();
        }
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < ours.size(); i++) {
            if (i < theirs.size() - 1 && !isAlike(theirs.get(i), ours.get(i))) {
                return Optional.empty();
            }
            places.put(model.name(ours.get(i)), network.name(theirs.get(i)));
        }
        return Optional.of(places);
    }

    private static List<Node> weighted(Model model) {
        return model.nodes().stream()
                .filter(node -> !model.weights(node).isEmpty())
                .toList();
    }

    /** TF-slim's networks normalise without a factor; one with it is trained by others. */
    private static boolean isAlike(Node theirs, Node ours) {
        return switch (ours.layer()) {
            case Conv2D conv ->
                theirs.layer() instanceof Conv2D slim
                        && conv.kernelSize().equals(slim.kernelSize())
                        && conv.strides().equals(slim.strides());
            case BatchNormalization normalization ->
                theirs.layer() instanceof BatchNormalization && !normalization.scale();
            default -> theirs.layer().getClass() == ours.layer().getClass();
        };
    }
}
