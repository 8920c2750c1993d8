package org.inception4j.formats.onnx;

import java.io.IOException;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;

/** Operators of a foreign graph that look at each number, as activations. */
final class FunctionImport {
    /** Before it, softmax was taken over all axes from the given one on. */
    private static final int SOFTMAX_OF_ONE_AXIS = 13;

    private final Building building;
    private final long opset;

    FunctionImport(Building building, long opset) {
        this.building = building;
        this.opset = opset;
    }

    Value apply(Call call, ActivationFunction function) throws IOException {
        Value input = call.input(0);
        return Imports.like(
                input, building.add(Activation.of(function), Building.name(call.operator()), Imports.node(call, 0)));
    }

    Value leakyRelu(Call call) throws IOException {
        return apply(call, ActivationFunction.leakyRelu(call.real("alpha", 0.01f)));
    }

    Value elu(Call call) throws IOException {
        return apply(call, ActivationFunction.elu(call.real("alpha", 1)));
    }

    Value selu(Call call) throws IOException {
        float alpha = (float) ActivationFunction.SELU_ALPHA;
        float scale = (float) ActivationFunction.SELU_SCALE;
        if (Math.abs(call.real("alpha", alpha) - alpha) > 1e-6 || Math.abs(call.real("gamma", scale) - scale) > 1e-6) {
            throw call.refused("has constants of its own");
        }
        return apply(call, ActivationFunction.SELU);
    }

    Value gelu(Call call) throws IOException {
        if (!call.text("approximate", "none").equals("none")) {
            throw call.refused("is an approximation");
        }
        return apply(call, ActivationFunction.GELU);
    }

    Value softmax(Call call) throws IOException {
        Value input = call.input(0);
        long axis = call.whole("axis", opset < SOFTMAX_OF_ONE_AXIS ? 1 : -1);
        long counted = axis < 0 ? axis + Imports.axes(input) : axis;
        boolean row = input instanceof Value.Row(var _, var flattened) && flattened == null;
        boolean picture = input instanceof Value.Picture && opset >= SOFTMAX_OF_ONE_AXIS;
        if (!row && !picture || counted != Imports.channelAxis(input)) {
            throw call.refused("is taken over the axis %d and not over the channels".formatted(axis));
        }
        return apply(call, ActivationFunction.SOFTMAX);
    }

    /** With limits as inputs, or before opset 11 as attributes. */
    Value clip(Call call) throws IOException {
        float least = call.has(1) ? call.number(1, 0) : call.real("min", Float.NEGATIVE_INFINITY);
        float most = call.has(2) ? call.number(2, 0) : call.real("max", Float.POSITIVE_INFINITY);
        if (least == 0 && most == 6) {
            return apply(call, ActivationFunction.RELU6);
        }
        if (least == 0 && most >= Float.MAX_VALUE) {
            return apply(call, ActivationFunction.RELU);
        }
        throw call.refused("keeps numbers within %s and %s, and only 0 and 6 are known".formatted(least, most));
    }
}
