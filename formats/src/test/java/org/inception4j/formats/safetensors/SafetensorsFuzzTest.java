package org.inception4j.formats.safetensors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.Fuzz;
import org.inception4j.model.Dense;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFuzzTest {
    @TempDir
    private Path folder;

    @Test
    void answersDamageWithARefusal() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            tensors.put("layer" + i + "/kernel", Tensor.zeros(Shape.of(3, 1 + i)));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        SafetensorsFile.write(file, Weights.of(tensors), Map.of("format", "pt"));
        Model model = Sequential.of("m", Shape.of(3), List.of(Dense.of(4).named("layer3")));
        Fuzz.of(file.toByteArray()).check(folder, damaged -> {
            try (SafetensorsTensors opened = SafetensorsTensors.open(damaged)) {
                Fuzz.readAll(opened, model);
            }
            SafetensorsFile.open(damaged);
        });
    }
}
