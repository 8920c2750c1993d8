package org.inception4j.app;

import org.inception4j.engine.Engine;
import org.inception4j.vision.Decoder;

/** The native libraries take half of a short command's time to load. */
final class NativeLibraries {
    private NativeLibraries() {}

    /**
     * Loads them on another thread while the caller reads a classifier's file: first the engine's, which is needed first. What
     * goes wrong here goes wrong again, and is told, where they are used.
     */
    static void loadAhead() {
        Thread.ofPlatform().daemon().name("load-ahead").start(NativeLibraries::load);
    }

    private static void load() {
        try {
            Engine.best();
            Decoder.description();
        } catch (RuntimeException | LinkageError toldWhereTheyAreUsed) {
            return;
        }
    }
}
