package org.inception4j.applications.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.inception4j.formats.WeightsException;
import org.inception4j.formats.tensorflow.TensorflowFile;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Weights;

/**
 * A module of TF-Hub as a layer, the twin of {@code hub.KerasLayer}: pictures with values in 0 to 1 go in, features or logits come
 * out. As there it does not learn unless asked to, and normalises by its moving averages then. Which network is inside is told
 * by the handle; its weights are read only by {@link #weights}. A value: each {@code withX} gives a changed copy.
 */
public final class HubLayer {
    private static final String CLASS_NAME = "KerasLayer";

    private final String handle;
    private final Module module;
    private final HubCache cache;
    private final Arguments arguments;

    private record Arguments(boolean trainable, Optional<Shape> input) {}

    private HubLayer(String handle, Module module, HubCache cache, Arguments arguments) {
        this.handle = handle;
        this.module = module;
        this.cache = cache;
        this.arguments = arguments;
    }

    /**
     * @param handle the address of a module, or the path of a SavedModel's folder or {@code .tar.gz}; with the name of a network and
     *     what it gives in it: {@code https://tfhub.dev/google/tf2-preview/inception_v3/feature_vector/2}
     */
    public static HubLayer of(String handle) {
        Module module = Module.named(handle)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s: does not name a network that is known here; give a handle with one of %s and feature_vector or classification, such as https://tfhub.dev/google/tf2-preview/inception_v3/feature_vector/2"
                                .formatted(handle, known())));
        return new HubLayer(handle, module, HubCache.standard(), new Arguments(false, Optional.empty()));
    }

    /**
     * A module on this machine, whatever it is called: its variables tell which network is inside.
     *
     * @param savedModel a folder or a {@code .tar.gz}, which is unpacked into {@link HubCache#standard}
     * @throws WeightsException if it is damaged or has another network inside
     */
    public static HubLayer open(Path savedModel) throws IOException {
        return open(savedModel, HubCache.standard());
    }

    static HubLayer open(Path savedModel, HubCache cache) throws IOException {
        String handle = savedModel.toString();
        Module module = Module.of(file(handle, cache).entries())
                .orElseThrow(() -> new WeightsException(
                        handle,
                        "has none of the networks %s inside".formatted(known()),
                        "give a module of one of them in the format of TensorFlow 2"));
        return new HubLayer(handle, module, cache, new Arguments(false, Optional.empty()));
    }

    private static TensorflowFile file(String handle, HubCache cache) throws IOException {
        return TensorflowFile.open(cache.savedModel(handle));
    }

    private static String known() {
        return String.join(
                ", ",
                Arrays.stream(Module.Family.values())
                        .map(Module.Family::hubName)
                        .toList());
    }

    /** Whether training changes the weights; as a start, not. */
    public HubLayer withTrainable(boolean changed) {
        return new HubLayer(handle, module, cache, new Arguments(changed, arguments.input));
    }

    /** Height, width, 3; as a start, the size that the network was trained for. */
    public HubLayer withInputShape(int... changed) {
        List<Integer> sizes = Arrays.stream(changed).boxed().toList();
        int least = module.smallestSize();
        boolean fits = sizes.size() == 3 && sizes.get(0) >= least && sizes.get(1) >= least && sizes.get(2) == 3;
        if (!fits) {
            throw new IllegalArgumentException(
                    "%s: input_shape is %s; give (height, width, 3) with a height and a width of at least %d"
                            .formatted(handle, sizes, least));
        }
        return new HubLayer(handle, module, cache, new Arguments(arguments.trainable, Optional.of(new Shape(sizes))));
    }

    /** Only checks: {@code hub.KerasLayer} needs to be told, here it is known. */
    public HubLayer withOutputShape(int... expected) {
        List<Integer> sizes = Arrays.stream(expected).boxed().toList();
        Shape given = model().output().node().shape();
        if (!sizes.equals(given.sizes())) {
            throw new IllegalArgumentException("%s: output_shape is %s and %s gives %s; leave output_shape out"
                    .formatted(handle, sizes, module.name(), given.sizes()));
        }
        return this;
    }

    /** Where modules from the network are kept. */
    public HubLayer withCache(HubCache changed) {
        return new HubLayer(handle, module, changed, arguments);
    }

    public String handle() {
        return handle;
    }

    public boolean trainable() {
        return arguments.trainable;
    }

    /** The network inside, from the values in 0 to 1 on. */
    public Model model() {
        return module.model(arguments.input.orElseGet(module::standardInput));
    }

    /** A layer to put {@code on} a node or into a {@code Sequential}; Keras' rules name it {@code keras_layer}. */
    public LayerInstance layer() {
        return new NestedModel(model(), CLASS_NAME).shared().withTrainable(arguments.trainable);
    }

    /** As {@link #layer()}, under a name. */
    public LayerInstance named(String name) {
        return new NestedModel(model(), CLASS_NAME).named(name).withTrainable(arguments.trainable);
    }

    /**
     * The module's weights for a model that has this layer, fetched if need be. Put them over the others:
     * {@code Weights.initialise(model, 1).with(hub.weights("keras_layer"))}.
     *
     * @param layerName what the layer is called in that model
     * @throws WeightsException if the module cannot be fetched, is damaged, or has other variables than the network
     */
    public Weights weights(String layerName) throws IOException {
        return file(handle, cache).match(model()).complete().nestedIn(layerName);
    }
}
