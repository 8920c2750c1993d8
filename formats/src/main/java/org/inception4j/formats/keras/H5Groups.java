package org.inception4j.formats.keras;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.Closeable;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.tensor.Tensor;

/** An HDF5 file that is being written: groups and datasets by their paths. It is complete when it is closed. */
final class H5Groups implements Closeable {
    /** What HDF5 holds of one attribute at most; longer lists are split, as Keras does. */
    private static final int MAX_ATTRIBUTE_BYTES = 64_512;

    private final WritableHdfFile file;
    private final Map<String, WritableGroup> groups = new HashMap<>();

    H5Groups(Path path) {
        file = HdfFile.write(path);
        groups.put("", file);
    }

    /** The group at this path, made if need be with those around it. */
    private WritableGroup group(String path) {
        WritableGroup known = groups.get(path);
        if (known == null) {
            int slash = path.lastIndexOf('/');
            known = group(path.substring(0, Math.max(0, slash))).putGroup(path.substring(slash + 1));
            groups.put(path, known);
        }
        return known;
    }

    void text(String path, String name, String value) {
        group(path).putAttribute(name, value);
    }

    /** Of equal length each, so that the longest decides how many go into one attribute. */
    void texts(String path, String name, List<String> values) {
        int longest = values.stream()
                .mapToInt(value -> value.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(1);
        int most = Math.max(1, MAX_ATTRIBUTE_BYTES / (longest + 1));
        if (values.size() <= most) {
            group(path).putAttribute(name, values.toArray(String[]::new));
            return;
        }
        for (int part = 0; part * most < values.size(); part++) {
            List<String> some = values.subList(part * most, Math.min(values.size(), (part + 1) * most));
            group(path).putAttribute(name + part, some.toArray(String[]::new));
        }
    }

    void dataset(String path, Tensor tensor) {
        int slash = path.lastIndexOf('/');
        int[] sizes = tensor.shape().toArray();
        group(path.substring(0, Math.max(0, slash)))
                .putDataset(path.substring(slash + 1), nested(tensor.toArray(), sizes, 0, 0));
    }

    /** Arrays in arrays, from which the library takes the sizes. */
    private static Object nested(float[] values, int[] sizes, int axis, int from) {
        if (axis == sizes.length - 1) {
            float[] row = new float[sizes[axis]];
            System.arraycopy(values, from, row, 0, row.length);
            return row;
        }
        int stride = 1;
        for (int i = axis + 1; i < sizes.length; i++) {
            stride *= sizes[i];
        }
        int[] inner = new int[sizes.length - axis - 1];
        System.arraycopy(sizes, axis + 1, inner, 0, inner.length);
        Object all = Array.newInstance(float.class, withFront(sizes[axis], inner));
        for (int i = 0; i < sizes[axis]; i++) {
            Array.set(all, i, nested(values, sizes, axis + 1, from + i * stride));
        }
        return all;
    }

    private static int[] withFront(int first, int[] rest) {
        int[] all = new int[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    @Override
    public void close() {
        file.close();
    }
}
