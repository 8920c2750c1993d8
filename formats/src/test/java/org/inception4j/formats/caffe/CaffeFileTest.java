package org.inception4j.formats.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inception4j.formats.caffe.CaffeBytes.blob;
import static org.inception4j.formats.caffe.CaffeBytes.blobOf2014;
import static org.inception4j.formats.caffe.CaffeBytes.counting;
import static org.inception4j.formats.caffe.CaffeBytes.layer;
import static org.inception4j.formats.caffe.CaffeBytes.layerOf2014;
import static org.inception4j.formats.caffe.CaffeBytes.message;
import static org.inception4j.formats.caffe.CaffeBytes.net;
import static org.inception4j.formats.caffe.CaffeBytes.netOf2014;
import static org.inception4j.formats.caffe.CaffeBytes.packed;

import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaffeFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsLayersOfToday() throws IOException {
        CaffeNet net = read(net(
                layer("conv", "Convolution", counting(2, 1, 1, 3), blob(new long[] {2}, 0.5f, -0.5f)),
                layer("relu", "ReLU")));
        assertThat(net.name()).isEqualTo("a net");
        assertThat(net.layers()).extracting(CaffeLayer::name).containsExactly("conv", "relu");
        CaffeLayer conv = net.layers().getFirst();
        assertThat(conv.type()).isEqualTo("Convolution");
        assertThat(conv.bottoms()).containsExactly("conv_in");
        assertThat(conv.tops()).containsExactly("conv_out");
        assertThat(conv.blobs()).extracting(Tensor::shape).containsExactly(Shape.of(2, 1, 1, 3), Shape.of(2));
        assertThat(conv.blobs().getFirst().toArray()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(conv.blobs().getLast().toArray()).containsExactly(0.5f, -0.5f);
        assertThat(net.withWeights("relu")).isEmpty();
    }

    @Test
    void readsLayersOf2014() throws IOException {
        CaffeNet net = read(netOf2014(
                layerOf2014("loss3/classifier", 14, blobOf2014(1, 1, 2, 3, 1, 2, 3, 4, 5, 6)),
                layerOf2014("strange", 77)));
        assertThat(net.layers()).extracting(CaffeLayer::type).containsExactly("InnerProduct", "type 77");
        assertThat(net.layers().getFirst().blobs().getFirst().shape()).isEqualTo(Shape.of(1, 1, 2, 3));
    }

    /** The names of 2014 are counted; the last must be in its place. */
    @Test
    void knowsTheTypesOf2014() throws IOException {
        byte[] blob = counting(1);
        CaffeNet net = read(
                netOf2014(layerOf2014("a", 0, blob), layerOf2014("b", 4), layerOf2014("c", 20), layerOf2014("d", 39)));
        assertThat(net.layers())
                .extracting(CaffeLayer::type)
                .containsExactly("None", "Convolution", "Softmax", "Deconvolution");
    }

    @Test
    void readsNumbersHoweverTheyAreWritten() throws IOException {
        byte[] single = message(out -> {
            out.writeFloat(5, 1);
            out.writeFloat(5, 2);
        });
        byte[] inPieces = message(out -> {
            packed(out, 5, 1, 2);
            packed(out, 5, 3);
            out.writeFloat(5, 4);
        });
        byte[] doubles = message(out -> {
            out.writeTag(8, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(16);
            out.writeDoubleNoTag(0.1);
            out.writeDoubleNoTag(0.2);
            out.writeDouble(8, 0.3);
        });
        byte[] unpackedShape = message(out -> {
            out.writeByteArray(7, message(shape -> {
                shape.writeInt64(1, 2);
                shape.writeInt64(1, 1);
            }));
            packed(out, 5, 7, 8);
            packed(out, 6, 0.1f, 0.2f, 0.3f);
        });
        List<Tensor> blobs = read(net(layer("a", "Scale", single, inPieces, doubles, unpackedShape)))
                .layers()
                .getFirst()
                .blobs();
        assertThat(blobs.get(0).toArray()).containsExactly(1, 2);
        assertThat(blobs.get(1).toArray()).containsExactly(1, 2, 3, 4);
        assertThat(blobs.get(2).toArray()).containsExactly(0.1f, 0.2f, 0.3f);
        assertThat(blobs.get(3).toArray()).containsExactly(7, 8);
        assertThat(blobs.get(3).shape()).isEqualTo(Shape.of(2, 1));
    }

    @Test
    void readsTheEpsilonOfABatchNorm() throws IOException {
        byte[] layer = message(out -> {
            out.writeString(1, "bn");
            out.writeByteArray(7, counting(1));
            out.writeByteArray(139, message(parameter -> parameter.writeFloat(3, 0.001f)));
        });
        CaffeNet net = read(net(layer, layer("other", "BatchNorm")));
        assertThat(net.layers()).extracting(CaffeLayer::epsilon).containsExactly(0.001f, 1e-5f);
    }

    @Test
    void refusesShapesThatDoNotFitTheNumbers() throws IOException {
        assertRefusal(
                net(layer("inception_3a/1x1", "Convolution", blob(new long[] {2, 3}, 1, 2))),
                ": layer inception_3a/1x1, blob 0: has the shape (2, 3) and 2 numbers; copy it again");
        assertRefusal(
                net(layer("a", "Convolution", counting(1), blob(new long[] {-1, -2}, 1, 2))),
                ": layer a, blob 1: has the shape (-1, -2) and 2 numbers; copy it again");
        long huge = 1L << 62;
        assertRefusal(
                net(layer("a", "Convolution", blob(new long[] {huge, 4, huge}, 1))),
                ": layer a, blob 0: has the shape (4611686018427387904, 4, 4611686018427387904) and 1 numbers; copy it again");
        assertRefusal(
                netOf2014(layerOf2014("a", 4, blobOf2014(65536, 65536, 65536, 65536, 1))),
                ": layer a, blob 0: has the shape (65536, 65536, 65536, 65536) and 1 numbers; copy it again");
        assertRefusal(
                net(layer("a", "Convolution", message(out -> out.writeByteArray(5, new byte[7])))),
                ": layer a, blob 0: its numbers have 7 bytes, which is no multiple of 4; copy it again");
        assertRefusal(
                net(layer("a", "Convolution", blob(new long[33], 1))),
                ": layer a, blob 0: has more than 32 sizes; give a network of Caffe");
    }

    @Test
    void refusesLengthsThatLie() throws IOException {
        byte[] good = net(layer("conv", "Convolution", counting(10)));
        byte[] bad = good.clone();
        // the length of the numbers: 40 bytes from the end, behind its tag
        assertThat(bad[bad.length - 41]).isEqualTo((byte) 40);
        bad[bad.length - 41] = 41;
        assertRefusal(
                bad,
                ": layer conv, blob 0: is damaged, cut off or none of Caffe's, near byte %d of %d; copy it again"
                        .formatted(bad.length - 40, bad.length));
        assertRefusal(
                message(out -> {
                    out.writeTag(100, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                    out.writeUInt32NoTag(Integer.MAX_VALUE);
                }),
                ": layer number 0: is damaged, cut off or none of Caffe's, near byte 7 of 7; copy it again");
        assertRefusal(
                message(out -> {
                    out.writeTag(100, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                    out.writeUInt32NoTag(-5);
                }),
                ": layer number 0: is damaged, cut off or none of Caffe's, near byte 7 of 7; copy it again");
    }

    @Test
    void refusesEveryCutOffFile() throws IOException {
        byte[] good = net(
                layer("conv", "Convolution", counting(2, 1, 1, 3), counting(2)),
                layer("fc", "InnerProduct", counting(2, 2)));
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            // what ends exactly behind a layer is a whole file
            try {
                assertThat(read(cut).layers()).hasSize(1);
            } catch (WeightsException refusal) {
                assertThat(refusal).hasMessageStartingWith(file() + ": ");
            }
        }
    }

    @Test
    void survivesEveryFlippedByte() throws IOException {
        byte[] good = net(layer("conv", "Convolution", counting(2, 1, 1, 3), counting(2)));
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << bit);
                try {
                    read(bad);
                } catch (WeightsException refusal) {
                    assertThat(refusal).hasMessageStartingWith(file() + ": ");
                }
            }
        }
    }

    @Test
    void refusesWhatHoldsNoWeights() throws IOException {
        assertRefusal(new byte[0], ": is empty; copy it again");
        assertRefusal(
                net(layer("relu", "ReLU")),
                ": has 1 layers and no weights; give a .caffemodel and not a solver's state or a description");
        assertRefusal(
                "name: \"GoogleNet\"\nlayer {\n".getBytes(),
                ": is a text, none of Caffe's binary files; give a .caffemodel with weights");
    }

    @Test
    void saysWhatAFileIsInstead() throws IOException {
        assertRefusal(
                new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0},
                ": is a JPEG picture, none of Caffe's binary files; give a .caffemodel with weights");
        assertRefusal(
                new byte[] {'P', 'K', 3, 4, 10, 0},
                ": is a zip file, none of Caffe's binary files; give a .caffemodel with weights");
    }

    @Test
    void refusesTheFormatOf2013() throws IOException {
        assertRefusal(
                netOf2014(message(out -> out.writeByteArray(1, new byte[3]))),
                ": layer number 0: is of Caffe's first format of 2013; convert it by Caffe's upgrade_net_proto_binary");
    }

    @Test
    void refusesAMissingFile() {
        assertThatThrownBy(() -> CaffeFile.read(file()))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file() + ": there is no such file; check the path");
        assertThatThrownBy(() -> CaffeFile.read(folder))
                .isInstanceOf(WeightsException.class)
                .hasMessage(folder + ": is a folder; give a file");
    }

    private Path file() {
        return folder.resolve("net.caffemodel");
    }

    private CaffeNet read(byte[] bytes) throws IOException {
        return CaffeFile.read(Files.write(file(), bytes));
    }

    private void assertRefusal(byte[] bytes, String message) throws IOException {
        Files.write(file(), bytes);
        assertThatThrownBy(() -> CaffeFile.read(file()))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file() + message);
    }
}
