package org.inception4j.model.anatomy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.LayerInstance;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;
import org.inception4j.model.Size;

/** Networks in which one layer has one property otherwise. */
final class Mutations {
    /** A property of a layer changed. */
    record Mutation(String layer, String property, Layer changed) {}

    private Mutations() {}

    /** All that a layer lets itself be made into by changing one component of it. */
    static List<Mutation> of(Model model, Node node) {
        List<Mutation> mutations = new ArrayList<>();
        RecordComponent[] components = node.layer().getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            try {
                Object[] values = values(node.layer());
                Object changed = changed(values[i]);
                if (changed != null) {
                    values[i] = changed;
                    Layer layer = (Layer)
                            node.layer().getClass().getDeclaredConstructors()[0].newInstance(values);
                    mutations.add(new Mutation(model.name(node), components[i].getName(), layer));
                }
            } catch (ReflectiveOperationException refused) {
                continue;
            }
        }
        return mutations;
    }

    private static Object[] values(Layer layer) throws ReflectiveOperationException {
        RecordComponent[] components = layer.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getAccessor().invoke(layer);
        }
        return values;
    }

    private static Object changed(Object value) {
        return switch (value) {
            case Integer number -> number + 2;
            case Float number -> number / 2 + 0.125f;
            case Boolean truth -> !truth;
            case Size size -> Size.of(size.height() + 2, size.width() + 2);
            case Padding.Explicit _ -> Padding.SAME;
            case Padding _ -> Padding.of(1);
            case Rounding rounding -> rounding == Rounding.CEIL ? Rounding.FLOOR : Rounding.CEIL;
            case ActivationFunction function ->
                function.equals(ActivationFunction.RELU) ? ActivationFunction.LINEAR : ActivationFunction.RELU;
            case Initializer _ -> new Initializer.Constant(0.75f);
            default -> null;
        };
    }

    /** The same graph with the layer changed; refused where later layers do not fit any more. */
    static Model apply(Model model, Mutation mutation) {
        Map<Node, Node> copies = new HashMap<>();
        Map<LayerInstance, LayerInstance> instances = new HashMap<>();
        for (Node node : model.nodes()) {
            String name = model.name(node);
            Layer layer = name.equals(mutation.layer()) ? mutation.changed() : node.layer();
            Node[] inputs = node.inputs().stream().map(copies::get).toArray(Node[]::new);
            copies.put(
                    node,
                    instances
                            .computeIfAbsent(node.instance(), _ -> layer.named(name))
                            .on(inputs));
        }
        List<Output> outputs = model.outputs().stream()
                .map(output ->
                        new Output(output.name(), copies.get(output.node()), output.lossWeight(), output.auxiliary()))
                .toList();
        return Model.of(model.name(), model.inputs().stream().map(copies::get).toList(), outputs);
    }
}
