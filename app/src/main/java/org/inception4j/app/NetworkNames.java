package org.inception4j.app;

import java.util.List;
import java.util.stream.Stream;
import org.inception4j.model.zoo.Networks;

/** The names of networks that options take: each network's, and its family's for the first of a family. */
final class NetworkNames {
    static final List<String> ALL = Networks.all().stream()
            .flatMap(network -> Stream.of(network.family(), network.name()))
            .distinct()
            .toList();

    private NetworkNames() {}
}
