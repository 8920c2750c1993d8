package org.inception4j.vision;

/**
 * What to resize and which part of the result is wanted: {@code source} of the picture becomes {@code width} x {@code height},
 * of which only {@code window} is computed. The source counts as a picture of its own: nothing outside it has any influence.
 */
record Resampling(Image image, Region source, int width, int height, Region window) {
    static Resampling of(Image image, int width, int height) {
        return new Resampling(image, Region.of(image), width, height, new Region(0, 0, width, height));
    }

    Image sourceImage() {
        return source.equals(Region.of(image))
                ? image
                : image.crop(source.x(), source.y(), source.width(), source.height());
    }

    byte[] cropOf(Image resized) {
        return window.equals(Region.of(resized))
                ? resized.rgb()
                : resized.crop(window.x(), window.y(), window.width(), window.height())
                        .rgb();
    }
}
