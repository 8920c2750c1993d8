package org.inception4j.app;

import java.util.List;
import java.util.stream.Stream;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Networks;

/** The names of networks that options take: each network's, and its family's for the first of a family. */
final class NetworkNames {
    static final List<String> ALL = Networks.all().stream()
            .flatMap(network -> Stream.of(network.family(), network.name()))
            .distinct()
            .toList();

    private NetworkNames() {}

    /** As the source of the network with this name counts them; all of them where there is none. */
    static long parameters(String name, Model model) {
        return Networks.all().stream()
                .filter(network -> network.name().equals(name))
                .findFirst()
                .map(network -> network.parameters(model))
                .orElseGet(model::parameters);
    }
}
