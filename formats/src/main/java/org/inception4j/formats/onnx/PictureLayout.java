package org.inception4j.formats.onnx;

/** The order of a picture's axes, behind the batch, at the inputs and outputs of a graph. */
public enum PictureLayout {
    /** (channels, height, width): what ONNX computes in and what most of its users give. */
    NCHW,
    /** (height, width, channels): as decoders give pictures, and as TensorFlow and this library have them. */
    NHWC
}
