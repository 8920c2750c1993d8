package org.inception4j.formats.onnx;

/** The numbers of the fields of {@code onnx.proto} that are written or read, by message. */
final class Fields {
    private Fields() {}

    /** {@code ModelProto}. */
    static final class OfModel {
        static final int IR_VERSION = 1;
        static final int PRODUCER_NAME = 2;
        static final int PRODUCER_VERSION = 3;
        static final int GRAPH = 7;
        static final int OPSET_IMPORT = 8;
        static final int METADATA = 14;
        static final int FUNCTIONS = 25;

        private OfModel() {}
    }

    /** {@code OperatorSetIdProto}. */
    static final class OfOpset {
        static final int DOMAIN = 1;
        static final int VERSION = 2;

        private OfOpset() {}
    }

    /** {@code StringStringEntryProto}. */
    static final class OfEntry {
        static final int KEY = 1;
        static final int VALUE = 2;

        private OfEntry() {}
    }

    /** {@code GraphProto}. */
    static final class OfGraph {
        static final int NODE = 1;
        static final int NAME = 2;
        static final int INITIALIZER = 5;
        static final int INPUT = 11;
        static final int OUTPUT = 12;
        static final int SPARSE_INITIALIZER = 15;

        private OfGraph() {}
    }

    /** {@code NodeProto}. */
    static final class OfNode {
        static final int INPUT = 1;
        static final int OUTPUT = 2;
        static final int NAME = 3;
        static final int OP_TYPE = 4;
        static final int ATTRIBUTE = 5;
        static final int DOMAIN = 7;

        private OfNode() {}
    }

    /** {@code AttributeProto}. */
    static final class OfAttribute {
        static final int NAME = 1;
        static final int F = 2;
        static final int I = 3;
        static final int S = 4;
        static final int T = 5;
        static final int FLOATS = 7;
        static final int INTS = 8;
        static final int TYPE = 20;

        private OfAttribute() {}
    }

    /** {@code TensorProto}. */
    static final class OfTensor {
        static final int DIMS = 1;
        static final int DATA_TYPE = 2;
        static final int FLOAT_DATA = 4;
        static final int INT32_DATA = 5;
        static final int INT64_DATA = 7;
        static final int NAME = 8;
        static final int RAW_DATA = 9;
        static final int DOUBLE_DATA = 10;
        static final int EXTERNAL_DATA = 13;
        static final int DATA_LOCATION = 14;

        private OfTensor() {}
    }

    /** {@code ValueInfoProto} and, in {@code TYPE}, {@code TypeProto}, its {@code Tensor}, {@code TensorShapeProto}, {@code Dimension}. */
    static final class OfValue {
        static final int NAME = 1;
        static final int TYPE = 2;
        static final int TENSOR_TYPE = 1;
        static final int ELEMENT_TYPE = 1;
        static final int SHAPE = 2;
        static final int DIM = 1;
        static final int DIM_VALUE = 1;
        static final int DIM_PARAM = 2;

        private OfValue() {}
    }
}
