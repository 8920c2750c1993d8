package org.inception4j.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Lets contenders do the same task in turn: A B C A B C …, so that what the machine does meanwhile falls on all of them. */
public final class Bench {
    private static final double LONGEST_CEILING_SECONDS = 0.5;
    private static final double MILLIS = 1e3;

    private final List<Entrant> entrants;
    private final int rounds;
    private final double seconds;
    private final Consumer<String> progress;
    private final Load load = new Load();

    /**
     * @param entrants in the order of their turns, ours first
     * @param rounds turns of each
     * @param seconds of each turn
     * @param progress is told what goes on
     */
    public Bench(List<Entrant> entrants, int rounds, double seconds, Consumer<String> progress) {
        this.entrants = List.copyOf(entrants);
        this.rounds = rounds;
        this.seconds = seconds;
        this.progress = progress;
    }

    /** Processors that others kept busy during all turns so far, on average. */
    public double othersBusy() {
        return load.others();
    }

    /** One case. Every contender gets a fresh process, so that its memory is this case's. */
    public Result run(Task task) {
        Map<String, Result.Absent> absent = new LinkedHashMap<>();
        List<Resident> present = new ArrayList<>();
        List<Resident> ceiling = new ArrayList<>();
        try {
            entrants.forEach(entrant -> enter(entrant, task, present, absent));
            enter(Entrant.ceiling(), task.ceiling(), ceiling, new LinkedHashMap<>());
            for (int round = 1; round <= rounds; round++) {
                progress.accept("%s: round %d of %d".formatted(task, round, rounds));
                turns(present, seconds, absent);
                turns(ceiling, Math.min(seconds, LONGEST_CEILING_SECONDS), new LinkedHashMap<>());
            }
            return new Result(task, task.batch(), standings(present), operationsASecond(ceiling), absent);
        } finally {
            present.forEach(Resident::close);
            ceiling.forEach(Resident::close);
        }
    }

    /** One case of commands, each started anew in every round. */
    public Result run(Task task, Errands errands) throws IOException {
        Map<String, Result.Absent> absent = new LinkedHashMap<>();
        List<Errand> present = new ArrayList<>();
        for (Entrant entrant : errands.entrants(task)) {
            Errand errand = new Errand(entrant);
            present.add(errand);
            attempt(errand, Errand::rehearse, present, absent);
        }
        for (int round = 1; round <= rounds; round++) {
            progress.accept("%s: round %d of %d".formatted(task, round, rounds));
            for (Errand errand : List.copyOf(present)) {
                Load.Turn turn = load.turnOf(Load::ofEndedChildren);
                attempt(errand, Errand::run, present, absent);
                turn.end();
            }
        }
        present.forEach(Errand::close);
        return new Result(
                task,
                errands.photos(task),
                present.stream().map(Errand::standing).toList(),
                0,
                absent);
    }

    private interface Attempt {
        void of(Errand errand) throws Absence;
    }

    private static void attempt(
            Errand errand, Attempt attempt, List<Errand> present, Map<String, Result.Absent> absent) {
        try {
            attempt.of(errand);
        } catch (Absence absence) {
            absent.put(errand.name(), absence.asResult());
            present.remove(errand);
            errand.close();
        }
    }

    private void enter(Entrant entrant, Task task, List<Resident> present, Map<String, Result.Absent> absent) {
        progress.accept("%s: %s gets ready".formatted(task, entrant.name()));
        try {
            Resident resident = entrant.start();
            try {
                resident.prepare(entrant.isPeer() ? task.forPeers() : task);
                present.add(resident);
            } catch (Absence absence) {
                resident.close();
                throw absence;
            }
        } catch (Absence absence) {
            absent.put(entrant.name(), absence.asResult());
        }
    }

    private void turns(List<Resident> present, double length, Map<String, Result.Absent> absent) {
        for (Resident resident : List.copyOf(present)) {
            Load.Turn turn = load.turnOf(resident::processorTime);
            try {
                resident.measure(length);
                turn.end();
            } catch (Absence absence) {
                absent.put(resident.name(), absence.asResult());
                present.remove(resident);
                resident.close();
            }
        }
    }

    private static List<Standing> standings(List<Resident> present) {
        return present.stream().map(Resident::standing).toList();
    }

    private static double operationsASecond(List<Resident> ceiling) {
        return ceiling.stream()
                .map(Resident::standing)
                .filter(standing -> standing.times().count() > 0)
                .mapToDouble(
                        standing -> Task.CEILING_OPERATIONS / (standing.times().median() / MILLIS))
                .findFirst()
                .orElse(0);
    }
}
