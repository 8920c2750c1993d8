package org.inception4j.formats.onnx;

import java.util.Map;

/**
 * The message {@code ModelProto}.
 *
 * @param opset the version of ONNX's own operators
 * @param metadata {@code metadata_props}, in the file's order
 */
record OnnxModel(
        long irVersion,
        String producer,
        String producerVersion,
        long opset,
        Graph graph,
        Map<String, String> metadata) {}
