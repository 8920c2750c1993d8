package org.inception4j.vision;

/** Pillow's nearest neighbour: the source pixel under the centre of each result pixel. */
final class NearestSampler {
    private static final int CHANNELS = Image.CHANNELS;

    private NearestSampler() {}

    static byte[] sample(Resampling job) {
        Region source = job.source();
        Region window = job.window();
        int[] columns = positions(source.width(), job.width(), window.x(), window.width());
        int[] rows = positions(source.height(), job.height(), window.y(), window.height());
        byte[] rgb = job.image().rgb();
        byte[] out = new byte[window.width() * window.height() * CHANNELS];
        int at = 0;
        for (int row : rows) {
            int start = (source.y() + row) * job.image().width() + source.x();
            for (int column : columns) {
                System.arraycopy(rgb, (start + column) * CHANNELS, out, at, CHANNELS);
                at += CHANNELS;
            }
        }
        return out;
    }

    /** Steps are added up, not multiplied, because Pillow adds them and the rounding shows where a centre meets an edge. */
    private static int[] positions(int from, int to, int windowStart, int windowLength) {
        int[] positions = new int[windowLength];
        double step = (double) from / to;
        double position = step * 0.5;
        for (int i = 0; i < windowStart + windowLength; i++) {
            if (i >= windowStart) {
                positions[i - windowStart] = Math.min((int) position, from - 1);
            }
            position += step;
        }
        return positions;
    }
}
