package org.inception4j.formats.caffe;

import static org.inception4j.formats.caffe.CaffeBytes.blobOf2014;
import static org.inception4j.formats.caffe.CaffeBytes.counting;
import static org.inception4j.formats.caffe.CaffeBytes.layer;
import static org.inception4j.formats.caffe.CaffeBytes.layerOf2014;
import static org.inception4j.formats.caffe.CaffeBytes.net;
import static org.inception4j.formats.caffe.CaffeBytes.netOf2014;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.formats.Fuzz;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Flatten;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaffeFuzzTest {
    @TempDir
    private Path folder;

    @Test
    void answersDamageWithARefusal() throws IOException {
        byte[] today = net(
                layer("conv", "Convolution", counting(4, 3, 5, 5), counting(4)),
                layer("fc", "InnerProduct", counting(2, 256), counting(2)));
        byte[] old = netOf2014(
                layerOf2014("conv", 4, counting(4, 3, 5, 5), blobOf2014(1, 1, 1, 4, 1, 2, 3, 4)),
                layerOf2014("fc", 14, counting(2, 256), counting(2)));
        Model model = Sequential.of(
                "m",
                Shape.of(12, 12, 3),
                List.of(
                        Conv2D.of(4, 5).named("conv"),
                        new Flatten().named("flatten"),
                        Dense.of(2).named("fc")));
        Fuzz.of(today, old).check(folder, damaged -> Fuzz.readAll(CaffeTensors.open(damaged), model));
    }
}
