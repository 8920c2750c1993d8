package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.inception4j.classifier.Classifier;
import org.inception4j.classifier.ClassifierOptions;
import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.Precision;
import picocli.CommandLine.Option;

/** What computes, and in what numbers. */
final class MachineOptions {
    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|bf16x3|bf16|int8",
            completionCandidates = Choices.Precisions.class,
            description = {
                "Numbers to compute in; auto is the fastest that the processor has units for: int8 of a model that",
                "'quantize' wrote, else bf16 or fp32. Default: auto."
            })
    private Precision precision = Precision.AUTO;

    @Option(names = "--threads", paramLabel = "N", description = "Processor threads; 0 is all. Default: 0.")
    private int threads;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            completionCandidates = Choices.Engines.class,
            converter = Choices.Engines.class,
            description = "onednn, or reference (plain Java, slow). Default: the fastest that runs here.")
    private String engine;

    Engine engine() {
        return engine == null ? Engine.best() : Engine.named(engine);
    }

    Precision precision() {
        return precision;
    }

    int threads() {
        return threads;
    }

    /** Opens a classifier that computes as chosen. */
    Classifier open(Path file, int batch) throws IOException {
        NativeLibraries libraries = NativeLibraries.loadAhead();
        Classifier classifier = SavedClassifier.open(file);
        libraries.await();
        return classifier.withOptions(options(batch));
    }

    ClassifierOptions options(int batch) {
        String name = engine == null ? ClassifierOptions.BEST : engine().name();
        return new ClassifierOptions(name, precision, threads, batch);
    }

    /** How this classifier is computed: by its ranges in 8 bits, where it has them and that is fast. */
    String describe(Classifier classifier) {
        InferenceOptions options = new InferenceOptions(1, precision, threads, classifier.quantization());
        return describe(engine(), engine().resolve(options), threads);
    }

    /** {@code onednn, bf16, 2 threads}. */
    static String describe(Engine engine, Precision precision, int threads) {
        int used = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        String numbers = engine.resolve(precision).name().toLowerCase(Locale.ROOT);
        return "%s, %s, %d thread%s".formatted(engine.name(), numbers, used, used == 1 ? "" : "s");
    }
}
