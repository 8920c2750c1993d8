package org.inception4j.engine.onednn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which steps run when: in stages that all lanes begin together, and in each stage a list of steps for each lane. The
 * parts of one operation are in one stage, the first at whose beginning all is written that they read, except what the same
 * lane writes before.
 */
record Schedule(List<List<List<Step>>> stages, int lanes) {
    /** What a step did to some bytes of a value, in which stage and lane. */
    private record Touch(long from, long to, boolean writes, int stage, int lane) {
        boolean meets(Touch other) {
            return (writes || other.writes) && from < other.to && other.from < to;
        }
    }

    /** One lane: one step a stage, so that memory is free again as soon as it can be. */
    static Schedule sequential(List<? extends Step> steps) {
        return new Schedule(
                steps.stream().map(step -> List.of(List.<Step>of(step))).toList(), 1);
    }

    static Schedule of(List<? extends Step> steps, int lanes) {
        if (lanes == 1) {
            return sequential(steps);
        }
        Map<Value, List<Touch>> touched = new IdentityHashMap<>();
        List<List<List<Step>>> stages = new ArrayList<>();
        for (List<Step> parts : operations(steps)) {
            int stage =
                    parts.stream().mapToInt(step -> stage(step, touched)).max().orElseThrow();
            while (stages.size() <= stage) {
                stages.add(empty(lanes));
            }
            for (Step step : parts) {
                stages.get(stage).get(step.lane()).add(step);
                touch(step, stage, touched);
            }
        }
        return new Schedule(stages, lanes);
    }

    /** An operation emits its parts lane by lane. Parts must not drift into different stages: lanes would take turns. */
    private static List<List<Step>> operations(List<? extends Step> steps) {
        List<List<Step>> operations = new ArrayList<>();
        int lane = Integer.MAX_VALUE;
        for (Step step : steps) {
            if (step.lane() <= lane) {
                operations.add(new ArrayList<>());
            }
            operations.getLast().add(step);
            lane = step.lane();
        }
        return operations;
    }

    private static void touch(Step step, int stage, Map<Value, List<Touch>> touched) {
        for (Value value : step.values()) {
            if (value.inWorkspace()) {
                touched.computeIfAbsent(value.base(), _ -> new ArrayList<>()).add(touch(step, value, stage));
            }
        }
    }

    private static List<List<Step>> empty(int lanes) {
        List<List<Step>> stage = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            stage.add(new ArrayList<>());
        }
        return stage;
    }

    private static int stage(Step step, Map<Value, List<Touch>> touched) {
        int stage = 0;
        for (Value value : step.values()) {
            Touch wanted = touch(step, value, 0);
            for (Touch before : touched.getOrDefault(value.base(), Collections.emptyList())) {
                if (before.meets(wanted)) {
                    stage = Math.max(stage, before.lane == step.lane() ? before.stage : before.stage + 1);
                }
            }
        }
        return stage;
    }

    private static Touch touch(Step step, Value value, int stage) {
        long from = value.offset();
        return new Touch(from, from + value.layout().bytes(), step.writes(value), stage, step.lane());
    }
}
