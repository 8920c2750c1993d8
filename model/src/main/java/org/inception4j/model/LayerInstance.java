package org.inception4j.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A layer with an identity: uses of one instance share one set of weights and one name. */
public final class LayerInstance {
    /** Only orders instances by their making, for names by Keras' rules; no name is ever taken from its value. */
    private static final AtomicLong MADE = new AtomicLong();

    private final Layer layer;
    private final String name;
    private final boolean trainable;
    private final long order = MADE.incrementAndGet();

    LayerInstance(Layer layer, String name) {
        this(layer, name, true);
    }

    LayerInstance(Layer layer, String name, boolean trainable) {
        if (name != null && name.isBlank()) {
            throw new IllegalArgumentException(
                    "%s: the name is blank; give a name or none".formatted(Names.base(layer)));
        }
        this.layer = layer;
        this.name = name;
        this.trainable = trainable;
    }

    public Layer layer() {
        return layer;
    }

    /** The name given; empty if Keras' rules are to give one. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Keras' {@code layer.trainable}: whether training changes its weights; a frozen BatchNormalization uses its moving averages. */
    public boolean trainable() {
        return trainable;
    }

    /** The same layer under the same name as another instance, that learns or does not. */
    public LayerInstance withTrainable(boolean changed) {
        return new LayerInstance(layer, name, changed);
    }

    /** One more use, with the weights that all uses share; inputs that the layer cannot take are refused under its name. */
    public Node on(Node... inputs) {
        return new Node(this, List.of(inputs));
    }

    long order() {
        return order;
    }

    String place() {
        return name != null ? name : Names.base(layer);
    }
}
