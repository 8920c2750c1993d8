package org.inception4j.formats.keras;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.WeightsException;

/** All datasets of a file by their paths. */
final class H5Tree {
    /** Deeper than any nesting of models that JSON may have here. */
    private static final int MAX_DEPTH = 64;

    /** Each object has a header and a link of about this size at least; groups that hold each other have more paths than that. */
    private static final int BYTES_AN_OBJECT = 24;

    private final Hdf5 file;
    private final List<H5Weight> datasets = new ArrayList<>();
    private long left;

    private H5Tree(Hdf5 file) {
        this.file = file;
        this.left = file.bytes() / BYTES_AN_OBJECT;
    }

    /** In the order of the file, each under its whole path. */
    static List<H5Weight> datasets(Hdf5 file) throws WeightsException {
        H5Tree tree = new H5Tree(file);
        tree.walk("", file.root(), 0);
        return Collections.unmodifiableList(tree.datasets);
    }

    private void walk(String path, Group group, int depth) throws WeightsException {
        String at = path.isEmpty() ? file.place() : file.place() + ", " + path;
        if (depth > MAX_DEPTH) {
            throw new WeightsException(
                    at, "groups are nested deeper than %d".formatted(MAX_DEPTH), "save the file from Keras");
        }
        for (Map.Entry<String, Node> child : file.children(at, group).entrySet()) {
            if (--left < 0) {
                throw new WeightsException(
                        at, "there are more objects than its size allows", "copy or download it again");
            }
            String childPath = path.isEmpty() ? child.getKey() : path + "/" + child.getKey();
            switch (child.getValue()) {
                case Dataset dataset -> datasets.add(H5Weight.of(file, at, childPath, dataset));
                case Group inner -> walk(childPath, inner, depth + 1);
                default -> {}
            }
        }
    }
}
