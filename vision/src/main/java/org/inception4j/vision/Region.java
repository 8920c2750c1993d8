package org.inception4j.vision;

/** A rectangle of whole pixels; (x, y) is its upper left corner. */
record Region(int x, int y, int width, int height) {
    static Region of(Image image) {
        return new Region(0, 0, image.width(), image.height());
    }

    static Region centred(int width, int height, int ofWidth, int ofHeight) {
        return new Region((ofWidth - width) / 2, (ofHeight - height) / 2, width, height);
    }

    void checkWithin(int maxWidth, int maxHeight) {
        if (x < 0 || y < 0 || width < 1 || height < 1 || x + (long) width > maxWidth || y + (long) height > maxHeight) {
            throw new IllegalArgumentException(
                    "part: %d x %d at (%d, %d) does not lie in %d x %d; give a part of the picture"
                            .formatted(width, height, x, y, maxWidth, maxHeight));
        }
    }
}
