package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_SCALES;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_sub;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;

/** Brings an edge's value into other numbers. Values are dense and in one order, so that numbers can be taken one after another. */
final class Conversion {
    private final Compilation c;
    private final Edge edge;
    private final String label;

    private Conversion(Compilation c, Edge edge, String kind) {
        this.c = c;
        this.edge = edge;
        this.label = edge.name() + "/" + kind;
    }

    /** Between floating point and 8 bits the numbers are divided by or multiplied with what a step is worth. */
    static void emit(Compilation c, Edge edge, Value from, Value to) {
        Conversion conversion = new Conversion(c, edge, "convert");
        boolean fromBytes = from.layout().element().isByte();
        if (fromBytes == to.layout().element().isByte()) {
            conversion.emit(from, to, List.of());
        } else {
            int scaled = fromBytes ? DNNL_ARG_FROM : DNNL_ARG_TO;
            Value scale = c.constant(edge.quantum().scale());
            List<PostOp> scaling = List.of(new PostOp.Scale(scaled, 0));
            conversion.emit(from, to, scaling, new Argument(DNNL_ARG_ATTR_SCALES | scaled, scale));
        }
    }

    /** The low half is what the value is above the high one. */
    static Halves split(Compilation c, Edge edge, Value from) {
        Conversion conversion = new Conversion(c, edge, "split");
        Value high = Value.of(edge.name() + "/high", c.layout(edge, Element.BF16));
        Value low = Value.of(edge.name() + "/low", c.layout(edge, Element.BF16));
        conversion.emit(from, high, List.of());
        conversion.emitMissing(high, from, low);
        return new Halves(high, low);
    }

    /** As the negative of what the high half is above the value: the library has fast code only for that order of the two. */
    private void emitMissing(Value high, Value whole, Value low) {
        List<PostOp> negative = Functions.linear(-1, 0).fused();
        for (Band band : c.bands(edge)) {
            Value left = inOneRow(c.part(high, band));
            Value right = inOneRow(c.part(whole, band));
            Value result = inOneRow(c.part(low, band));
            Primitive primitive = Pointwise.binary(
                    c.kernels(), label, dnnl_binary_sub, left.layout(), right.layout(), result.layout(), negative);
            c.emit(
                    band,
                    label,
                    primitive,
                    new Argument(DNNL_ARG_SRC_0, left),
                    new Argument(DNNL_ARG_SRC_1, right),
                    new Argument(DNNL_ARG_DST, result));
        }
    }

    private void emit(Value from, Value to, List<PostOp> postOps, Argument... more) {
        for (Band band : c.bands(edge)) {
            Value source = inOneRow(c.part(from, band));
            Value result = inOneRow(c.part(to, band));
            List<Argument> arguments = new ArrayList<>(List.of(more));
            arguments.add(new Argument(DNNL_ARG_FROM, source));
            arguments.add(new Argument(DNNL_ARG_TO, result));
            Primitive primitive = Pointwise.reorder(c.kernels(), label, source.layout(), result.layout(), postOps);
            c.emit(band, label, primitive, arguments.toArray(Argument[]::new));
        }
    }

    private Value inOneRow(Value value) {
        Layout layout = value.layout();
        return value.view(Layout.dense(c.kernels().handles(), layout.element(), layout.elements()));
    }
}
