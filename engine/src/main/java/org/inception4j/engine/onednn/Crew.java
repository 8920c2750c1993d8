package org.inception4j.engine.onednn;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * The threads of an inference plan: the caller's, and one more for each further core, which wait for it. They share out what is
 * to be done themselves, a part of the batch or of a picture for each, and the library runs alone in each of them: so they
 * meet a few times a picture, and not twice in every one of a hundred layers.
 */
final class Crew implements AutoCloseable {
    /** Looks before a thread goes to sleep: about a millisecond, as long as the longest stage of a large picture. */
    private static final int LOOKS = 20_000;

    private final Member[] members;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean closed;

    /** What each thread does; {@code lane} counts from 0, which is the caller. */
    interface Task {
        void run(int lane);
    }

    /** One call's task, until all threads have done it. */
    private static final class Job {
        final Task task;
        final AtomicInteger left;
        volatile Throwable failure;

        Job(Task task, int others) {
            this.task = task;
            this.left = new AtomicInteger(others);
        }

        void run(int lane) {
            try {
                task.run(lane);
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
    }

    /** For this many threads, the caller's included; the others start with the first task. */
    Crew(int lanes) {
        this.members = new Member[lanes - 1];
    }

    /** Runs the task in all lanes at once, and true; false, with nothing done, where another call has the crew. */
    boolean run(Task task) {
        if (members.length == 0 || !busy.compareAndSet(false, true)) {
            return false;
        }
        try {
            together(task);
            return true;
        } finally {
            busy.set(false);
        }
    }

    /**
     * Does so many things, each by whichever thread is free: one that was held up does fewer. Alone where another call has the
     * crew; what one of them throws comes out here, and the rest is left.
     */
    void share(int count, IntConsumer thing) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        Task task = _ -> {
            try {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    thing.accept(i);
                }
            } catch (RuntimeException thrown) {
                failure.compareAndSet(null, thrown);
                next.set(count);
            }
        };
        if (count == 1 || !run(task)) {
            task.run(0);
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private void together(Task task) {
        Job job = new Job(task, members.length);
        for (int i = 0; i < members.length; i++) {
            if (members[i] == null) {
                members[i] = new Member(i + 1);
                members[i].start();
            }
            members[i].take(job);
        }
        job.run(0);
        int looks = 0;
        while (job.left.get() > 0) {
            looks = pause(looks);
        }
        if (job.failure != null) {
            throw new IllegalStateException("oneDNN: " + job.failure.getMessage(), job.failure);
        }
    }

    /**
     * Between two looks at what another thread will soon bring about: spins at first, and sleeps when that takes long, since
     * where the machine has other work to do spinning would only delay it.
     */
    static int pause(int looks) {
        if (looks < LOOKS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(50_000);
        }
        return looks + 1;
    }

    /** Calls must not run any more. */
    @Override
    public void close() {
        closed = true;
        for (Member member : members) {
            if (member != null) {
                LockSupport.unpark(member);
            }
        }
    }

    private final class Member extends Thread {
        private final int lane;
        private volatile Job job;

        Member(int lane) {
            super("inception-lane-" + lane);
            this.lane = lane;
            setDaemon(true);
        }

        void take(Job given) {
            job = given;
            LockSupport.unpark(this);
        }

        @Override
        public void run() {
            while (!closed) {
                Job taken = next();
                if (taken != null) {
                    job = null;
                    taken.run(lane);
                    taken.left.decrementAndGet();
                }
            }
        }

        private Job next() {
            for (int looks = 0; looks < LOOKS; looks++) {
                if (job != null) {
                    return job;
                }
                Thread.onSpinWait();
            }
            LockSupport.park(this);
            return job;
        }
    }
}
