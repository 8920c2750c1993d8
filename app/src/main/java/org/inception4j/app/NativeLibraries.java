package org.inception4j.app;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inception4j.engine.Engine;
import org.inception4j.vision.Decoder;

/**
 * The native libraries took half of a short command's time to load. JavaCPP looks for each in the jars, compares it with what it
 * has unpacked, and loads as many again that nothing here uses. The launcher names a list of the files that are used, which a
 * rehearsal after the build has made; where that cannot be used, JavaCPP does everything as always.
 */
final class NativeLibraries {
    /** The launcher's property: a file with the path of a library in each line, in the order of loading. */
    private static final String LIST = "inception.libraries";

    /** JavaCPP's property: "false" where a program loads the libraries itself. */
    private static final String LOADED_BY_JAVACPP = "org.bytedeco.javacpp.loadlibraries";

    private final Thread loading;

    private NativeLibraries(Thread loading) {
        this.loading = loading;
    }

    /** Loads them as JavaCPP does, which unpacks them before; the launcher has the JVM say which. */
    public static void main(String[] arguments) {
        initialise();
    }

    /**
     * Loads them on another thread while the caller reads a classifier's file. What goes wrong here goes wrong again, and is
     * told, where they are used.
     */
    static NativeLibraries loadAhead() {
        return new NativeLibraries(
                Thread.ofPlatform().daemon().name("load-ahead").start(NativeLibraries::load));
    }

    /** Must come before they are used. */
    void await() throws InterruptedIOException {
        try {
            loading.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("native libraries: loading was interrupted");
        }
    }

    private static void load() {
        loadListed();
        initialise();
    }

    @SuppressWarnings("restricted") // the same that JavaCPP does
    private static void loadListed() {
        String list = System.getProperty(LIST);
        if (list == null) {
            return;
        }
        try {
            System.setProperty(LOADED_BY_JAVACPP, "false"); // what the libraries load of JavaCPP asks for it
            Files.readAllLines(Path.of(list)).forEach(System::load);
        } catch (IOException | UnsatisfiedLinkError leftToJavaCpp) {
            System.clearProperty(LOADED_BY_JAVACPP);
        }
    }

    private static void initialise() {
        try {
            Engine.best();
            Decoder.description();
        } catch (RuntimeException | LinkageError toldWhereTheyAreUsed) {
            return;
        }
    }
}
