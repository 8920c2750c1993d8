package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inception4j.app.bench.Bench;
import org.inception4j.app.bench.Entrant;
import org.inception4j.app.bench.Errands;
import org.inception4j.app.bench.Load;
import org.inception4j.app.bench.Peers;
import org.inception4j.app.bench.Peers.Peer;
import org.inception4j.app.bench.Result;
import org.inception4j.app.bench.Subject;
import org.inception4j.app.bench.Task;
import org.inception4j.app.bench.Task.Job;
import org.inception4j.engine.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description = {
            "Measure speed beside other libraries, in turn, in one run.",
            "Each contender is a process of its own; all do the same task A B C A B C …, and between its",
            "turns a contender sleeps. Beside the times stand the share of the machine's ceiling (the product",
            "of two matrices of 2048x2048 in the same numbers) and the peak of resident memory."
        },
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions; lists are separated by commas:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} bench",
            "  ${ROOT-COMMAND-NAME} bench --network inception-v3 --job infer --batch 1,8 --precision bf16",
            "  ${ROOT-COMMAND-NAME} bench --all --format markdown --output bench.json"
        })
final class BenchCommand implements WritingCommand {
    private static final List<Integer> ALL_BATCHES = List.of(1, 8, 32);
    private static final int TRAINING_BATCH = 32;
    private static final List<Precision> FLOATING = List.of(Precision.FP32, Precision.BF16);

    private final Console console;

    @Option(
            names = {"-n", "--network"},
            split = ",",
            paramLabel = "NAME",
            completionCandidates = BenchChoices.Subjects.class,
            converter = BenchChoices.Subjects.class,
            description = "googlenet-plain (no LRN), googlenet, googlenet-bn, inception-v3. Default: googlenet-plain.")
    private List<Subject> subjects;

    @Option(
            names = "--job",
            split = ",",
            paramLabel = "infer|train|folder|cold",
            completionCandidates = BenchChoices.Jobs.class,
            converter = BenchChoices.Jobs.class,
            description = {
                "What is done again and again: one batch, or a whole command, for the folder of --photos or for",
                "one photo of it. Default: infer,train, and with --photos all."
            })
    private List<Job> jobs;

    @Option(
            names = "--precision",
            split = ",",
            paramLabel = "fp32|bf16x3|bf16|int8",
            completionCandidates = BenchChoices.Numbers.class,
            converter = BenchChoices.Numbers.class,
            description =
                    "Numbers to compute in; peers do bf16x3 in fp32. Default: all, bf16x3 and int8 to infer only.")
    private List<Precision> precisions;

    @Option(
            names = "--batch",
            split = ",",
            paramLabel = "N",
            description = "Pictures at once. Default: 1,32 to infer, else 32.")
    private List<Integer> batches;

    @Option(names = "--threads", split = ",", paramLabel = "N", description = "Processor threads. Default: all.")
    private List<Integer> threads;

