package org.inception4j.formats.keras;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inception4j.formats.WeightsException;

/** Where Keras 3 and TensorFlow 2.13 keep weights in HDF5: {@code layers/conv2d_1/vars/0}. */
record Keras3Layout(Hdf5 file) {
    private static final String LAYERS = "layers";

    /** What Keras wrote shortly before version 3. */
    private static final String OLD_LAYERS = "_layer_checkpoint_dependencies";

    static boolean isIn(Hdf5 file) throws WeightsException {
        Map<String, Node> root = file.children(file.place(), file.root());
        return root.containsKey(LAYERS) || root.containsKey(OLD_LAYERS);
    }

    /** The weights of the layer at this path, {@code layers/functional/layers/conv2d}; empty if it has none. */
    List<H5Weight> weights(String path) throws WeightsException {
        String at = file.place() + ", " + path;
        Optional<Group> group = file.group(at, file.root(), path + "/vars");
        if (group.isEmpty()) {
            group = file.group(at, file.root(), path.replace(LAYERS, OLD_LAYERS) + "/vars");
        }
        List<H5Weight> weights = new ArrayList<>();
        if (group.isPresent()) {
            Map<String, Node> children = file.children(at, group.get());
            for (int i = 0; children.get(String.valueOf(i)) instanceof Dataset dataset; i++) {
                weights.add(H5Weight.of(file, at, path + "/vars/" + i, dataset));
            }
        }
        return weights;
    }

    /** The paths of all layers that have weights; what a Dropout remembers of its random numbers is none. */
    List<String> paths() throws WeightsException {
        Set<String> paths = new LinkedHashSet<>();
        for (H5Weight weight : H5Tree.datasets(file)) {
            String path = weight.name().replace(OLD_LAYERS, LAYERS);
            int vars = path.lastIndexOf("/vars/");
            if (path.startsWith(LAYERS + "/") && vars > 0 && !path.startsWith("seed_generator", vars - 14)) {
                paths.add(path.substring(0, vars));
            }
        }
        return List.copyOf(paths);
    }
}
