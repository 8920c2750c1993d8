package org.inception4j.applications.hub;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.inception4j.formats.TensorEntry;
import org.inception4j.model.Dense;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.model.zoo.Top;

/** What a module computes: a network of TF-slim, without its classifier or with. */
record Module(Family family, boolean classification) {
    /** Classes of ImageNet and one for the background, the first. */
    private static final int CLASSES = 1001;

    /** The networks by TF-Hub's names, with the scope that TF-slim's variables have and its classifier's name. */
    enum Family {
        INCEPTION_V1("googlenet:slim", "InceptionV1", "InceptionV1/Logits/Conv2d_0c_1x1"),
        INCEPTION_V2("inception-v2:slim", "InceptionV2", "InceptionV2/Logits/Conv2d_1c_1x1"),
        INCEPTION_V3("inception-v3:slim", "InceptionV3", "InceptionV3/Logits/Conv2d_1c_1x1"),
        INCEPTION_RESNET_V2("inception-resnet-v2:keras", "InceptionResnetV2", "InceptionResnetV2/Logits/Logits");

        private final String network;
        private final String scope;
        private final String classifier;

        Family(String network, String scope, String classifier) {
            this.network = network;
            this.scope = scope;
            this.classifier = classifier;
        }

        Network network() {
            return Networks.named(network);
        }

        String scope() {
            return scope;
        }

        String classifier() {
            return classifier;
        }

        String hubName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** From a handle or a file's name; empty if that does not tell. */
    static Optional<Module> named(String handle) {
        String name = handle.toLowerCase(Locale.ROOT).replace('-', '_');
        for (Family family : Family.values()) {
            int at = name.lastIndexOf(family.hubName());
            if (at >= 0 && name.indexOf("feature_vector", at) > 0) {
                return Optional.of(new Module(family, false));
            }
            if (at >= 0 && name.indexOf("classification", at) > 0) {
                return Optional.of(new Module(family, true));
            }
        }
        return Optional.empty();
    }

    /** From the names of a module's variables; empty if none is of a network that is known. */
    static Optional<Module> of(List<TensorEntry> variables) {
        List<String> names = variables.stream().map(TensorEntry::name).toList();
        return Arrays.stream(Family.values())
                .filter(family -> names.stream().anyMatch(name -> name.contains(family.scope + "/")))
                .map(family -> new Module(
                        family, names.stream().anyMatch(name -> name.endsWith(family.classifier + "/weights"))))
                .findFirst();
    }

    String name() {
        return family.hubName() + (classification ? "/classification" : "/feature_vector");
    }

    Shape standardInput() {
        int size = family.network().defaults().imageSize();
        return Shape.of(size, size, 3);
    }

    int smallestSize() {
        return family.network().smallestImage();
    }

    /**
     * From pictures with values in 0 to 1. There is no dropout: TF-Hub leaves that to whoever builds on the features, and its
     * classifiers give logits.
     */
    Model model(Shape input) {
        Node picture = new Input(input).on();
        Network network = family.network();
        Model features = network.build(
                Rescaling.of(2, -1).on(picture),
                network.defaults().withAuxiliary(false).withTop(Top.AVERAGE));
        Node last = features.output().node();
        Node end = classification ? Dense.of(CLASSES).named(family.classifier()).on(last) : last;
        return Model.of(name().replace('/', '_'), picture, end);
    }
}
