package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.inception4j.random.CounterRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class MemoryPlannerTest {
    private static final Handles HANDLES = new Handles();

    @AfterAll
    static void close() {
        HANDLES.close();
    }

    @Test
    void reusesWhatNobodyReadsAnyMore() {
        Value a = value("a", 10_000);
        Value b = value("b", 10_000);
        Value c = value("c", 10_000);
        MemoryPlanner.Plan plan = MemoryPlanner.plan(List.of(step(a, b), step(b, c)), List.of());
        assertThat(plan.offsets().get(c)).isEqualTo(plan.offsets().get(a));
        assertThat(plan.offsets().get(b)).isNotEqualTo(plan.offsets().get(a));
        assertThat(plan.bytes()).isEqualTo(2 * 40_960);
    }

    @Test
    void keepsInputsAndOutputsForThemselves() {
        Value a = value("a", 1000);
        Value b = value("b", 1000);
        Value c = value("c", 1000);
        MemoryPlanner.Plan plan = MemoryPlanner.plan(List.of(step(a, b), step(b, c)), List.of(a, c));
        assertThat(plan.offsets().values()).doesNotHaveDuplicates();
    }

    @Test
    void givesViewsThePlaceOfTheirBase() {
        Value a = value("a", 1000);
        Value view = a.view(Layout.dense(HANDLES, Element.F32, 10), 40);
        MemoryPlanner.Plan plan = MemoryPlanner.plan(List.of(step(a), step(value("b", 1000)), step(view)), List.of());
        assertThat(plan.offsets()).hasSize(2).containsKey(a);
    }

    @Test
    void neverLetsTwoLiveTensorsShareBytes() {
        CounterRandom random = CounterRandom.of(11);
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            values.add(value("v" + i, 1 + random.nextInt(30_000)));
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            steps.add(step(values.get(random.nextInt(60)), values.get(random.nextInt(60))));
        }
        MemoryPlanner.Plan plan = MemoryPlanner.plan(steps, List.of());
        for (Value one : values) {
            for (Value other : values) {
                if (one != other && meet(steps, one, other)) {
                    assertThat(apart(plan, one, other)).isTrue();
                }
            }
        }
    }

    @Test
    void sharesWhatALaneHasForItselfFromStepToStep() {
        Value common = value("common", 1024);
        List<Value> own = List.of(value("a", 1024), value("b", 1024), value("c", 1024), value("d", 1024));
        Schedule schedule = new Schedule(
                List.of(List.of(
                        List.of(step(common, own.get(0)), step(common, own.get(1))),
                        List.of(step(common, own.get(2)), step(common, own.get(3))))),
                2);
        MemoryPlanner.Plan plan = MemoryPlanner.plan(schedule, List.of());
        assertThat(plan.offsets().get(own.get(0))).isEqualTo(plan.offsets().get(own.get(1)));
        assertThat(plan.offsets().get(own.get(2))).isEqualTo(plan.offsets().get(own.get(3)));
        assertThat(plan.bytes()).isEqualTo(3 * 4096).isEqualTo(plan.least());
        assertThat(plan.separate()).isEqualTo(5 * 4096);
    }

    /** A use of a value: in which stage and lane, and how many steps the lane has done before. */
    private record Use(int stage, int lane, int before) {}

    @Test
    void neverLetsTwoTensorsThatLanesMayUseTogetherShareBytes() {
        CounterRandom random = CounterRandom.of(12);
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            values.add(value("v" + i, 1 + random.nextInt(30_000)));
        }
        Map<Value, List<Use>> uses = new IdentityHashMap<>();
        int[] done = new int[3];
        List<List<List<Step>>> stages = new ArrayList<>();
        for (int stage = 0; stage < 12; stage++) {
            stages.add(new ArrayList<>());
            for (int lane = 0; lane < done.length; lane++) {
                List<Step> steps = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    Value one = values.get(random.nextInt(values.size()));
                    Value other = values.get(random.nextInt(values.size()));
                    Use use = new Use(stage, lane, done[lane]++);
                    List.of(one, other).forEach(value -> uses.computeIfAbsent(value, _ -> new ArrayList<>())
                            .add(use));
                    steps.add(step(one, other));
                }
                stages.getLast().add(steps);
            }
        }
        MemoryPlanner.Plan plan = MemoryPlanner.plan(new Schedule(stages, done.length), List.of());
        assertThat(plan.bytes()).isBetween(plan.least(), plan.separate() / 2);
        for (Value one : uses.keySet()) {
            for (Value other : uses.keySet()) {
                if (one != other && mayMeet(uses.get(one), uses.get(other))) {
                    assertThat(apart(plan, one, other)).isTrue();
                }
            }
        }
    }

    private static boolean mayMeet(List<Use> one, List<Use> other) {
        List<Use> all = Stream.concat(one.stream(), other.stream()).toList();
        boolean ofOneLane = all.stream().mapToInt(Use::lane).distinct().count() == 1;
        return ofOneLane ? overlap(one, other, Use::before) : overlap(one, other, Use::stage);
    }

    private static boolean overlap(List<Use> one, List<Use> other, ToIntFunction<Use> time) {
        IntSummaryStatistics first = one.stream().mapToInt(time).summaryStatistics();
        IntSummaryStatistics second = other.stream().mapToInt(time).summaryStatistics();
        return first.getMin() <= second.getMax() && second.getMin() <= first.getMax();
    }

    private static boolean meet(List<Step> steps, Value one, Value other) {
        return first(steps, one) >= 0
                && first(steps, other) >= 0
                && first(steps, one) <= last(steps, other)
                && first(steps, other) <= last(steps, one);
    }

    private static boolean apart(MemoryPlanner.Plan plan, Value one, Value other) {
        long start = plan.offsets().get(one);
        long otherStart = plan.offsets().get(other);
        return start + one.layout().bytes() <= otherStart
                || otherStart + other.layout().bytes() <= start;
    }

    private static int first(List<Step> steps, Value value) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).values().contains(value)) {
                return i;
            }
        }
        return -1;
    }

    private static int last(List<Step> steps, Value value) {
        return steps.size() - 1 - first(steps.reversed(), value);
    }

    private static Value value(String name, long floats) {
        return Value.of(name, Layout.dense(HANDLES, Element.F32, floats));
    }

    private static Step step(Value... values) {
        return new Step.Java("step", Arrays.asList(values), (memory, call) -> {});
    }
}
