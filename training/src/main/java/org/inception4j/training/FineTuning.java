package org.inception4j.training;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.classifier.Classifier;
import org.inception4j.model.Activation;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.Layer;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.WeightSpec;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;

/** A trained network made ready for other classes: the same body, a new last Dense or 1x1 Conv2D, no auxiliary heads. */
public final class FineTuning {
    private FineTuning() {}

    /**
     * Where fine-tuning starts.
     *
     * @param head name of the layer that was made anew
     */
    public record Start(Model model, Weights weights, String head) {}

    /** From a classifier, with the input size that it has. */
    public static Start from(Classifier base, int classes, long seed) {
        return from(base.model(), base.weights(), classes, seed);
    }

    /** @param imageSize height and width of the input; 0: those that the classifier has */
    static Start from(Classifier base, int imageSize, int classes, long seed) {
        Shape own = base.model().input().shape();
        Shape input = imageSize > 0 ? Shape.of(imageSize, imageSize, own.channels()) : own;
        return from(base.model(), base.weights(), input, classes, seed);
    }

    /** With the input size that the network has. */
    public static Start from(Model model, Weights weights, int classes, long seed) {
        return from(model, weights, model.input().shape(), classes, seed);
    }

    /**
     * The last Dense before the first output, or the last Conv2D of 1x1 where that tells the classes apart, gets a unit for each
     * class and weights drawn by the seed; every other layer keeps its name and weights.
     *
     * @param input shape of a picture; another one than the network's works where the network ends in global pooling
     */
    public static Start from(Model model, Weights weights, Shape input, int classes, long seed) {
        Model main = model.withOutputs(List.of(model.output()));
        Node head = head(main);
        Rebuilding rebuilding = new Rebuilding(main, head, input, classes);
        Model changed = rebuilding.model();
        return new Start(changed, rebuilding.weights(changed, weights, seed), main.name(head));
    }

    /** What stands between the layer that tells the classes apart and the output may change no number of classes. */
    private static Node head(Model model) {
        Node node = model.output().node();
        while (keepsClasses(node)) {
            node = node.inputs().getFirst();
        }
        if (resized(node.layer(), 1).isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: ends in %s, a %s, where fine-tuning needs a Dense or a Conv2D of 1x1; give another network"
                            .formatted(
                                    model.name(),
                                    model.name(node),
                                    node.layer().getClass().getSimpleName()));
        }
        return node;
    }

    private static boolean keepsClasses(Node node) {
        return switch (node.layer()) {
            case Activation _, Dropout _, GlobalAveragePooling2D _ -> true;
            case Flatten _ ->
                node.shape().channels() == node.inputShapes().getFirst().channels();
            default -> false;
        };
    }

    /** The layer with a unit for each class; empty if it is none that could tell them apart. */
    private static Optional<Layer> resized(Layer layer, int classes) {
        return Optional.ofNullable(
                switch (layer) {
                    case Dense dense -> dense.withUnits(classes);
                    case Conv2D conv
                    when conv.kernelSize().equals(Size.ONE) && conv.groups() == 1 -> conv.withFilters(classes);
                    default -> null;
                });
    }

    /** Applies every layer again, with other inputs or units where wanted. */
    private static final class Rebuilding {
        private final Model model;
        private final Node head;
        private final Shape input;
        private final int classes;
        private final Map<Node, Node> rebuilt = new IdentityHashMap<>();

        Rebuilding(Model model, Node head, Shape input, int classes) {
            this.model = model;
            this.head = head;
            this.input = input;
            this.classes = classes;
        }

        Model model() {
            model.nodes().forEach(node -> rebuilt.put(node, again(node)));
            List<Node> inputs = model.inputs().stream().map(rebuilt::get).toList();
            Output output =
                    Output.of(model.output().name(), rebuilt.get(model.output().node()));
            Map<String, Node> blocks = new LinkedHashMap<>();
            model.blocks().forEach((name, end) -> blocks.put(name, rebuilt.get(end)));
            return Model.of(model.name(), inputs, List.of(output)).withBlocks(blocks);
        }

        private Node again(Node node) {
            Node[] inputs = node.inputs().stream().map(rebuilt::get).toArray(Node[]::new);
            if (node == head) {
                return resized(node.layer(), classes)
                        .orElseThrow()
                        .named(model.name(node))
                        .on(inputs);
            }
            return switch (node.layer()) {
                case Input _ -> new Input(input).named(model.name(node)).on();
                case Layer _ -> node.instance().on(inputs);
            };
        }

        /** Layers without a name of their own may have got another one by losing the heads: weights go by node. */
        Weights weights(Model changed, Weights before, long seed) {
            Map<String, Tensor> tensors =
                    new LinkedHashMap<>(Weights.initialise(changed, seed).tensors());
            for (Node node : model.nodes()) {
                if (node != head) {
                    copy(model.weights(node), changed.weights(rebuilt.get(node)), before, tensors);
                }
            }
            return Weights.of(tensors).forModel(changed);
        }

        private static void copy(
                List<WeightSpec> from, List<WeightSpec> to, Weights before, Map<String, Tensor> tensors) {
            for (int i = 0; i < from.size(); i++) {
                tensors.put(to.get(i).name(), before.get(from.get(i).name()));
            }
        }
    }
}
