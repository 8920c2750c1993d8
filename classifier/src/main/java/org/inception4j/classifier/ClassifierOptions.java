package org.inception4j.classifier;

import org.inception4j.engine.Engine;
import org.inception4j.engine.InferenceOptions;
import org.inception4j.engine.Precision;

/**
 * How a classifier computes.
 *
 * @param engine the name of an engine, or {@link #BEST}
 * @param threads processor threads of one call; 0: all that the machine has
 * @param batch how many pictures of a list are computed at once
 */
public record ClassifierOptions(String engine, Precision precision, int threads, int batch) {
    /** The fastest engine that runs on this machine. */
    public static final String BEST = "best";

    public ClassifierOptions {
        new InferenceOptions(batch, precision, threads);
    }

    /** The best engine, AUTO, all threads, lists in batches of 16. */
    public static ClassifierOptions standard() {
        return new ClassifierOptions(BEST, Precision.AUTO, 0, 16);
    }

    public ClassifierOptions withEngine(String changed) {
        return new ClassifierOptions(changed, precision, threads, batch);
    }

    public ClassifierOptions withPrecision(Precision changed) {
        return new ClassifierOptions(engine, changed, threads, batch);
    }

    public ClassifierOptions withThreads(int changed) {
        return new ClassifierOptions(engine, precision, changed, batch);
    }

    public ClassifierOptions withBatch(int changed) {
        return new ClassifierOptions(engine, precision, threads, changed);
    }

    Engine findEngine() {
        return engine.equals(BEST) ? Engine.best() : Engine.named(engine);
    }
}
