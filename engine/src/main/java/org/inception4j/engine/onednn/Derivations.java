package org.inception4j.engine.onednn;

import java.util.ArrayList;
import java.util.List;

/** Steps that derive weights from others: run once when they are new, and again whenever their sources have changed. */
final class Derivations implements AutoCloseable {
    private final List<Step> pending = new ArrayList<>();
    private final List<Bound> settled = new ArrayList<>();

    private record Bound(Workspace workspace, Workspace.Bound[] steps) {
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
        if (pending.isEmpty()) {
            return;
        }
        Workspace workspace = new Workspace(MemoryPlanner.plan(pending, List.of()));
        Bound bound = new Bound(workspace, workspace.bind(pending));
        pending.clear();
        settled.add(bound);
        bound.run();
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
