package org.inception4j.vision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arrays of one batch. While it is filled each thread writes its own picture's places; when the last has finished, one thread
 * owns them all. The lock of {@link ImageBatches} orders the two.
 */
final class BatchBuffer {
    final float[] pixels;
    final LabelledImage[] images;
    private final Rejected[] rejected;
    private final int valuesPerImage;
    private int wanted;
    private int unfinished;

    BatchBuffer(int batch, int valuesPerImage) {
        this.pixels = new float[Math.multiplyExact(batch, valuesPerImage)];
        this.images = new LabelledImage[batch];
        this.rejected = new Rejected[batch];
        this.valuesPerImage = valuesPerImage;
    }

    void begin(int pictures) {
        wanted = pictures;
        unfinished = pictures;
        Arrays.fill(images, null);
        Arrays.fill(rejected, null);
    }

    int offset(int item) {
        return item * valuesPerImage;
    }

    void accept(int item, LabelledImage image) {
        images[item] = image;
    }

    void reject(int item, Rejected picture) {
        rejected[item] = picture;
    }

    void finishOne() {
        unfinished--;
    }

    boolean isFinished() {
        return unfinished == 0;
    }

    List<Rejected> rejected() {
        return Arrays.stream(rejected, 0, wanted).filter(each -> each != null).toList();
    }

    /** Moves the pictures together over the gaps of those left out; the number of them. */
    int close() {
        List<Integer> kept = new ArrayList<>();
        for (int item = 0; item < wanted; item++) {
            if (images[item] != null) {
                kept.add(item);
            }
        }
        for (int to = 0; to < kept.size(); to++) {
            int from = kept.get(to);
            if (from != to) {
                images[to] = images[from];
                System.arraycopy(pixels, offset(from), pixels, offset(to), valuesPerImage);
            }
        }
        return kept.size();
    }
}
