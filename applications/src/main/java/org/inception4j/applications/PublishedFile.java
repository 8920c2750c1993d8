package org.inception4j.applications;

import java.net.URI;

/**
 * A file of Keras'.
 *
 * @param name in Keras' cache folder
 * @param md5 in hexadecimal
 */
record PublishedFile(String name, URI source, String md5) {
    private static final String BASE = "https://storage.googleapis.com/tensorflow/keras-applications/";

    /** Weights that Keras publishes in this folder. */
    static PublishedFile weights(String folder, String name, String md5) {
        return new PublishedFile(name, URI.create(BASE + folder + "/" + name), md5);
    }
}
