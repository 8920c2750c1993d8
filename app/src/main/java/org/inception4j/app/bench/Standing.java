package org.inception4j.app.bench;

/**
 * Where a contender stands after its turns.
 *
 * @param peakBytes the most memory that its process had resident; 0 where unknown
 * @param preparationSeconds until it was warm: loading, compiling and the first runs
 */
public record Standing(String contender, Times times, long peakBytes, double preparationSeconds, String libraries) {}
