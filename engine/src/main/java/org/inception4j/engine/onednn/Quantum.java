package org.inception4j.engine.onednn;

import org.inception4j.engine.Quantization;

/** How a value is kept in 8 bits: with or without sign, and what one step is worth. */
record Quantum(Element element, float scale) {
    static Quantum of(Quantization.Range range) {
        return new Quantum(range.signed() ? Element.S8 : Element.U8, range.scale());
    }
}
