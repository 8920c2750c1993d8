package org.inception4j.formats.caffe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.inception4j.formats.protobuf.MessageReader;
import org.inception4j.tensor.Tensor;

/** The messages {@code LayerParameter} and {@code V1LayerParameter}, which say the same under other numbers. */
final class LayerReader {
    /** The numbers of the fields in {@code caffe.proto}; 0 is no number. */
    enum Fields {
        TODAY(1, 2, 3, 4, 7, 139, 0),
        OF_2014(4, 5, 2, 3, 6, 0, 1);

        private final int name;
        private final int type;
        private final int bottom;
        private final int top;
        private final int blobs;
        private final int batchNorm;
        private final int oldest;

        Fields(int name, int type, int bottom, int top, int blobs, int batchNorm, int oldest) {
            this.name = name;
            this.type = type;
            this.bottom = bottom;
            this.top = top;
            this.blobs = blobs;
            this.batchNorm = batchNorm;
            this.oldest = oldest;
        }
    }

    private static final int BATCH_NORM_EPSILON = 3;
    private static final int MAX_BLOBS = 1000;
    private static final float DEFAULT_EPSILON = 1e-5f;

    /** The values of {@code V1LayerParameter.LayerType}, in the order of their numbers. */
    private static final List<String> TYPES_OF_2014 = List.of(
            "None Accuracy BNLL Concat Convolution Data Dropout EuclideanLoss Flatten HDF5Data HDF5Output Im2col ImageData"
                    .concat(
                            " InfogainLoss InnerProduct LRN MultinomialLogisticLoss Pooling ReLU Sigmoid Softmax SoftmaxWithLoss")
                    .concat(
                            " Split TanH WindowData Eltwise Power SigmoidCrossEntropyLoss HingeLoss MemoryData ArgMax Threshold")
                    .concat(" DummyData Slice MVN AbsVal Silence ContrastiveLoss Exp Deconvolution")
                    .split(" "));

    private final MessageReader message;
    private final Fields fields;
    private final int number;
    private final List<String> bottoms = new ArrayList<>();
    private final List<String> tops = new ArrayList<>();
    private final List<Tensor> blobs = new ArrayList<>();
    private String name = "";
    private String type = "";
    private float epsilon = DEFAULT_EPSILON;

    LayerReader(MessageReader message, Fields fields, int number) {
        this.message = message;
        this.fields = fields;
        this.number = number;
    }

    CaffeLayer read() throws IOException {
        message.at(place());
        message.nested(this::field);
        return new CaffeLayer(name, type, bottoms, tops, blobs, epsilon);
    }

    private void field(int field) throws IOException {
        if (!message.hasLength()) {
            number(field);
        } else if (field == fields.name) {
            name = message.text();
            message.at(place());
        } else if (field == fields.type) {
            type = message.text();
        } else if (field == fields.bottom) {
            bottoms.add(message.text());
        } else if (field == fields.top) {
            tops.add(message.text());
        } else if (field == fields.blobs) {
            blob();
        } else if (field == fields.batchNorm) {
            message.nested(this::batchNormField);
        } else if (field == fields.oldest) {
            throw message.refused(
                    "is of Caffe's first format of 2013", "convert it by Caffe's upgrade_net_proto_binary");
        } else {
            message.skip();
        }
    }

    /** The type was a number in 2014. */
    private void number(int field) {
        if (fields == Fields.OF_2014 && field == fields.type) {
            int value = (int) message.whole();
            type = value >= 0 && value < TYPES_OF_2014.size() ? TYPES_OF_2014.get(value) : "type " + value;
        } else {
            message.skip();
        }
    }

    private void blob() throws IOException {
        if (blobs.size() == MAX_BLOBS) {
            throw message.refused("has more than %d blobs".formatted(MAX_BLOBS), "give a network");
        }
        message.at("%s, blob %d".formatted(place(), blobs.size()));
        blobs.add(new BlobReader(message).read());
        message.at(place());
    }

    private void batchNormField(int field) {
        if (field == BATCH_NORM_EPSILON && !message.hasLength()) {
            epsilon = message.float32();
        } else {
            message.skip();
        }
    }

    private String place() {
        return "layer " + (name.isEmpty() ? "number " + number : name);
    }
}
