package org.inception4j.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where a classifier comes from. Texts that are not known are empty.
 *
 * @param network its name in the zoo, or the model's
 * @param created to the second
 * @param libraryVersion of this library when it was made
 * @param seed of the training; 0 if there was none
 * @param metrics by name, as {@code val_top1}, in the order given
 * @param dataFingerprint of the pictures it was trained on
 * @param source what it was made from: a folder of photos, a file of another library
 */
public record Card(
        String network,
        Instant created,
        String libraryVersion,
        long seed,
        Map<String, Double> metrics,
        String dataFingerprint,
        String source) {
    public Card {
        Objects.requireNonNull(network, "network");
        created = created.truncatedTo(ChronoUnit.SECONDS);
        Objects.requireNonNull(libraryVersion, "libraryVersion");
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        Objects.requireNonNull(dataFingerprint, "dataFingerprint");
        Objects.requireNonNull(source, "source");
    }

    /** Made now by this version, without metrics, seed, data and source. */
    public static Card of(String network) {
        return new Card(network, Instant.now(), version(), 0, Map.of(), "", "");
    }

    public Card withCreated(Instant changed) {
        return new Card(network, changed, libraryVersion, seed, metrics, dataFingerprint, source);
    }

    public Card withSeed(long changed) {
        return new Card(network, created, libraryVersion, changed, metrics, dataFingerprint, source);
    }

    public Card withMetrics(Map<String, Double> changed) {
        return new Card(network, created, libraryVersion, seed, changed, dataFingerprint, source);
    }

    public Card withDataFingerprint(String changed) {
        return new Card(network, created, libraryVersion, seed, metrics, changed, source);
    }

    public Card withSource(String changed) {
        return new Card(network, created, libraryVersion, seed, metrics, dataFingerprint, changed);
    }

    private static String version() {
        try (InputStream text = Card.class.getResourceAsStream("version.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException impossible) {
            throw new UncheckedIOException("version.txt: cannot be read from the library", impossible);
        }
    }
}
