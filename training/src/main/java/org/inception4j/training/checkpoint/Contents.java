package org.inception4j.training.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.inception4j.training.callback.CallbackState;
import org.inception4j.training.callback.EpochLog;

/** A checkpoint as a header, which becomes JSON, and the numbers that it lists. */
record Contents(Header header, List<MemorySegment> numbers) {
    private static final String WEIGHTS = "weights";
    private static final String SLOTS = "slots";
    private static final String AVERAGE = "average";
    private static final String CALLBACK = "callback ";

    /** Public, as the section is, because JSON is read and written by reflection. */
    public record Header(
            Map<String, String> facts,
            Position position,
            EpochTotals totals,
            float learningRate,
            String stopped,
            List<EpochLog> history,
            Map<String, Map<String, String>> callbacks,
            List<Section> sections) {}

    /** Numbers of one owner under a name, one section after another. */
    public record Section(String owner, String name, List<Integer> shape) {}

    static Contents of(Checkpoint checkpoint) {
        List<Section> sections = new ArrayList<>();
        List<MemorySegment> numbers = new ArrayList<>();
        add(WEIGHTS, checkpoint.weights(), sections, numbers);
        checkpoint.slots().forEach(slot -> add(new Section(SLOTS, "", flat(slot)), slot, sections, numbers));
        checkpoint.average().ifPresent(each -> add(new Section(AVERAGE, "", flat(each)), each, sections, numbers));
        checkpoint.callbacks().forEach((key, state) -> add(CALLBACK + key, state.weights(), sections, numbers));
        return new Contents(header(checkpoint, sections), numbers);
    }

    private static Header header(Checkpoint checkpoint, List<Section> sections) {
        Map<String, Map<String, String>> callbacks = new LinkedHashMap<>();
        checkpoint.callbacks().forEach((key, state) -> callbacks.put(key, state.values()));
        return new Header(
                checkpoint.facts(),
                checkpoint.position(),
                checkpoint.totals(),
                checkpoint.learningRate(),
                checkpoint.stopped(),
                checkpoint.history(),
                callbacks,
                sections);
    }

    private static void add(String owner, Weights weights, List<Section> sections, List<MemorySegment> numbers) {
        weights.tensors()
                .forEach((name, tensor) ->
                        add(new Section(owner, name, tensor.shape().sizes()), tensor.data(), sections, numbers));
    }

    private static void add(Section section, MemorySegment data, List<Section> sections, List<MemorySegment> numbers) {
        sections.add(section);
        numbers.add(data);
    }

    private static List<Integer> flat(MemorySegment data) {
        return List.of(Math.toIntExact(data.byteSize() / Float.BYTES));
    }

    /** The reverse of {@link #of}; {@code data} begins with the first section. */
    static Checkpoint checkpoint(Header header, MemorySegment data) {
        Map<String, Map<String, Tensor>> named = new LinkedHashMap<>();
        List<MemorySegment> slots = new ArrayList<>();
        Optional<MemorySegment> average = Optional.empty();
        long offset = 0;
        for (Section section : header.sections) {
            Shape shape = new Shape(section.shape);
            Tensor tensor = new Tensor(shape, data.asSlice(offset, shape.elements() * Float.BYTES));
            offset += tensor.data().byteSize();
            switch (section.owner) {
                case SLOTS -> slots.add(tensor.data());
                case AVERAGE -> average = Optional.of(tensor.data());
                default ->
                    named.computeIfAbsent(section.owner, _ -> new LinkedHashMap<>())
                            .put(section.name, tensor);
            }
        }
        Map<String, CallbackState> callbacks = new LinkedHashMap<>();
        header.callbacks.forEach(
                (key, values) -> callbacks.put(key, new CallbackState(values, weights(named, CALLBACK + key))));
        return new Checkpoint(
                header.facts,
                header.position,
                header.totals,
                header.learningRate,
                header.stopped,
                header.history,
                callbacks,
                weights(named, WEIGHTS),
                slots,
                average);
    }

    private static Weights weights(Map<String, Map<String, Tensor>> named, String owner) {
        return Weights.of(named.getOrDefault(owner, Map.of()));
    }
}
