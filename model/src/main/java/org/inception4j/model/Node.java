package org.inception4j.model;

import java.util.List;

/** One use of a layer: its inputs and the shape that comes out. Immutable; two nodes are equal only if they are the same. */
public final class Node {
    private final LayerInstance instance;
    private final List<Node> inputs;
    private final Shape shape;

    Node(LayerInstance instance, List<Node> inputs) {
        this.instance = instance;
        this.inputs = inputs;
        this.shape = shapeAtPlace();
    }

    public LayerInstance instance() {
        return instance;
    }

    public Layer layer() {
        return instance.layer();
    }

    public List<Node> inputs() {
        return inputs;
    }

    public List<Shape> inputShapes() {
        return inputs.stream().map(Node::shape).toList();
    }

    /** The shape of one example, without the batch. */
    public Shape shape() {
        return shape;
    }

    private Shape shapeAtPlace() {
        try {
            return layer().outputShape(inputShapes());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(instance.place() + ": " + wrong.getMessage(), wrong);
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException(
                    instance.place() + ": has more numbers than can be counted; give smaller shapes", overflow);
        }
    }

    @Override
    public String toString() {
        return instance.place() + " " + shape;
    }
}
