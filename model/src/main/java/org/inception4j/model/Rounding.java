package org.inception4j.model;

/** What becomes of the last window of a pooling layer when it does not fit wholly. */
public enum Rounding {
    /** It is left out (Keras, and PyTorch by default). */
    FLOOR,
    /** It is kept and looks at what there is (Caffe, PyTorch's {@code ceil_mode}); it must start inside picture and left padding. */
    CEIL
}
