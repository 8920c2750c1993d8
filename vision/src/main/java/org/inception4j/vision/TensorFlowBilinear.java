package org.inception4j.vision;

/** TensorFlow's bilinear resize, in float as there: of four neighbours, without antialiasing. */
enum TensorFlowBilinear {
    /** Version 1: position p of the result is position p * scale of the source. */
    LEGACY {
        @Override
        float sourceOf(int position, float scale) {
            return position * scale;
        }
    },
    /** Version 2: centre p + 1/2 of the result is (p + 1/2) * scale of the source. */
    HALF_PIXEL_CENTERS {
        @Override
        float sourceOf(int position, float scale) {
            return (position + 0.5f) * scale - 0.5f;
        }
    };

    private static final int CHANNELS = Image.CHANNELS;

    abstract float sourceOf(int position, float scale);

    void sample(Resampling job, float[] out, int offset) {
        Region source = job.source();
        Region window = job.window();
        Axis columns = axis(source.width(), job.width(), window.x(), window.width());
        Axis rows = axis(source.height(), job.height(), window.y(), window.height());
        int stride = job.image().width() * CHANNELS;
        int corner = source.y() * stride + source.x() * CHANNELS;
        for (int y = 0; y < window.height(); y++) {
            int upper = corner + rows.lower[y] * stride;
            int lower = corner + rows.upper[y] * stride;
            sampleRow(
                    job.image().rgb(),
                    upper,
                    lower,
                    columns,
                    rows.fraction[y],
                    out,
                    offset + y * window.width() * CHANNELS);
        }
    }

    /** The two neighbours of each position and how far it lies from the lower one. */
    private record Axis(int[] lower, int[] upper, float[] fraction) {}

    private Axis axis(int from, int to, int windowStart, int windowLength) {
        Axis axis = new Axis(new int[windowLength], new int[windowLength], new float[windowLength]);
        float scale = from / (float) to;
        for (int i = 0; i < windowLength; i++) {
            float position = sourceOf(windowStart + i, scale);
            float floor = (float) Math.floor(position);
            axis.lower[i] = Math.max((int) floor, 0);
            axis.upper[i] = Math.min((int) Math.ceil(position), from - 1);
            axis.fraction[i] = position - floor;
        }
        return axis;
    }

    private static void sampleRow(
            byte[] rgb, int upper, int lower, Axis columns, float fraction, float[] out, int offset) {
        for (int x = 0; x < columns.lower.length; x++) {
            int left = columns.lower[x] * CHANNELS;
            int right = columns.upper[x] * CHANNELS;
            for (int channel = 0; channel < CHANNELS; channel++) {
                float top = mix(rgb[upper + left + channel], rgb[upper + right + channel], columns.fraction[x]);
                float bottom = mix(rgb[lower + left + channel], rgb[lower + right + channel], columns.fraction[x]);
                out[offset + x * CHANNELS + channel] = top + (bottom - top) * fraction;
            }
        }
    }

    private static float mix(byte from, byte to, float fraction) {
        float start = from & 0xff;
        return start + ((to & 0xff) - start) * fraction;
    }
}