    @Option(
            names = "--all",
            description = "All networks, batches 1,8,32 and threads 1 and all, where nothing else is given.")
    private boolean all;

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "NAME",
            completionCandidates = BenchChoices.PeersOrNone.class,
            converter = BenchChoices.PeersOrNone.class,
            description = "pytorch, onnxruntime, djl; none for ours alone. Default: all that are here.")
    private List<Optional<Peer>> peers;

    @Option(
            names = "--python",
            paramLabel = "PATH",
            description = "A Python with PyTorch. Default: INCEPTION_PYTHON, else python3.")
    private Path python;

    @Option(
            names = "--photos",
            paramLabel = "FOLDER",
            description = "Photos for the jobs folder and cold; PyTorch's Python needs PIL for them.")
    private Path photos;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Turns of each. Default: 5.")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "1", description = "Length of a turn. Default: 1.")
    private double seconds;

    @Option(names = "--width", paramLabel = "X", defaultValue = "1", hidden = true, description = "For trials.")
    private double width;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "text|json|markdown",
            defaultValue = "text",
            description = "For people, programs or documents. Default: text.")
    private Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the JSON, each single time too, to this file as well.")
    private Path output;

    @Mixin
    private CommonOptions common;

    enum Format {
        TEXT,
        JSON,
        MARKDOWN;

        @Override
        public String toString() {
            return Choices.name(this);
        }
    }

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        checkOutput();
        String loadBefore = Load.averages();
        Peers found = Peers.find(peers(), python);
        found.missing()
                .forEach((peer, reason) -> console.err().println("bench: %s is left out: %s".formatted(peer, reason)));
        List<Entrant> entrants = new ArrayList<>(List.of(Entrant.ours()));
        entrants.addAll(found.entrants());
        Bench bench = new Bench(entrants, rounds, seconds, console.err()::println);
        List<Result> results = new ArrayList<>();
        try (Errands errands = errands()) {
            for (Task task : tasks()) {
                results.add(task.job().isErrand() ? bench.run(task, errands) : bench.run(task));
            }
        }
        BenchRun run = BenchRun.of(rounds, seconds, loadBefore, bench.othersBusy(), results);
        print(new BenchReport(run, results, found.missing()));
        return exitCode(results);
    }

    /** Before the minutes that a run takes. */
    private void checkOutput() {
        Path folder = output == null ? null : output.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "--output: the folder %s does not exist; make it or give another file".formatted(folder));
        }
    }

    private void print(BenchReport report) throws IOException {
        if (output != null) {
            Files.writeString(output, report.json() + "\n");
        }
        switch (format) {
            case TEXT -> report.text().forEach(console.out()::println);
            case MARKDOWN -> report.markdown().forEach(console.out()::println);
            case JSON -> console.out().println(report.json());
        }
    }

    /** A peer that fails is told of in the report; ours must not. */
    private int exitCode(List<Result> results) {
        boolean failed = false;
        for (Result result : results) {
            if (result.oursFailed()) {
                failed = true;
                console.err().println("bench: %s: %s".formatted(result.task(), result.ourReason()));
            }
        }
        return failed ? Failure.USER : OK;
    }

    private List<Peer> peers() {
        return peers == null
                ? List.of(Peer.values())
                : peers.stream().flatMap(Optional::stream).toList();
    }

    /** Null where there are no photos. */
    private Errands errands() throws IOException {
        if (photos == null && jobs != null && jobs.stream().anyMatch(Job::isErrand)) {
            throw new IllegalArgumentException(
                    "--photos: is missing; give a folder of photos for --job folder and cold");
        }
        return photos == null ? null : Errands.of(photos, python, peers());
    }

    private List<Job> usualJobs() {
        return photos == null ? List.of(Job.INFER, Job.TRAIN) : BenchChoices.JOBS;
    }

    private List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (Subject subject : or(subjects, all ? List.of(Subject.values()) : List.of(Subject.GOOGLENET_PLAIN))) {
            for (Job job : or(jobs, usualJobs())) {
                for (Precision precision : or(precisions, job == Job.INFER ? BenchChoices.NUMBERS : FLOATING)) {
                    add(tasks, subject, job, precision);
                }
            }
        }
        return tasks;
    }

    private void add(List<Task> tasks, Subject subject, Job job, Precision precision) {
        int processors = Runtime.getRuntime().availableProcessors();
        List<Integer> usual = all ? ALL_BATCHES : List.of(1, TRAINING_BATCH);
        List<Integer> numbers = all && processors > 1 ? List.of(1, processors) : List.of(processors);
        List<Integer> own =
                switch (job) {
                    case TRAIN, FOLDER -> List.of(TRAINING_BATCH);
                    case COLD -> List.of(1);
                    case INFER, MULTIPLY -> usual;
                };
        for (int batch : job == Job.COLD ? own : or(batches, own)) {
            for (int each : or(threads, numbers)) {
                tasks.add(new Task(job, subject, precision, batch, each == 0 ? processors : each, width));
            }
        }
    }

    private static <T> List<T> or(List<T> given, List<T> otherwise) {
        return given == null ? otherwise : given;
    }
}
