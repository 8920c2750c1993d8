package org.inception4j.engine.onednn;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Compiled steps for one batch size. Threads may run it at once: each run borrows a workspace. */
final class Program implements AutoCloseable {
    private final Handles handles;
    private final List<Step> steps;
    private final Schedule schedule;
    private final MemoryPlanner.Plan plan;
    private final int threads;
    private final Room room;
    private final ConcurrentLinkedDeque<Ready> idle = new ConcurrentLinkedDeque<>();

    /** A workspace with the steps bound to it, by stage and lane. */
    private record Ready(Workspace workspace, Workspace.Bound[][][] stages, Meeting meeting) {}

    /**
     * {@code kept} are tensors that are written before the first step or read after the last; {@code handles} goes over.
     *
     * @param threads of the library in each lane
     */
    Program(Handles handles, Schedule schedule, Collection<Value> kept, int threads) {
        this(handles, schedule, kept, threads, null);
    }

    /** @param room where its values lie, one run at a time; null for memory of their own for each run */
    Program(Handles handles, Schedule schedule, Collection<Value> kept, int threads, Room room) {
        this.room = room;
        this.handles = handles;
        this.schedule = schedule;
        this.steps = schedule.stages().stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .toList();
        this.plan = MemoryPlanner.plan(schedule, kept);
        this.threads = threads;
    }

    long workspaceBytes() {
        return plan.bytes();
    }

    MemoryPlanner.Plan memory() {
        return plan;
    }

    /** How often the lanes wait for each other; 0 for one lane. */
    int meetings() {
        return lanes() == 1 ? 0 : schedule.stages().size();
    }

    List<Step> steps() {
        return steps;
    }

    int lanes() {
        return schedule.lanes();
    }

    /** What a run does with the memory of the tensors before and after the steps. */
    interface Access {
        void with(Workspace memory);
    }

    /** Runs it in the calling thread, all lanes by turns. */
    void run(Step.Call call, Access before, Access after) {
        run(call, before, after, null);
    }

    /** Runs it with one thread of the crew in each lane, or in the calling thread where the crew has other work. */
    void run(Step.Call call, Access before, Access after, Crew crew) {
        Ready ready = idle.pollFirst();
        if (ready == null) {
            ready = prepare();
        }
        try {
            before.with(ready.workspace());
            if (crew == null || !together(ready, call, crew)) {
                alone(ready, call);
            }
            after.with(ready.workspace());
        } finally {
            idle.addFirst(ready);
        }
    }

    private void alone(Ready ready, Step.Call call) {
        OpenMp.useThreads(threads);
        for (Workspace.Bound[][] stage : ready.stages()) {
            for (Workspace.Bound[] lane : stage) {
                run(lane, call);
            }
        }
    }

    private boolean together(Ready ready, Step.Call call, Crew crew) {
        Meeting meeting = ready.meeting();
        meeting.begin();
        return crew.run(lane -> {
            OpenMp.useThreads(threads);
            try {
                boolean going = true;
                for (int stage = 0; going && stage < ready.stages().length; stage++) {
                    run(ready.stages()[stage][lane], call);
                    going = meeting.arrive(lane);
                }
            } catch (Throwable failure) {
                meeting.cancel();
                throw failure;
            }
        });
    }

    private static void run(Workspace.Bound[] steps, Step.Call call) {
        for (Workspace.Bound step : steps) {
            step.run(call);
        }
    }

    private Ready prepare() {
        Workspace workspace = new Workspace(plan, room);
        return new Ready(workspace, workspace.bind(schedule), new Meeting(schedule.lanes()));
    }

    @Override
    public void close() {
        for (Ready ready = idle.pollFirst(); ready != null; ready = idle.pollFirst()) {
            ready.workspace().close();
        }
        handles.close();
    }

    /** Where the lanes of a run wait for each other at the end of each stage. */
    private static final class Meeting {
        /** Counters of two lanes must not lie in one line of a cache. */
        private static final int APART = 32;

        private final int lanes;
        private final AtomicIntegerArray arrived;
        private volatile boolean cancelled;

        Meeting(int lanes) {
            this.lanes = lanes;
            this.arrived = new AtomicIntegerArray(lanes * APART);
        }

        void begin() {
            cancelled = false;
            for (int lane = 0; lane < lanes; lane++) {
                arrived.set(lane * APART, 0);
            }
        }

        /** Returns when all have arrived; false where some lane has failed. */
        boolean arrive(int lane) {
            int stages = arrived.get(lane * APART) + 1;
            arrived.set(lane * APART, stages);
            for (int other = 0; other < lanes; other++) {
                int looks = 0;
                while (arrived.get(other * APART) < stages && !cancelled) {
                    looks = Crew.pause(looks);
                }
            }
            return !cancelled;
        }

        /** Lets those go that wait for a lane that will not come. */
        void cancel() {
            cancelled = true;
        }
    }
}
