package org.inception4j.applications;

import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.NetworkOptions;

/**
 * What Keras knows of one of its applications.
 *
 * @param name the model's, in messages too
 * @param options the network's own, before arguments
 * @param withTop weights with the classifier
 * @param withoutTop weights without
 */
record Architecture(
        String name, Network network, NetworkOptions options, PublishedFile withTop, PublishedFile withoutTop) {
    /** Classes of ImageNet. */
    static final int CLASSES = 1000;

    static Architecture of(String name, Network network, PublishedFile withTop, PublishedFile withoutTop) {
        return new Architecture(name, network, network.defaults().withAuxiliary(false), withTop, withoutTop);
    }

    PublishedFile weights(boolean includeTop) {
        return includeTop ? withTop : withoutTop;
    }

    int defaultSize() {
        return network.defaults().imageSize();
    }

    int smallestSize() {
        return network.smallestImage();
    }
}
