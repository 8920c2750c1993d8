package org.inception4j.formats.caffe;

import java.util.List;
import java.util.Optional;
import org.inception4j.formats.WeightMatch;
import org.inception4j.formats.WeightsException;
import org.inception4j.model.Model;
import org.inception4j.tensor.Weights;

/**
 * A network as Caffe saved it.
 *
 * @param place what messages call the file
 * @param name its own name, which may be empty
 * @param layers in the order of the file, those without weights too
 */
public record CaffeNet(String place, String name, List<CaffeLayer> layers) {
    public CaffeNet {
        layers = List.copyOf(layers);
    }

    /** The layer of this name that has weights. */
    public Optional<CaffeLayer> withWeights(String layerName) {
        return layers.stream()
                .filter(layer ->
                        layer.name().equals(layerName) && !layer.blobs().isEmpty())
                .findFirst();
    }

    /** Holds the file against a model: layers belong together by their names. */
    public WeightMatch match(Model model) {
        return new Matching(this, model).match();
    }

    /**
     * The weights of the model, in its names and its order of axes. Layers of the file that the model does not have are left
     * out; {@link #match} lists them.
     *
     * @throws WeightsException if a weight of the model is not in the file or has another shape there
     */
    public Weights toWeights(Model model) throws WeightsException {
        return match(model).complete();
    }
}
