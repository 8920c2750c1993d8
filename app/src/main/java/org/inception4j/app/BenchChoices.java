package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inception4j.app.bench.Peers.Peer;
import org.inception4j.app.bench.Subject;
import org.inception4j.app.bench.Task.Job;
import org.inception4j.engine.Precision;

/** What {@code bench} lets one choose, of more than there is. */
final class BenchChoices {
    static final List<Job> JOBS = List.of(Job.INFER, Job.TRAIN, Job.FOLDER, Job.COLD);
    static final List<Precision> NUMBERS = List.of(Precision.FP32, Precision.BF16X3, Precision.BF16, Precision.INT8);

    private BenchChoices() {}

    static final class Subjects extends Choices.Named<Subject> {
        Subjects() {
            super(List.of(Subject.values()), Subject::label);
        }
    }

    static final class Jobs extends Choices.Named<Job> {
        Jobs() {
            super(JOBS, Job::toString);
        }
    }

    static final class Numbers extends Choices.Named<Precision> {
        Numbers() {
            super(NUMBERS, Choices::name);
        }
    }

    /** Empty is none. */
    static final class PeersOrNone extends Choices.Named<Optional<Peer>> {
        PeersOrNone() {
            super(all(), peer -> peer.map(Choices::name).orElse("none"));
        }

        private static List<Optional<Peer>> all() {
            List<Optional<Peer>> all = new ArrayList<>();
            for (Peer peer : Peer.values()) {
                all.add(Optional.of(peer));
            }
            all.add(Optional.empty());
            return all;
        }
    }
}
