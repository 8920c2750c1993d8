package org.inception4j.engine.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the values of a schedule their offsets in one block of memory, so that two share bytes only when no stage between the
 * first and last use of one touches the other.
 */
final class MemoryPlanner {
    /** A page: primitives like their operands aligned, and neighbours that do not share cache lines. */
    private static final long ALIGNMENT = 4096;

    private final Map<Value, Span> spans = new IdentityHashMap<>();

    /** Stages from first to last use, and the bytes needed in that time. */
    private static final class Span {
        final Value value;
        int first;
        int last;
        long offset = -1;
        long bytes;

        Span(Value value, int first) {
            this.value = value;
            this.first = first;
            this.last = first;
        }

        /** The larger first; of equal ones that of the earlier stage, then by name. */
        int compareByBytes(Span other) {
            int byBytes = Long.compare(other.bytes, bytes);
            int byStage = byBytes != 0 ? byBytes : Integer.compare(first, other.first);
            return byStage != 0 ? byStage : value.name().compareTo(other.value.name());
        }

        boolean meets(Span other) {
            return first <= other.last && other.first <= last;
        }
    }

    /**
     * Where each value starts, and how many bytes hold them all.
     *
     * @param least the bytes of those values that live at the same time when most do: no plan needs fewer
     * @param separate the bytes of all of them
     */
    record Plan(Map<Value, Long> offsets, long bytes, long least, long separate) {}

    /** Plans steps one after another; {@code kept} are written before the first or read after the last step. */
    static Plan plan(List<? extends Step> steps, Collection<Value> kept) {
        return plan(Schedule.sequential(steps), kept);
    }

    /** Plans stages: what is used in one stage by several lanes shares nothing. */
    static Plan plan(Schedule schedule, Collection<Value> kept) {
        MemoryPlanner planner = new MemoryPlanner();
        int stages = schedule.stages().size();
        for (int i = 0; i < stages; i++) {
            int stage = i;
            schedule.stages().get(i).stream()
                    .flatMap(List::stream)
                    .flatMap(step -> step.values().stream())
                    .forEach(value -> planner.touch(value, stage));
        }
        for (Value value : kept) {
            planner.touch(value, 0);
            planner.touch(value, stages);
        }
        return planner.place();
    }

    private void touch(Value value, int stage) {
        if (!value.inWorkspace()) {
            return;
        }
        Span span = spans.computeIfAbsent(value.base(), base -> new Span(base, stage));
        span.first = Math.min(span.first, stage);
        span.last = Math.max(span.last, stage);
        span.bytes = Math.max(span.bytes, aligned(value.base().layout().bytes()));
    }

    /** Largest first, each at the lowest place that is free for its whole span: within a few percent of the best. */
    private Plan place() {
        List<Span> order = new ArrayList<>(spans.values());
        order.sort(Span::compareByBytes);
        List<Span> placed = new ArrayList<>();
        Map<Value, Long> offsets = new IdentityHashMap<>();
        long bytes = 0;
        for (Span span : order) {
            span.offset = lowest(span, placed);
            insert(span, placed);
            offsets.put(span.value, span.offset);
            bytes = Math.max(bytes, span.offset + span.bytes);
        }
        return new Plan(
                offsets,
                bytes,
                least(),
                order.stream().mapToLong(span -> span.bytes).sum());
    }

    private static void insert(Span span, List<Span> placedByOffset) {
        int index = placedByOffset.size();
        while (index > 0 && placedByOffset.get(index - 1).offset > span.offset) {
            index--;
        }
        placedByOffset.add(index, span);
    }

    private long least() {
        int stages = spans.values().stream().mapToInt(span -> span.last).max().orElse(0) + 1;
        long[] live = new long[stages];
        for (Span span : spans.values()) {
            for (int stage = span.first; stage <= span.last; stage++) {
                live[stage] += span.bytes;
            }
        }
        return Arrays.stream(live).max().orElse(0);
    }

    private static long lowest(Span span, List<Span> placedByOffset) {
        long offset = 0;
        for (Span other : placedByOffset) {
            if (!other.meets(span)) {
                continue;
            }
            if (offset + span.bytes <= other.offset) {
                return offset;
            }
            offset = Math.max(offset, other.offset + other.bytes);
        }
        return offset;
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
