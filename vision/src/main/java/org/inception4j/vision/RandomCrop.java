package org.inception4j.vision;

import org.inception4j.random.CounterRandom;

/** The random part of a picture that Inception networks are trained on; drawn as torchvision's {@code RandomResizedCrop} draws. */
final class RandomCrop {
    private static final int ATTEMPTS = 10;

    private RandomCrop() {}

    static Region of(Image image, Range area, Range aspect, CounterRandom random) {
        double pixels = (double) image.width() * image.height();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double wanted = pixels * random.nextDouble(area.from(), area.to());
            double ratio = Math.exp(random.nextDouble(Math.log(aspect.from()), Math.log(aspect.to())));
            int width = (int) Math.round(Math.sqrt(wanted * ratio));
            int height = (int) Math.round(Math.sqrt(wanted / ratio));
            if (width > 0 && height > 0 && width <= image.width() && height <= image.height()) {
                int x = random.nextInt(image.width() - width + 1);
                int y = random.nextInt(image.height() - height + 1);
                return new Region(x, y, width, height);
            }
        }
        return largestCentred(image, aspect);
    }

    /** For pictures so long that nothing else fits. */
    private static Region largestCentred(Image image, Range aspect) {
        double ratio = Math.clamp((double) image.width() / image.height(), aspect.from(), aspect.to());
        int width = Math.clamp(Math.round(image.height() * ratio), 1, image.width());
        int height = Math.clamp(Math.round(image.width() / ratio), 1, image.height());
        return Region.centred(width, height, image.width(), image.height());
    }
}
