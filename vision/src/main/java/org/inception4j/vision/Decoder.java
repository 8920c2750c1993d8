package org.inception4j.vision;

/** The library that decodes pictures. */
public final class Decoder {
    private Decoder() {}

    /**
     * Its name and version, for example {@code OpenCV 4.13.0}.
     *
     * @throws IllegalStateException if it cannot be loaded here, with what to add
     */
    public static String description() {
        return "OpenCV " + OpenCv.version();
    }
}
