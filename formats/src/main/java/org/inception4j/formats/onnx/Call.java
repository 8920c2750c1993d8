package org.inception4j.formats.onnx;

import java.io.IOException;
import java.util.List;
import org.inception4j.formats.FormatException;

/** An operator of a foreign graph with what its inputs stand for. Whatever does not fit is refused by name. */
final class Call {
    private static final int MAX_WHOLES = 4096;

    private final String place;
    private final Operator operator;
    private final List<Value> inputs;
    private final TensorNumbers numbers;

    /** @param inputs null where an optional one is left out */
    Call(String place, Operator operator, List<Value> inputs, TensorNumbers numbers) {
        this.place = place;
        this.operator = operator;
        this.inputs = inputs;
        this.numbers = numbers;
    }

    Operator operator() {
        return operator;
    }

    String type() {
        return operator.type();
    }

    List<Value> inputs() {
        return inputs;
    }

    boolean has(int input) {
        return input < inputs.size() && inputs.get(input) != null;
    }

    Value input(int input) throws FormatException {
        if (!has(input)) {
            throw refused("has no input %d".formatted(input));
        }
        return inputs.get(input);
    }

    /** A picture with its channels first, as ONNX's operators on pictures take it. */
    Value.Picture picture() throws FormatException {
        if (input(0) instanceof Value.Picture picture && picture.channelsFirst()) {
            return picture;
        }
        throw refused("takes what is no picture with its channels first");
    }

    GraphTensor known(int input) throws FormatException {
        if (input(input) instanceof Value.Known(GraphTensor tensor)) {
            return tensor;
        }
        throw refused("computes its input %d, which is to be known".formatted(input));
    }

    List<Long> wholes(int input) throws IOException {
        return numbers.wholes(known(input), MAX_WHOLES);
    }

    /** The only number of a tensor, or what stands for one that is left out. */
    float number(int input, float absent) throws IOException {
        if (!has(input)) {
            return absent;
        }
        GraphTensor tensor = known(input);
        if (tensor.sizes().stream().anyMatch(size -> size != 1)) {
            throw refused("takes the sizes %s for one number".formatted(tensor.sizes()));
        }
        return numbers.read(tensor).get(0);
    }

    long whole(String name, long absent) throws FormatException {
        return switch (operator.attributes().get(name)) {
            case null -> absent;
            case Attribute.Whole(long value) -> value;
            default -> throw wrong(name);
        };
    }

    boolean flag(String name, boolean absent) throws FormatException {
        return whole(name, absent ? 1 : 0) != 0;
    }

    float real(String name, float absent) throws FormatException {
        return switch (operator.attributes().get(name)) {
            case null -> absent;
            case Attribute.Real(float value) -> value;
            default -> throw wrong(name);
        };
    }

    String text(String name, String absent) throws FormatException {
        return switch (operator.attributes().get(name)) {
            case null -> absent;
            case Attribute.Text(String value) -> value;
            default -> throw wrong(name);
        };
    }

    boolean hasAttribute(String name) {
        return operator.attributes().containsKey(name);
    }

    /** So many whole numbers, each below 2^31 and not negative. */
    int[] sizes(String name, int... absent) throws FormatException {
        List<Long> values = wholes(name);
        if (values == null) {
            return absent;
        }
        if (values.size() != absent.length) {
            throw refused("has %d numbers as %s and needs %d".formatted(values.size(), name, absent.length));
        }
        int[] sizes = new int[absent.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = size(name, values.get(i));
        }
        return sizes;
    }

    /** Null if there is no such attribute. */
    List<Long> wholes(String name) throws FormatException {
        return switch (operator.attributes().get(name)) {
            case null -> null;
            case Attribute.Wholes(List<Long> values) -> values;
            case Attribute.Other _ -> List.of(); // an empty list says nothing of its kind
            default -> throw wrong(name);
        };
    }

    int size(String what, long value) throws FormatException {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw refused("has %d as %s".formatted(value, what));
        }
        return (int) value;
    }

    private FormatException wrong(String name) {
        return refused("has an attribute %s of another kind".formatted(name));
    }

    /** @param problem the rest of a sentence that begins with the operator */
    FormatException refused(String problem) {
        String name = operator.name().isEmpty() ? String.join(", ", operator.outputs()) : operator.name();
        return new FormatException(
                "%s: %s: the operator %s".formatted(place, name, operator.type()),
                problem,
                "give a network of the operators that layers of this library stand for");
    }
}
