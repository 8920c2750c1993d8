package org.inception4j.model.zoo;

import java.util.function.BiFunction;
import org.inception4j.model.Model;

/** A network of the zoo: a recipe that gives a {@link Model} for an image size, a number of classes and a width. */
public final class Network {
    private final String name;
    private final String description;
    private final NetworkOptions defaults;
    private final int smallestImage;
    private final BiFunction<String, NetworkOptions, Model> recipe;

    Network(
            String name,
            String description,
            NetworkOptions defaults,
            int smallestImage,
            BiFunction<String, NetworkOptions, Model> recipe) {
        this.name = name;
        this.description = description;
        this.defaults = defaults;
        this.smallestImage = smallestImage;
        this.recipe = recipe;
    }

    /** The name by which {@link Networks#named} finds it, {@code family:variant}; its models have it too. */
    public String name() {
        return name;
    }

    /** What it is and what it is for, in one sentence. */
    public String description() {
        return description;
    }

    /** The published form: its image size, 1000 classes, width 1. */
    public NetworkOptions defaults() {
        return defaults;
    }

    /** The least image size for which every layer has something to look at, in pixels. */
    public int smallestImage() {
        return smallestImage;
    }

    /** The model in its published form. */
    public Model build() {
        return build(defaults);
    }

    /**
     * The model under these options. Its input is named {@code data} and is a picture of (image size, image size, 3); the
     * main output comes first, auxiliary heads follow. Images smaller than {@link #smallestImage} are refused.
     */
    public Model build(NetworkOptions options) {
        if (options.imageSize() < smallestImage) {
            throw new IllegalArgumentException(
                    "%s: imageSize is %d; give at least %d".formatted(name, options.imageSize(), smallestImage));
        }
        return recipe.apply(name, options);
    }

    @Override
    public String toString() {
        return name;
    }
}
