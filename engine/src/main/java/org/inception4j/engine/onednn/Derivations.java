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
                run(i, done);
            }
        }

        void run(int step, Consumer<Step> done) {
            bound[step].run(Step.Call.NONE);
            done.accept(steps.get(step));
        }
    }

    void add(Step step) {
        pending.add(step);
    }

    private Bound bindPending() {
        Bound bound = Bound.of(List.copyOf(pending));
        pending.clear();
        return bound;
    }

    /** Runs what was added since the last time. */
    void settle() {
        if (!pending.isEmpty()) {
            Bound bound = bindPending();
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
        settleForGoodBy(bound -> bound.run(done));
    }

    /** As {@link #settleForGood(Consumer)}, by all threads, where no step needs what another one makes. */
    void settleForGood(Crew crew, Consumer<Step> done) {
        settleForGoodBy(bound -> crew.share(bound.steps().size(), step -> {
            OpenMp.useThreads(1);
            bound.run(step, done);
        }));
    }

    private void settleForGoodBy(Consumer<Bound> runner) {
        if (!pending.isEmpty()) {
            Bound bound = bindPending();
            try (Workspace _ = bound.workspace()) {
                runner.accept(bound);
            }
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
