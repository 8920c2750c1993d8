package org.inception4j.vision;

/**
 * How many times smaller than in its file a JPEG picture is decoded: the decoder's transform gives a half, a quarter or an eighth
 * of each side for a part of the work. Only where the resize that follows averages over all pixels anyway, and only down to
 * {@link #MARGIN} times the size that it goes to: what is left of the difference is measured in docs/images.md.
 */
final class Reduction {
    static final int NONE = 1;

    /** Sides of the decoded picture are at least this many times those that it is resized to. */
    private static final double MARGIN = 2.5;

    private static final int MOST = 8;

    private Reduction() {}

    /** For a picture that is resized as a whole. */
    static int of(Preprocessing preprocessing, ImageHeader picture) {
        double needed =
                switch (preprocessing.resize()) {
                    case Resize.Squash(int height, int width) -> Math.max(height, width);
                    case Resize.ShorterSide(int size) -> size;
                    case Resize.CentralCrop(double fraction) -> longerSide(preprocessing) / fraction;
                };
        return of(preprocessing, picture, Math.min(picture.width(), picture.height()) / needed);
    }

    /** For a picture of which a random part becomes the input: by the smallest part that may be drawn. */
    static int of(Preprocessing preprocessing, ImageHeader picture, Range area, Range aspect) {
        double narrowest = Math.min(aspect.from(), 1 / aspect.to());
        double shortest = Math.min(
                Math.sqrt(picture.pixels() * area.from() * narrowest), Math.min(picture.width(), picture.height()));
        return of(preprocessing, picture, shortest / longerSide(preprocessing));
    }

    /** @param times the picture's side over that of the result */
    private static int of(Preprocessing preprocessing, ImageHeader picture, double times) {
        if (picture.format() != ImageFormat.JPEG
                || !preprocessing.interpolation().averages()) {
            return NONE;
        }
        int reduction = MOST;
        while (reduction > NONE && times / reduction < MARGIN) {
            reduction /= 2;
        }
        return reduction;
    }

    private static int longerSide(Preprocessing preprocessing) {
        return Math.max(preprocessing.height(), preprocessing.width());
    }
}
