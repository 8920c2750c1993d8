package org.inception4j.engine.onednn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Gives the values of a schedule their offsets in one block of memory, so that two share bytes only when no stage between the
 * first and last use of one touches the other. What one lane has for itself, as scratchpads, shares them from step to step.
 */
final class MemoryPlanner {
    /** A page: primitives like their operands aligned, and neighbours that do not share cache lines. */
    private static final long ALIGNMENT = 4096;

    private final Map<Value, Span> spans = new IdentityHashMap<>();

    /** The tick of each stage's first steps. */
    private final List<Integer> begins = new ArrayList<>();

    private int ticks;

    /** When a step runs: those of one lane follow each other tick by tick, those of several lanes only stage by stage. */
    private record Moment(int stage, int tick, int lane) {}

    /** From first to last use, and the bytes needed in that time. */
    private static final class Span {
        /** In place of a lane's number. */
        static final int SEVERAL_LANES = -1;

        final Value value;
        Moment first;
        Moment last;
        int lane;
        long offset = -1;
        long bytes;

        Span(Value value, Moment moment) {
            this.value = value;
            this.first = moment;
            this.last = moment;
            this.lane = moment.lane;
        }

        void touch(Moment moment) {
            first = moment.tick < first.tick ? moment : first;
            last = moment.tick > last.tick ? moment : last;
            lane = moment.lane == lane ? lane : SEVERAL_LANES;
        }

        /** The larger first; of equal ones the earlier, then by name. */
        int compareByBytes(Span other) {
            int byBytes = Long.compare(other.bytes, bytes);
            int byTime = byBytes != 0 ? byBytes : Integer.compare(first.tick, other.first.tick);
            return byTime != 0 ? byTime : value.name().compareTo(other.value.name());
        }

        boolean meets(Span other) {
            return lane != SEVERAL_LANES && lane == other.lane
                    ? first.tick <= other.last.tick && other.first.tick <= last.tick
                    : first.stage <= other.last.stage && other.first.stage <= last.stage;
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

    /** Plans stages. */
    static Plan plan(Schedule schedule, Collection<Value> kept) {
        MemoryPlanner planner = new MemoryPlanner();
        schedule.stages().forEach(planner::touch);
        planner.begins.add(planner.ticks);
        Moment begin = new Moment(0, 0, Span.SEVERAL_LANES);
        Moment end = new Moment(schedule.stages().size(), planner.ticks, Span.SEVERAL_LANES);
        for (Value value : kept) {
            planner.touch(value, begin);
            planner.touch(value, end);
        }
        return planner.place(schedule.lanes());
    }

    private void touch(List<List<Step>> stage) {
        int most = 0;
        for (int lane = 0; lane < stage.size(); lane++) {
            List<Step> steps = stage.get(lane);
            most = Math.max(most, steps.size());
            for (int i = 0; i < steps.size(); i++) {
                Moment moment = new Moment(begins.size(), ticks + i, lane);
                steps.get(i).values().forEach(value -> touch(value, moment));
            }
        }
        begins.add(ticks);
        ticks += most;
    }

    private void touch(Value value, Moment moment) {
        if (!value.inWorkspace()) {
            return;
        }
        Span span = spans.computeIfAbsent(value.base(), base -> new Span(base, moment));
        span.touch(moment);
        span.bytes = Math.max(span.bytes, aligned(value.base().layout().bytes()));
    }

    /** Largest first, each at the lowest place that is free for its whole span: within a few percent of the best. */
    private Plan place(int lanes) {
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
                least(lanes),
                order.stream().mapToLong(span -> span.bytes).sum());
    }

    private static void insert(Span span, List<Span> placedByOffset) {
        int index = placedByOffset.size();
        while (index > 0 && placedByOffset.get(index - 1).offset > span.offset) {
            index--;
        }
        placedByOffset.add(index, span);
    }

    private long least(int lanes) {
        long[] shared = new long[begins.size()];
        long[][] own = new long[lanes][ticks + 1];
        for (Span span : spans.values()) {
            boolean isShared = span.lane == Span.SEVERAL_LANES;
            long[] live = isShared ? shared : own[span.lane];
            int last = isShared ? span.last.stage : span.last.tick;
            for (int i = isShared ? span.first.stage : span.first.tick; i <= last; i++) {
                live[i] += span.bytes;
            }
        }
        return IntStream.range(0, begins.size())
                .mapToLong(stage -> shared[stage]
                        + Arrays.stream(own)
                                .mapToLong(lane -> most(lane, stage))
                                .sum())
                .max()
                .orElse(0);
    }

    /** The most that a lane has for itself in some step of a stage. */
    private long most(long[] live, int stage) {
        int end = stage + 1 < begins.size() ? begins.get(stage + 1) : ticks;
        return IntStream.range(begins.get(stage), end)
                .mapToLong(tick -> live[tick])
                .max()
                .orElse(0);
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
