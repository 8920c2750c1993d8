package org.inception4j.training.checkpoint;

/**
 * How far a run is.
 *
 * @param epoch the current one, from 0; the number of epochs at the end
 * @param batch index of the next batch in it, from 0
 * @param step steps done in the whole run
 */
public record Position(int epoch, long batch, long step) {
    public static final Position START = new Position(0, 0, 0);

    public Position afterBatch(long index) {
        return new Position(epoch, index + 1, step + 1);
    }

    public Position nextEpoch() {
        return new Position(epoch + 1, 0, step);
    }
}
