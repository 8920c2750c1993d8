package org.inception4j.formats.caffe;

import java.util.List;
import org.inception4j.tensor.Tensor;

/**
 * A layer as the file has it.
 *
 * @param type Caffe's name: {@code Convolution}, {@code InnerProduct}
 * @param bottoms what it takes
 * @param tops what it gives
 * @param blobs its weights in Caffe's order: of a convolution (outputs, inputs / groups, height, width), then the bias
 * @param epsilon of a BatchNorm; Caffe's default of 1e-5 for all others
 */
public record CaffeLayer(
        String name, String type, List<String> bottoms, List<String> tops, List<Tensor> blobs, float epsilon) {
    static final String BATCH_NORM = "BatchNorm";
    static final String SCALE = "Scale";

    public CaffeLayer {
        bottoms = List.copyOf(bottoms);
        tops = List.copyOf(tops);
        blobs = List.copyOf(blobs);
    }
}
