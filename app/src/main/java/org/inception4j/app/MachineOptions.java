package org.inception4j.app;

import java.util.Locale;
import org.inception4j.engine.Engine;
import org.inception4j.engine.Precision;
import picocli.CommandLine.Option;

/** What computes, and in what numbers. */
final class MachineOptions {
    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|bf16",
            defaultValue = "auto",
            description = "Numbers to compute in; auto is bf16 where the processor has units for it. Default: auto.")
    private Precision precision;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Processor threads; 0 is all. Default: 0.")
    private int threads;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
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

    /** {@code oneDNN 3.11 (avx512), bf16, 2 threads}. */
    String describe() {
        int used = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        Engine chosen = engine();
        return "%s, %s, %d thread%s"
                .formatted(
                        chosen.name(),
                        chosen.resolve(precision).name().toLowerCase(Locale.ROOT),
                        used,
                        used == 1 ? "" : "s");
    }
}
