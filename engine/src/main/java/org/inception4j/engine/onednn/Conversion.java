package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_SCALES;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

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

    static Halves split(Compilation c, Edge edge, Value from) {
        Halves halves = new Halves(
                Value.of(edge.name() + "/high", c.layout(edge, Element.BF16)),
                Value.of(edge.name() + "/low", c.layout(edge, Element.BF16)));
        List<Part> parts = c.bands(edge).stream().map(Part::of).toList();
        parts.forEach(part ->
                c.emit(part(c, halves, part).splitHigh(c.kernels(), part, edge.name(), c.part(from, part.rows()))));
        parts.forEach(part ->
                c.emit(part(c, halves, part).splitLow(c.kernels(), part, edge.name(), c.part(from, part.rows()))));
        return halves;
    }

    private static Halves part(Compilation c, Halves whole, Part part) {
        return new Halves(c.part(whole.high(), part.rows()), c.part(whole.low(), part.rows()));
    }

    private void emit(Value from, Value to, List<PostOp> postOps, Argument... more) {
        for (Band band : c.bands(edge)) {
            Value source = c.part(from, band).inOneRow(c.kernels().handles());
            Value result = c.part(to, band).inOneRow(c.kernels().handles());
            List<Argument> arguments = new ArrayList<>(List.of(more));
            arguments.add(new Argument(DNNL_ARG_FROM, source));
            arguments.add(new Argument(DNNL_ARG_TO, result));
            Primitive primitive = Pointwise.reorder(c.kernels(), label, source.layout(), result.layout(), postOps);
            c.emit(band, label, primitive, arguments.toArray(Argument[]::new));
        }
    }
}
