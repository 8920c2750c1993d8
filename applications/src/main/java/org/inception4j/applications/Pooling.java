package org.inception4j.applications;

import org.inception4j.model.zoo.Top;

/** Keras' {@code pooling}: what becomes of the last feature map when there is no classifier on top. */
public enum Pooling {
    /** It comes out as it is. */
    NONE(Top.NONE),
    /** The mean of each channel. */
    AVG(Top.AVERAGE),
    /** The largest number of each channel. */
    MAX(Top.MAX);

    private final Top top;

    Pooling(Top top) {
        this.top = top;
    }

    Top top() {
        return top;
    }
}
