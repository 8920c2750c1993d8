package org.inception4j.formats.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.formats.onnx.Fields.OfEntry;
import org.inception4j.formats.onnx.Fields.OfGraph;
import org.inception4j.formats.onnx.Fields.OfModel;
import org.inception4j.formats.onnx.Fields.OfNode;
import org.inception4j.formats.onnx.Fields.OfOpset;
import org.inception4j.formats.onnx.Fields.OfValue;
import org.inception4j.formats.protobuf.MessageReader;

/** The message {@code ModelProto} and those in it. */
final class ModelReader {
    /** The largest published networks have some thousands. */
    private static final int MAX_OPERATORS = 20_000;

    private static final int MAX_TENSORS = 100_000;

    private final MessageReader reader;
    private final AttributeReader attributes;
    private long irVersion;
    private String producer = "";
    private String producerVersion = "";
    private long opset;
    private Graph graph;
    private final Map<String, String> metadata = new LinkedHashMap<>();

    ModelReader(MessageReader reader) {
        this.reader = reader;
        this.attributes = new AttributeReader(reader);
    }

    OnnxModel read() throws IOException {
        reader.fields(number -> {
            switch (number) {
                case OfModel.IR_VERSION -> irVersion = reader.whole();
                case OfModel.PRODUCER_NAME -> producer = reader.text();
                case OfModel.PRODUCER_VERSION -> producerVersion = reader.text();
                case OfModel.GRAPH -> graph = graph();
                case OfModel.OPSET_IMPORT -> opset();
                case OfModel.METADATA -> metadata();
                default -> reader.skip();
            }
        });
        if (graph == null || irVersion == 0) {
            throw reader.refused("has no graph", "give an ONNX file");
        }
        return new OnnxModel(irVersion, producer, producerVersion, opset, graph, metadata);
    }

    private void opset() throws IOException {
        long[] version = {0};
        String[] domain = {""};
        reader.nested(number -> {
            switch (number) {
                case OfOpset.DOMAIN -> domain[0] = reader.text();
                case OfOpset.VERSION -> version[0] = reader.whole();
                default -> reader.skip();
            }
        });
        if (ofOnnx(domain[0])) {
            opset = version[0];
        }
    }

    private static boolean ofOnnx(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }

    private void metadata() throws IOException {
        String[] entry = {"", ""};
        reader.nested(number -> {
            switch (number) {
                case OfEntry.KEY -> entry[0] = reader.text();
                case OfEntry.VALUE -> entry[1] = reader.text();
                default -> reader.skip();
            }
        });
        if (metadata.size() < MAX_TENSORS) {
            metadata.put(entry[0], entry[1]);
        }
    }

    private Graph graph() throws IOException {
        String[] name = {""};
        List<Operator> operators = new ArrayList<>();
        Map<String, GraphTensor> tensors = new LinkedHashMap<>();
        List<GraphValue> inputs = new ArrayList<>();
        List<GraphValue> outputs = new ArrayList<>();
        reader.nested(number -> {
            switch (number) {
                case OfGraph.NAME -> name[0] = reader.text();
                case OfGraph.NODE -> reader.add(operators, operator(), MAX_OPERATORS);
                case OfGraph.INITIALIZER -> put(tensors, attributes.tensor());
                case OfGraph.INPUT -> reader.add(inputs, value(), MAX_TENSORS);
                case OfGraph.OUTPUT -> reader.add(outputs, value());
                case OfGraph.SPARSE_INITIALIZER ->
                    throw reader.refused("has sparse tensors, which are not read", "export it with dense ones");
                default -> reader.skip();
            }
        });
        return new Graph(name[0], operators, tensors, inputs, outputs);
    }

    private void put(Map<String, GraphTensor> tensors, GraphTensor tensor) throws IOException {
        if (tensors.size() == MAX_TENSORS) {
            throw reader.refused("has more than %d tensors".formatted(MAX_TENSORS), "give a network");
        }
        if (tensors.putIfAbsent(tensor.name(), tensor) != null) {
            throw reader.refused("has two tensors named \"%s\"".formatted(tensor.name()), "export it again");
        }
    }

    private Operator operator() throws IOException {
        String[] texts = {"", "", ""};
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Attribute> given = new LinkedHashMap<>();
        reader.nested(number -> {
            switch (number) {
                case OfNode.INPUT -> reader.add(inputs, reader.text());
                case OfNode.OUTPUT -> reader.add(outputs, reader.text());
                case OfNode.NAME -> texts[0] = reader.text();
                case OfNode.OP_TYPE -> texts[1] = reader.text();
                case OfNode.DOMAIN -> texts[2] = reader.text();
                case OfNode.ATTRIBUTE -> attributes.readInto(given);
                default -> reader.skip();
            }
        });
        String type = ofOnnx(texts[2]) ? texts[1] : texts[2] + "::" + texts[1];
        return new Operator(type, texts[0], inputs, outputs, given);
    }

    private GraphValue value() throws IOException {
        String[] name = {""};
        long[] type = {0};
        List<GraphValue.Dimension> sizes = new ArrayList<>();
        reader.nested(number -> {
            switch (number) {
                case OfValue.NAME -> name[0] = reader.text();
                case OfValue.TYPE -> type(type, sizes);
                default -> reader.skip();
            }
        });
        return new GraphValue(name[0], type[0], sizes);
    }

    private void type(long[] element, List<GraphValue.Dimension> sizes) throws IOException {
        reader.nested(number -> {
            if (number != OfValue.TENSOR_TYPE) {
                reader.skip();
                return;
            }
            reader.nested(inner -> {
                switch (inner) {
                    case OfValue.ELEMENT_TYPE -> element[0] = reader.whole();
                    case OfValue.SHAPE -> shape(sizes);
                    default -> reader.skip();
                }
            });
        });
    }

    private void shape(List<GraphValue.Dimension> sizes) throws IOException {
        reader.nested(number -> {
            if (number == OfValue.DIM) {
                reader.add(sizes, dimension());
            } else {
                reader.skip();
            }
        });
    }

    private GraphValue.Dimension dimension() throws IOException {
        long[] size = {0};
        String[] name = {""};
        reader.nested(number -> {
            switch (number) {
                case OfValue.DIM_VALUE -> size[0] = reader.whole();
                case OfValue.DIM_PARAM -> name[0] = reader.text();
                default -> reader.skip();
            }
        });
        return new GraphValue.Dimension(size[0], name[0]);
    }
}
