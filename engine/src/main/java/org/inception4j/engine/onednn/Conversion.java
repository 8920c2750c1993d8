package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_SCALES;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.engine.onednn.Step.Argument;

/** Brings an edge's value into other numbers. */
final class Conversion {
    private Conversion() {}

    /**
     * Between floating point and 8 bits the numbers are divided by or multiplied with what a step is worth. Both values are
     * dense and in one order, so that numbers can be taken one after another.
     */
    static void emit(Compilation c, Edge edge, Value from, Value to) {
        boolean fromBytes = from.layout().element().isByte();
        boolean scales = fromBytes != to.layout().element().isByte();
        int scaled = fromBytes ? DNNL_ARG_FROM : DNNL_ARG_TO;
        List<PostOp> postOps = scales ? List.of(new PostOp.Scale(scaled, 0)) : List.of();
        String label = edge.name() + "/convert";
        for (Band band : c.bands(edge)) {
            Value source = inOneRow(c, c.part(from, band));
            Value result = inOneRow(c, c.part(to, band));
            Primitive primitive = Pointwise.reorder(c.kernels(), label, source.layout(), result.layout(), postOps);
            List<Argument> arguments = new ArrayList<>();
            arguments.add(new Argument(DNNL_ARG_FROM, source));
            arguments.add(new Argument(DNNL_ARG_TO, result));
            if (scales) {
                Value scale = c.constant(edge.quantum().scale());
                arguments.add(new Argument(DNNL_ARG_ATTR_SCALES | scaled, scale));
            }
            c.emit(band, label, primitive, arguments.toArray(Argument[]::new));
        }
    }

    private static Value inOneRow(Compilation c, Value value) {
        Layout layout = value.layout();
        return value.view(Layout.dense(c.kernels().handles(), layout.element(), layout.elements()));
    }
}
