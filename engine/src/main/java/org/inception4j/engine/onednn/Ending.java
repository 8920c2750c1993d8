package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inception4j.engine.onednn.Step.Argument;

/**
 * What becomes of a product before it is stored: functions, then a sum with other values of its shape, then functions again.
 * Where nothing is added, there are only the first functions.
 */
record Ending(Functions functions, List<Edge> addends, Functions afterSum) {
    static final Ending NONE = of(Functions.NONE);

    Ending {
        addends = List.copyOf(addends);
    }

    static Ending of(Functions functions) {
        return new Ending(functions, List.of(), Functions.NONE);
    }

    Ending then(Functions more) {
        return adds() ? new Ending(functions, addends, afterSum.then(more)) : of(functions.then(more));
    }

    /** Functions that come after a sum stand between it and another one. */
    boolean canAdd() {
        return afterSum.isEmpty();
    }

    Ending plus(List<Edge> others) {
        return new Ending(
                functions, Stream.concat(addends.stream(), others.stream()).toList(), afterSum);
    }

    boolean adds() {
        return !addends.isEmpty();
    }

    /** With the values of the addends, of the part that is computed; {@code result} may overwrite one of them. */
    List<PostOp> postOps(List<Value> added, Value result) {
        List<PostOp> postOps = new ArrayList<>(functions.fused());
        for (Value value : added) {
            postOps.add(overwrites(result, value) ? new PostOp.Accumulate() : new PostOp.AddOther(value.layout()));
        }
        postOps.addAll(afterSum.fused());
        return postOps;
    }

    /** The addends as the primitive wants them: by their places among what it does at the end. */
    List<Argument> arguments(List<Value> added, Value result) {
        return arguments(added, result, 0);
    }

    /** The same, where the primitive does so many other things first. */
    List<Argument> arguments(List<Value> added, Value result, int before) {
        List<Argument> arguments = new ArrayList<>();
        int place = before + functions.list().size();
        for (Value value : added) {
            place++;
            if (!overwrites(result, value)) {
                arguments.add(new Argument(DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * place | DNNL_ARG_SRC_1, value));
            }
        }
        return arguments;
    }

    private static boolean overwrites(Value result, Value addend) {
        return result != null && result.base() == addend.base();
    }

    /** Emits the sum and what follows it apart from the product, where the library has no fast code for both at once. */
    void add(Compilation c, Part part, String name, Value product, List<Value> added, Value result) {
        Value first = added.getFirst(); // The one operand that the library lets the result overwrite.
        List<Value> others = added.subList(1, added.size());
        Ending rest = new Ending(Functions.NONE, addends.subList(1, added.size()), afterSum);
        Primitive sum = Pointwise.binary(
                c.kernels(),
                name,
                dnnl_binary_add,
                first.layout(),
                product.layout(),
                result.layout(),
                rest.postOps(others, result));
        List<Argument> arguments = rest.arguments(others, result);
        arguments.add(new Argument(DNNL_ARG_SRC_0, first));
        arguments.add(new Argument(DNNL_ARG_SRC_1, product));
        arguments.add(new Argument(DNNL_ARG_DST, result));
        c.emit(part, name + "/sum", sum, arguments.toArray(Argument[]::new));
    }
}
