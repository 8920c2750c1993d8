package org.inception4j.engine.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Steps that derive weights from others: run once when they are new, and again whenever their sources have changed. */
final class Derivations implements AutoCloseable {
    private final List<Step> pending = new ArrayList<>();
    private final List<Bound> settled = new ArrayList<>();

    private record Bound(Workspace workspace, List<Step> steps, Workspace.Bound[] bound) {
        static Bound of(List<Step> steps) {
            Workspace workspace = new Workspace(MemoryPlanner.plan(steps, List.of()));
            return new Bound(workspace, steps, workspace.bind(steps));
        }

        void run(Consumer<Step> done) {
            for (int i = 0; i < bound.length; i++) {
                bound[i].run(Step.Call.NONE);
                done.accept(steps.get(i));
            }
        }
    }

    void add(Step step) {
        pending.add(step);
    }

    /** Runs what was added since the last time. */
    void settle() {
        if (!pending.isEmpty()) {
            Bound bound = Bound.of(takePending());
            settled.add(bound);
            bound.run(_ -> {});
        }
    }

    /**
     * Runs what was added since the last time, and keeps nothing to run it again: for sources that do not change.
     *
     * @param done is told of each step that has run
     */
    void settleForGood(Consumer<Step> done) {
        runOnce(takePending(), done);
    }

    /** As {@link #settleForGood(Consumer)}, by all threads, where no step needs what another one makes. */
    void settleForGood(Crew crew, Consumer<Step> done) {
        List<Step> steps = takePending();
        crew.share(steps.size(), step -> {
            OpenMp.useThreads(1);
            runOnce(List.of(steps.get(step)), done);
        });
    }

    private List<Step> takePending() {
        List<Step> taken = List.copyOf(pending);
        pending.clear();
        return taken;
    }

    /** What a step needs for itself goes when it has run: hundreds of them need as much as a few. */
    private static void runOnce(List<Step> steps, Consumer<Step> done) {
        Bound bound = Bound.of(steps);
        try (Workspace _ = bound.workspace()) {
            bound.run(done);
        }
    }

    /** Runs all again, in the order in which they were added. */
    void run() {
        settled.forEach(bound -> bound.run(_ -> {}));
    }

    @Override
    public void close() {
        settled.forEach(bound -> bound.workspace().close());
        settled.clear();
    }
}
