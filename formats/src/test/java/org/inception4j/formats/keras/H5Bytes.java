package org.inception4j.formats.keras;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small files in Keras' layout, for what Keras itself would not write. */
final class H5Bytes {
    private final Map<String, Map<String, Object>> layers = new LinkedHashMap<>();
    private String backend = "tensorflow";

    /** A layer with one weight. */
    H5Bytes layer(String name, String weight, Object values) {
        layers.computeIfAbsent(name, _ -> new LinkedHashMap<>()).put(weight, values);
        return this;
    }

    H5Bytes backend(String changed) {
        backend = changed;
        return this;
    }

    Path write(Path file) {
        try (WritableHdfFile out = HdfFile.write(file)) {
            out.putAttribute("layer_names", layers.keySet().toArray(String[]::new));
            out.putAttribute("backend", backend);
            layers.forEach((name, weights) -> {
                WritableGroup layer = out.putGroup(name);
                layer.putAttribute("weight_names", weights.keySet().toArray(String[]::new));
                weights.forEach((weight, values) -> {
                    if (values != null) {
                        layer.putDataset(weight, values);
                    }
                });
            });
        }
        return file;
    }
}
