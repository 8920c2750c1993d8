package org.inception4j.engine.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inception4j.model.Node;
import org.inception4j.model.Shape;

/** A model as a list of steps over numbered slots, each of which holds one value of the graph. */
final class Program {
    /** Where a node's result lies, and where the numbers before its activation lie: the same slot if it has none. */
    record Place(int output, int beforeActivation) {}

    private final List<Step> steps = new ArrayList<>();
    private final List<Shape> slots = new ArrayList<>();
    private final Set<Integer> learning = new HashSet<>();
    private final Map<Node, Place> places = new HashMap<>();

    /** A new slot that is filled from outside. */
    int slot(Shape shape) {
        slots.add(shape);
        return slots.size() - 1;
    }

    /** Adds a step and gives the slot of its result. */
    int add(Operation operation, List<Integer> inputs, Shape shape) {
        int output = slot(shape);
        boolean matters = operation.learns() || inputs.stream().anyMatch(learning::contains);
        if (matters) {
            learning.add(output);
        }
        steps.add(new Step(operation, inputs, output, matters));
        return output;
    }

    void place(Node node, Place place) {
        places.put(node, place);
    }

    Place place(Node node) {
        return places.get(node);
    }

    List<Step> steps() {
        return steps;
    }

    /** Empty slots for one run. */
    Batch[] values() {
        return new Batch[slots.size()];
    }

    /** Computes every slot and keeps it. */
    void forward(Batch[] values, int count, Pass pass) {
        for (Step step : steps) {
            step.forward(values, Batch.zeros(count, slots.get(step.output())), pass);
        }
    }

    /** Computes every slot and forgets each as soon as nothing needs it any more, except those of {@code kept}. */
    void answer(Batch[] values, int count, Set<Integer> kept, Pass pass) {
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i)
                    .forward(values, Batch.zeros(count, slots.get(steps.get(i).output())), pass);
            for (int slot : steps.get(i).slots()) {
                if (!kept.contains(slot) && !usedAfter(i, slot)) {
                    values[slot] = null;
                }
            }
        }
    }

    /** From the slopes that are there, computes all others, and adds to the gradients of the weights. */
    void backward(Batch[] values, Batch[] slopes, Pass pass) {
        for (Step step : steps.reversed()) {
            if (step.matters() && slopes[step.output()] != null) {
                step.inputs().forEach(slot -> slope(slopes, slot, values[slot].count()));
                step.operation().backward(step.ends(values), step.ends(slopes), pass);
                slopes[step.output()] = null;
            }
        }
    }

    /** The slope of a slot, zeros at first. */
    Batch slope(Batch[] slopes, int slot, int count) {
        if (slopes[slot] == null) {
            slopes[slot] = Batch.zeros(count, slots.get(slot));
        }
        return slopes[slot];
    }

    /** The most bytes that {@link #answer} holds at one time. */
    long workspaceBytes(int count, Set<Integer> kept) {
        Set<Integer> live = new HashSet<>();
        long most = 0;
        for (int i = 0; i < steps.size(); i++) {
            int now = i;
            live.addAll(steps.get(i).slots());
            most = Math.max(
                    most,
                    live.stream().mapToLong(slot -> slots.get(slot).elements()).sum());
            live.removeIf(slot -> !kept.contains(slot) && !usedAfter(now, slot));
        }
        return most * count * Double.BYTES;
    }

    /** The bytes of all values, which a step keeps, and of their slopes. */
    long trainingBytes(int count) {
        return 2 * slots.stream().mapToLong(Shape::elements).sum() * count * Double.BYTES;
    }

    private boolean usedAfter(int index, int slot) {
        return steps.subList(index + 1, steps.size()).stream().anyMatch(step -> step.uses(slot));
    }
}
