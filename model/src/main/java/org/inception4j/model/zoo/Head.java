package org.inception4j.model.zoo;

import static org.inception4j.model.zoo.ConvBn.named;

import java.util.function.UnaryOperator;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Node;
import org.inception4j.model.Output;

/**
 * What stands on a last feature map, under one source's names.
 *
 * @param mean the pool below the classifier
 * @param pool the pool where there is no classifier
 * @param classifier what follows the mean
 */
record Head(String mean, String pool, UnaryOperator<Node> classifier) {
    /** Keras' {@code avg_pool} and {@code predictions}. */
    static Head keras(NetworkOptions options) {
        return new Head("avg_pool", "", mean -> classes("predictions", options, mean));
    }

    /** timm's {@code global_pool} below a classifier. */
    static Head timm(UnaryOperator<Node> classifier) {
        return new Head("global_pool", "global_pool", classifier);
    }

    static Node classes(String name, NetworkOptions options, Node x) {
        return Dense.of(options.classes(), options.classifierActivation())
                .named(name)
                .on(x);
    }

    /** The output that the options ask for. */
    Output on(Node x, Top top, Blocks blocks) {
        return Output.of(
                "",
                switch (top) {
                    case CLASSIFIER ->
                        blocks.end("classifier", classifier.apply(named(mean, GlobalAveragePooling2D.of(), x)));
                    case NONE -> x;
                    case AVERAGE -> named(pool, GlobalAveragePooling2D.of(), x);
                    case MAX -> named(pool, GlobalMaxPooling2D.of(), x);
                });
    }
}
