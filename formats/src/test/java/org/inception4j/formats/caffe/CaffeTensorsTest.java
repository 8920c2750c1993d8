package org.inception4j.formats.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inception4j.formats.caffe.CaffeBytes.counting;
import static org.inception4j.formats.caffe.CaffeBytes.layer;
import static org.inception4j.formats.caffe.CaffeBytes.layerOf2014;
import static org.inception4j.formats.caffe.CaffeBytes.net;
import static org.inception4j.formats.caffe.CaffeBytes.netOf2014;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.TensorEntry;
import org.inception4j.formats.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaffeTensorsTest {
    @TempDir
    private Path folder;

    @Test
    void listsBlobsByTheirLayers() throws IOException {
        Path path = folder.resolve("n.caffemodel");
        Files.write(
                path,
                net(
                        layer("conv1", "Convolution", counting(2, 1, 1, 1), counting(2)),
                        layer("conv1", "Convolution", counting(3)),
                        layer("relu", "ReLU")));
        CaffeTensors file = CaffeTensors.open(path);
        assertThat(file.entries())
                .containsExactly(
                        new TensorEntry("conv1[0]", "float32", List.of(2L, 1L, 1L, 1L)),
                        new TensorEntry("conv1[1]", "float32", List.of(2L)));
        assertThat(file.metadata()).isEqualTo(Map.of("name", "a net", "layers", "3"));
        assertThat(file.read("conv1[1]").toArray()).containsExactly(0, 1);
        assertThatThrownBy(() -> file.read("conv1[2]"))
                .isInstanceOf(WeightsException.class)
                .hasMessage(path + ": has no tensor conv1[2]; did you mean conv1[0]?");
    }

    @Test
    void isRecognisedByTheOrderOfItsFields() {
        assertThat(looksLike(net(layer("a", "ReLU")))).isTrue();
        assertThat(looksLike(netOf2014(layerOf2014("a", 4, counting(1))))).isTrue();
        assertThat(looksLike(CaffeBytes.message(out -> out.writeString(1, "only a name"))))
                .isFalse();
        byte[] node = CaffeBytes.message(out -> out.writeString(1, "a TensorFlow node"));
        assertThat(looksLike(CaffeBytes.message(out -> {
                    out.writeByteArray(1, node);
                    out.writeByteArray(1, node);
                })))
                .isFalse();
        assertThat(looksLike(CaffeBytes.message(out -> out.writeInt64(1, 8)))).isFalse();
        assertThat(looksLike(new byte[] {(byte) 0xa2, 6, 5})) // a layer of five bytes that are not there
                .isFalse();
        assertThat(looksLike("a text of some length".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(looksLike(new byte[0])).isFalse();
        assertThat(looksLike(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}))
                .isFalse();
    }

    private static boolean looksLike(byte[] bytes) {
        return CaffeTensors.looksLike(MemorySegment.ofArray(bytes), Path.of("x"));
    }
}
