package org.inception4j.vision;

/** The order of the three values of a pixel in the network's input. */
public enum ChannelOrder {
    RGB,
    /** As Caffe's networks want it. */
    BGR
}
