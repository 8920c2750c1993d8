package org.inception4j.engine.onednn;

import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Compiled steps for one batch size. Threads may run it at once: each run borrows a workspace. */
final class Program implements AutoCloseable {
    private final Handles handles;
    private final List<Step> steps;
    private final MemoryPlanner.Plan plan;
    private final int threads;
    private final ConcurrentLinkedDeque<Ready> idle = new ConcurrentLinkedDeque<>();

    private record Ready(Workspace workspace, Workspace.Bound[] steps) {}

    /** {@code kept} are tensors that are written before the first step or read after the last; {@code handles} goes over. */
    Program(Handles handles, List<Step> steps, Collection<Value> kept, int threads) {
        this.handles = handles;
        this.steps = List.copyOf(steps);
        this.plan = MemoryPlanner.plan(steps, kept);
        this.threads = threads;
    }

    long workspaceBytes() {
        return plan.bytes();
    }

    List<Step> steps() {
        return steps;
    }

    /** What a run does with the memory of the tensors before and after the steps. */
    interface Access {
        void with(Memory memory);
    }

    /** Where a tensor is in the workspace of one run. */
    interface Memory {
        MemorySegment of(Value value);
    }

    void run(Step.Call call, Access before, Access after) {
        OpenMp.useThreads(threads);
        Ready ready = idle.pollFirst();
        if (ready == null) {
            ready = prepare();
        }
        try {
            before.with(ready.workspace()::memory);
            for (Workspace.Bound step : ready.steps()) {
                step.run(call);
            }
            after.with(ready.workspace()::memory);
        } finally {
            idle.addFirst(ready);
        }
    }

    private Ready prepare() {
        Workspace workspace = new Workspace(plan);
        return new Ready(workspace, workspace.bind(steps));
    }

    @Override
    public void close() {
        for (Ready ready = idle.pollFirst(); ready != null; ready = idle.pollFirst()) {
            ready.workspace().close();
        }
        handles.close();
    }
}
