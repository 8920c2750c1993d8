package org.inception4j.formats.keras;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inception4j.formats.WeightsException;

/** Keras' way to say in attributes which layers there are and which weights each has. */
final class H5Names {
    private static final String LAYERS = "layer_names";
    private static final String WEIGHTS = "weight_names";

    private final String place;
    private final Group group;

    H5Names(String place, Group group) {
        this.place = place;
        this.group = group;
    }

    /** The group that has the layers: the file itself, or that of a whole model within it. */
    static Group weightsOf(Group file) {
        return !hasNames(file) && file.getChildren().get("model_weights") instanceof Group model ? model : file;
    }

    private static boolean hasNames(Group group) {
        return group.getAttributes().containsKey(LAYERS)
                || group.getAttributes().containsKey(LAYERS + 0);
    }

    List<H5Layer> layers() throws WeightsException {
        if (!Damage.orElse(place, () -> hasNames(group))) {
            throw unknown();
        }
        List<H5Layer> layers = new ArrayList<>();
        for (String name : names(place, group, LAYERS)) {
            String at = place + ", layer " + name;
            if (!(child(at, group, name) instanceof Group layer)) {
                throw new WeightsException(at, "is listed and not there", "copy or download the file again");
            }
            layers.add(new H5Layer(name, weights(at, layer)));
        }
        return List.copyOf(layers);
    }

    private List<H5Weight> weights(String at, Group layer) throws WeightsException {
        List<H5Weight> weights = new ArrayList<>();
        for (String name : names(at, layer, WEIGHTS)) {
            if (!(child(at, layer, name) instanceof Dataset dataset)) {
                throw new WeightsException(
                        at, "its weight %s is listed and not there".formatted(name), "copy or download the file again");
            }
            weights.add(Damage.orElse(at, () -> new H5Weight(name, dataset)));
        }
        return weights;
    }

    /** One line of text among the attributes. */
    Optional<String> text(String attribute) throws WeightsException {
        return Damage.orElse(place, () -> Optional.ofNullable(group.getAttribute(attribute))
                .map(Attribute::getData)
                .filter(String.class::isInstance)
                .map(String.class::cast));
    }

    void refuseTheano() throws WeightsException {
        if (text("backend").filter("theano"::equals).isPresent()) {
            throw new WeightsException(
                    place,
                    "was written with Theano, whose kernels are turned by 180 degrees",
                    "load it in Keras with TensorFlow and save it again");
        }
    }

    /** Texts of the attribute; one of more than 64 kB lies in parts with a number behind the name. */
    private static List<String> names(String at, Group owner, String attribute) throws WeightsException {
        return Damage.orElse(at, () -> {
            Attribute whole = owner.getAttribute(attribute);
            if (whole != null) {
                return texts(whole);
            }
            List<String> all = new ArrayList<>();
            for (int i = 0; owner.getAttribute(attribute + i) != null; i++) {
                all.addAll(texts(owner.getAttribute(attribute + i)));
            }
            return all;
        });
    }

    /** An empty list was written as one of float64. */
    private static List<String> texts(Attribute attribute) {
        if (attribute.isEmpty() || attribute.getSize() == 0) {
            return List.of();
        }
        if (attribute.getData() instanceof String[] texts) {
            return List.of(texts);
        }
        throw new IllegalArgumentException("%s is no list of texts".formatted(attribute.getName()));
    }

    /** Null if there is none. A link to another file is none: weights do not come from where nobody looked. */
    private static Node child(String at, Group owner, String path) throws WeightsException {
        return Damage.orElse(at, () -> {
            Node node = owner;
            for (String part : path.split("/")) {
                node = node instanceof Group group ? group.getChildren().get(part) : null;
            }
            return node == null || node.isLink() ? null : node;
        });
    }

    private WeightsException unknown() throws WeightsException {
        boolean keras3 = Damage.orElse(
                place,
                () -> group.getChildren().containsKey("layers")
                        || group.getChildren().containsKey("_layer_checkpoint_dependencies"));
        return keras3
                ? new WeightsException(
                        place,
                        "is in the layout of Keras 3's .weights.h5, which has no %s".formatted(LAYERS),
                        "save the whole model from Keras under a name that ends in .h5")
                : new WeightsException(
                        place,
                        "has no attribute %s".formatted(LAYERS),
                        "give the .h5 file that Keras' save_weights or save wrote");
    }
}
