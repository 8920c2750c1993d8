package org.inception4j.vision;

import java.util.Arrays;

/**
 * Rows of a source resized to the width of the window, from 0 to 255. Only the last few are kept, which is all that a row of the
 * result needs: they stay in the processor's first cache, however large the picture is.
 */
final class PilRows {
    private static final int CHANNELS = Image.CHANNELS;

    private final Resampling job;
    private final PilTaps columns;
    private final byte[] source;
    private final int[][] kept;
    private int next;

    /** @param first row of the source that will be asked for first; later ones may only be further down */
    PilRows(Resampling job, PilTaps columns, int first, int kept) {
        this.job = job;
        this.columns = columns;
        this.source = new byte[(job.source().width() + columns.stride()) * CHANNELS]; // taps reach past the end
        this.kept = new int[kept][columns.length() * CHANNELS];
        this.next = first;
    }

    /** Makes the rows up to {@code end} available, as far as the source has them. */
    void advance(int end) {
        for (int last = Math.min(end, job.source().height()); next < last; next++) {
            Region part = job.source();
            int start = ((part.y() + next) * job.image().width() + part.x()) * CHANNELS;
            System.arraycopy(job.image().rgb(), start, source, 0, part.width() * CHANNELS);
            narrow(row(next));
        }
    }

    /** One of the last rows; the content of one that the source does not have means nothing. */
    int[] row(int index) {
        return kept[index % kept.length];
    }

    private void narrow(int[] sums) {
        Arrays.fill(sums, PilTaps.HALF);
        for (int tap = 0; tap < columns.stride(); tap += PilTaps.GROUP) {
            addColumns(source, columns, tap, sums);
        }
        PilTaps.takeValues(sums);
    }

    /** No loop over the taps inside the loop over the pixels: that takes three times as long. */
    private static void addColumns(byte[] in, PilTaps columns, int firstTap, int[] sums) {
        int[] weights = columns.weights();
        int[] begin = columns.begin();
        int stride = columns.stride();
        for (int x = 0, at = 0, tap = firstTap; x < begin.length; x++, at += CHANNELS, tap += stride) {
            int pixel = (begin[x] + firstTap) * CHANNELS;
            int a = weights[tap];
            int b = weights[tap + 1];
            int c = weights[tap + 2];
            int d = weights[tap + 3];
            sums[at] += a * (in[pixel] & 0xff)
                    + b * (in[pixel + 3] & 0xff)
                    + c * (in[pixel + 6] & 0xff)
                    + d * (in[pixel + 9] & 0xff);
            sums[at + 1] += a * (in[pixel + 1] & 0xff)
                    + b * (in[pixel + 4] & 0xff)
                    + c * (in[pixel + 7] & 0xff)
                    + d * (in[pixel + 10] & 0xff);
            sums[at + 2] += a * (in[pixel + 2] & 0xff)
                    + b * (in[pixel + 5] & 0xff)
                    + c * (in[pixel + 8] & 0xff)
                    + d * (in[pixel + 11] & 0xff);
        }
    }
}
