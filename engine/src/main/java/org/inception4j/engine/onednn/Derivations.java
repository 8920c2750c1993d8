package org.inception4j.engine.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Steps that derive weights from others: run once when they are new, and again whenever their sources have changed. */
final class Derivations implements AutoCloseable {
    private final List<Step> pending = new ArrayList<>();
    private final List<Bound> settled = new ArrayList<>();

    private record Bound(Workspace workspace, Workspace.Bound[] steps) {
        static Bound of(List<Step> steps) {
            Workspace workspace = workspaceFor(steps);
            return new Bound(workspace, workspace.bind(steps));
        }

        void run() {
            for (Workspace.Bound step : steps) {
                step.run(Step.Call.NONE);
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
            bound.run();
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

    /** Each step is bound when its turn comes, so that {@code done} may let go of what only it needed. */
    private static void runOnce(List<Step> steps, Consumer<Step> done) {
        if (steps.isEmpty()) {
            return;
        }
        try (Workspace workspace = workspaceFor(steps)) {
            for (Step step : steps) {
                workspace.bind(List.of(step))[0].run(Step.Call.NONE);
                done.accept(step);
            }
        }
    }

    private static Workspace workspaceFor(List<Step> steps) {
        return new Workspace(MemoryPlanner.plan(steps, List.of()));
    }

    /** Runs all again, in the order in which they were added. */
    void run() {
        settled.forEach(Bound::run);
    }

    @Override
    public void close() {
        settled.forEach(bound -> bound.workspace().close());
        settled.clear();
    }
}
