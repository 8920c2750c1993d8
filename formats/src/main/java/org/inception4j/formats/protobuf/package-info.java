/** Protocol buffers in mapped memory: Caffe's, ONNX's and TensorFlow's files are such. */
package org.inception4j.formats.protobuf;
