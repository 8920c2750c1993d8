package org.inception4j.vision;

/**
 * The ways to resize that published networks were trained with. They differ by up to several points of accuracy, so each is
 * reproduced exactly; the name says whose it is.
 */
public enum Interpolation {
    /** Pillow's {@code BILINEAR}: a triangle as wide as the reduction, so that small results are smooth. */
    PIL_BILINEAR,
    /** Pillow's {@code BICUBIC}: the cubic of parameter -0.5, as wide as the reduction. */
    PIL_BICUBIC,
    /** OpenCV's {@code INTER_LINEAR}: of four neighbours, however strong the reduction. */
    OPENCV_BILINEAR,
    /** OpenCV's {@code INTER_AREA}. */
    OPENCV_AREA,
    /** TensorFlow 1's {@code resize_bilinear(align_corners=False)}: corners, not centres, of pixels are aligned. */
    TF1_BILINEAR,
    /** TensorFlow 2's {@code tf.image.resize(method="bilinear", antialias=False)}. */
    TF2_BILINEAR,
    /** Pillow's {@code NEAREST}, which is the default of Keras' {@code load_img}. */
    NEAREST;

    /** Whether each pixel of a smaller result is made of all that lie under it, not only of the nearest few. */
    boolean averages() {
        return switch (this) {
            case PIL_BILINEAR, PIL_BICUBIC, OPENCV_AREA -> true;
            case OPENCV_BILINEAR, TF1_BILINEAR, TF2_BILINEAR, NEAREST -> false;
        };
    }

    /** The picture at another size. The two of TensorFlow compute in float; here their result is rounded to 8 bits. */
    public Image resize(Image image, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "resize: to %d x %d; give a width and a height of at least 1".formatted(width, height));
        }
        Resampling job = Resampling.of(image, width, height);
        return switch (this) {
            case PIL_BILINEAR, PIL_BICUBIC, TF1_BILINEAR, TF2_BILINEAR -> rounded(job);
            default -> new Image(width, height, bytes(job));
        };
    }

    /** Writes the wanted part as red, green, blue from 0 to 255, unrounded where the original computes in float. */
    void sample(Resampling job, float[] out, int offset) {
        switch (this) {
            case PIL_BILINEAR -> PilResampler.BILINEAR.sample(job, out, offset);
            case PIL_BICUBIC -> PilResampler.BICUBIC.sample(job, out, offset);
            case TF1_BILINEAR -> TensorFlowBilinear.LEGACY.sample(job, out, offset);
            case TF2_BILINEAR -> TensorFlowBilinear.HALF_PIXEL_CENTERS.sample(job, out, offset);
            default -> {
                byte[] bytes = bytes(job);
                for (int i = 0; i < bytes.length; i++) {
                    out[offset + i] = bytes[i] & 0xff;
                }
            }
        }
    }

    private byte[] bytes(Resampling job) {
        return switch (this) {
            case OPENCV_BILINEAR -> job.cropOf(OpenCv.resizeLinear(job.sourceImage(), job.width(), job.height()));
            case OPENCV_AREA -> job.cropOf(OpenCv.resizeArea(job.sourceImage(), job.width(), job.height()));
            case NEAREST -> NearestSampler.sample(job);
            case PIL_BILINEAR, PIL_BICUBIC, TF1_BILINEAR, TF2_BILINEAR ->
                throw new IllegalStateException(this + ": gives numbers, not bytes");
        };
    }

    private Image rounded(Resampling job) {
        float[] values = new float[job.width() * job.height() * Image.CHANNELS];
        sample(job, values, 0);
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(values[i]);
        }
        return new Image(job.width(), job.height(), rgb);
    }
}
