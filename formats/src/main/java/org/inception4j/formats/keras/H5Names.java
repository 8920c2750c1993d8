package org.inception4j.formats.keras;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inception4j.formats.WeightsException;

/** Keras' way to say in attributes which layers there are and which weights each has. */
final class H5Names {
    private static final String LAYERS = "layer_names";
    private static final String WEIGHTS = "weight_names";

    private final Hdf5 file;
    private final String place;
    private final Group group;

    private H5Names(Hdf5 file, Group group) {
        this.file = file;
        this.place = file.place();
        this.group = group;
    }

    /** Of the group that has the layers: the file itself, or that of a whole model within it. */
    static H5Names of(Hdf5 file) throws WeightsException {
        H5Names root = new H5Names(file, file.root());
        return root.hasNames()
                ? root
                : file.group(file.place(), file.root(), "model_weights")
                        .map(model -> new H5Names(file, model))
                        .orElse(root);
    }

    boolean hasNames() throws WeightsException {
        return file.hasAttribute(place, group, LAYERS) || file.hasAttribute(place, group, LAYERS + 0);
    }

    List<H5Layer> layers() throws WeightsException {
        if (!hasNames()) {
            throw unknown();
        }
        List<H5Layer> layers = new ArrayList<>();
        for (String name : file.texts(place, group, LAYERS)) {
            String at = place + ", layer " + name;
            Group layer = file.group(at, group, name)
                    .orElseThrow(() ->
                            new WeightsException(at, "is listed and not there", "copy or download the file again"));
            layers.add(new H5Layer(name, weights(at, layer)));
        }
        return List.copyOf(layers);
    }

    private List<H5Weight> weights(String at, Group layer) throws WeightsException {
        List<H5Weight> weights = new ArrayList<>();
        for (String name : file.texts(at, layer, WEIGHTS)) {
            if (!(file.child(at, layer, name).orElse(null) instanceof Dataset dataset)) {
                throw new WeightsException(
                        at, "its weight %s is listed and not there".formatted(name), "copy or download the file again");
            }
            weights.add(H5Weight.of(file, at, name, dataset));
        }
        return weights;
    }

    /** One line of text among the attributes. */
    Optional<String> text(String attribute) throws WeightsException {
        return file.text(place, group, attribute);
    }

    void refuseTheano() throws WeightsException {
        if (text("backend").filter("theano"::equals).isPresent()) {
            throw new WeightsException(
                    place,
                    "was written with Theano, whose kernels are turned by 180 degrees",
                    "load it in Keras with TensorFlow and save it again");
        }
    }

    private WeightsException unknown() throws WeightsException {
        return Keras3Layout.isIn(file)
                ? new WeightsException(
                        place,
                        "is in the layout of Keras 3's .weights.h5, which has no %s".formatted(LAYERS),
                        "open it as KerasFile")
                : new WeightsException(
                        place,
                        "has no attribute %s".formatted(LAYERS),
                        "give the .h5 file that Keras' save_weights or save wrote");
    }
}
