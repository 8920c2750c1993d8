package org.inception4j.formats.onnx;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inception4j.formats.onnx.Fields.OfAttribute;
import org.inception4j.formats.onnx.Fields.OfGraph;
import org.inception4j.formats.onnx.Fields.OfNode;
import org.inception4j.formats.onnx.Fields.OfTensor;
import org.inception4j.formats.onnx.Fields.OfValue;
import org.inception4j.tensor.Weights;

/** A graph as the message {@code GraphProto}. */
final class GraphMessage {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int FLOATS = 6;
    private static final int INTS = 7;

    private final Weights weights;

    GraphMessage(Weights weights) {
        this.weights = weights;
    }

    ProtoMessage of(Graph graph) throws IOException {
        ProtoMessage message = new ProtoMessage();
        for (Operator operator : graph.operators()) {
            message.message(OfGraph.NODE, node(operator));
        }
        message.text(OfGraph.NAME, graph.name());
        for (GraphTensor tensor : graph.tensors().values()) {
            message.message(OfGraph.INITIALIZER, tensor(tensor));
        }
        for (GraphValue input : graph.inputs()) {
            message.message(OfGraph.INPUT, value(input));
        }
        for (GraphValue output : graph.outputs()) {
            message.message(OfGraph.OUTPUT, value(output));
        }
        return message;
    }

    private static ProtoMessage node(Operator operator) throws IOException {
        ProtoMessage message = new ProtoMessage();
        for (String input : operator.inputs()) {
            message.text(OfNode.INPUT, input);
        }
        for (String output : operator.outputs()) {
            message.text(OfNode.OUTPUT, output);
        }
        message.text(OfNode.NAME, operator.name()).text(OfNode.OP_TYPE, operator.type());
        // sorted, so that the same model gives the same bytes
        for (Map.Entry<String, Attribute> entry : new TreeMap<>(operator.attributes()).entrySet()) {
            message.message(OfNode.ATTRIBUTE, attribute(entry.getKey(), entry.getValue()));
        }
        return message;
    }

    private static ProtoMessage attribute(String name, Attribute attribute) throws IOException {
        ProtoMessage message = new ProtoMessage().text(OfAttribute.NAME, name);
        return switch (attribute) {
            case Attribute.Whole(long value) ->
                message.whole(OfAttribute.I, value).whole(OfAttribute.TYPE, INT);
            case Attribute.Real(float value) ->
                message.real(OfAttribute.F, value).whole(OfAttribute.TYPE, FLOAT);
            case Attribute.Text(String value) ->
                message.text(OfAttribute.S, value).whole(OfAttribute.TYPE, STRING);
            case Attribute.Wholes(List<Long> values) -> {
                for (long value : values) {
                    message.whole(OfAttribute.INTS, value);
                }
                yield message.whole(OfAttribute.TYPE, INTS);
            }
            case Attribute.Reals(List<Float> values) -> {
                for (float value : values) {
                    message.real(OfAttribute.FLOATS, value);
                }
                yield message.whole(OfAttribute.TYPE, FLOATS);
            }
            case Attribute.Numbers _, Attribute.Other _ ->
                throw new IllegalStateException(name + ": no operator that is written has such an attribute");
        };
    }

    private ProtoMessage tensor(GraphTensor tensor) throws IOException {
        ProtoMessage message = new ProtoMessage();
        for (long size : tensor.sizes()) {
            message.whole(OfTensor.DIMS, size);
        }
        message.whole(OfTensor.DATA_TYPE, tensor.type()).text(OfTensor.NAME, tensor.name());
        return switch (tensor.content()) {
            case GraphTensor.Raw(MemorySegment bytes) ->
                message.bytes(OfTensor.RAW_DATA, bytes.byteSize(), () -> bytes);
            case GraphTensor.Weight(String weight) ->
                message.bytes(
                        OfTensor.RAW_DATA,
                        tensor.elements() * Float.BYTES,
                        () -> WeightOrder.toOnnx(weights.get(weight), tensor.sizes()));
            case GraphTensor.External _ ->
                throw new IllegalStateException(tensor.name() + ": nothing is written beside the file");
        };
    }

    private static ProtoMessage value(GraphValue value) throws IOException {
        ProtoMessage shape = new ProtoMessage();
        for (GraphValue.Dimension size : value.sizes()) {
            ProtoMessage dimension = new ProtoMessage();
            shape.message(
                    OfValue.DIM,
                    size.name().isEmpty()
                            ? dimension.whole(OfValue.DIM_VALUE, size.size())
                            : dimension.text(OfValue.DIM_PARAM, size.name()));
        }
        ProtoMessage tensor =
                new ProtoMessage().whole(OfValue.ELEMENT_TYPE, value.type()).message(OfValue.SHAPE, shape);
        return new ProtoMessage()
                .text(OfValue.NAME, value.name())
                .message(OfValue.TYPE, new ProtoMessage().message(OfValue.TENSOR_TYPE, tensor));
    }
}
