package org.inception4j.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
@Timeout(60)
class ImageBatchesTest {
    private static final Preprocessing SMALL = Preprocessing.tf(6);
    private static final Augmentation STANDARD = Augmentation.standard();

    @TempDir
    private Path dir;

    /** What is in a batch, copied. */
    private record Copy(long index, List<LabelledImage> images, List<Float> pixels) {
        static Copy of(Batch batch) {
            List<Float> pixels = new ArrayList<>();
            for (int i = 0; i < batch.size() * SMALL.values(); i++) {
                pixels.add(batch.pixels()[i]);
            }
            assertThat(batch.labels())
                    .containsExactly(batch.images().stream()
                            .mapToInt(LabelledImage::label)
                            .toArray());
            return new Copy(batch.index(), batch.images(), pixels);
        }
    }

    @Test
    void givesTheListInItsOrder() {
        List<LabelledImage> images = pictures(10);
        List<Copy> copies = all(images, 4, BatchOrder.sequential(), 3, 0);
        assertThat(copies).extracting(Copy::index).containsExactly(0L, 1L, 2L);
        assertThat(copies.stream().flatMap(copy -> copy.images.stream()).toList())
                .isEqualTo(images);
        assertThat(copies.getLast().images).hasSize(2);
    }

    @Test
    void fillsInWhatPreprocessingGives() throws Exception {
        List<LabelledImage> images = pictures(3);
        try (ImageBatches batches =
                        ImageBatches.of(images, SMALL, Augmentation.none(), 2, BatchOrder.sequential(), 2, 1);
                Batch batch = batches.next()) {
            float[] expected = new float[SMALL.values()];
            SMALL.apply(Image.read(images.get(2).path()), expected, 0);
            assertThat(Arrays.copyOf(batch.pixels(), SMALL.values())).isEqualTo(expected);
            assertThat(batch.size()).isEqualTo(1);
            assertThat(batches.count()).isEqualTo(2);
        }
    }

    @Test
    void doesNotDependOnTheNumberOfThreads() {
        List<LabelledImage> images = pictures(23);
        List<Copy> one = all(images, 4, BatchOrder.shuffled(7, 2), 1, 0);
        assertThat(all(images, 4, BatchOrder.shuffled(7, 2), 2, 0)).isEqualTo(one);
        assertThat(all(images, 4, BatchOrder.shuffled(7, 2), 9, 0)).isEqualTo(one);
    }

    @Test
    void goesOnInsideAnEpochAsIfItHadNotStopped() {
        List<LabelledImage> images = pictures(23);
        corrupt(images.get(3));
        List<Copy> whole = all(images, 4, BatchOrder.shuffled(7, 2), 3, 0);
        for (int first = 1; first <= whole.size(); first++) {
            assertThat(all(images, 4, BatchOrder.shuffled(7, 2), 2, first))
                    .as("from batch %d", first)
                    .isEqualTo(whole.subList(first, whole.size()));
        }
    }

    @Test
    void shufflesAllPicturesAnewInEachEpoch() {
        List<LabelledImage> images = pictures(23);
        List<LabelledImage> first = order(all(images, 4, BatchOrder.shuffled(7, 1), 2, 0));
        List<LabelledImage> second = order(all(images, 4, BatchOrder.shuffled(7, 2), 2, 0));
        assertThat(first).containsExactlyInAnyOrderElementsOf(images).isNotEqualTo(images);
        assertThat(second).containsExactlyInAnyOrderElementsOf(images).isNotEqualTo(first);
        assertThat(order(all(images, 4, BatchOrder.shuffled(8, 1), 2, 0))).isNotEqualTo(first);
    }

    @Test
    void anotherEpochIsAsIfMadeAnewInTheSameMemory() {
        List<LabelledImage> images = pictures(23);
        corrupt(images.get(3));
        Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        try (ImageBatches broken = ImageBatches.of(images, SMALL, STANDARD, 4, BatchOrder.shuffled(7, 1), 2, 0)) {
            copies(broken, 2, arrays);
            try (ImageBatches second = broken.again(BatchOrder.shuffled(7, 2), 0)) {
                assertThat(copies(second, 9, arrays)).isEqualTo(all(images, 4, BatchOrder.shuffled(7, 2), 2, 0));
                try (ImageBatches third = second.again(BatchOrder.shuffled(7, 3), 4)) {
                    assertThat(copies(third, 9, arrays)).isEqualTo(all(images, 4, BatchOrder.shuffled(7, 3), 2, 4));
                }
            }
        }
        assertThat(arrays).hasSizeLessThanOrEqualTo(3);
    }

    private static List<Copy> copies(ImageBatches batches, int most, Set<float[]> arrays) {
        List<Copy> copies = new ArrayList<>();
        for (Batch next = batches.next(); next != null; next = copies.size() < most ? batches.next() : null) {
            arrays.add(next.pixels());
            copies.add(Copy.of(next));
            next.close();
        }
        return copies;
    }

    @Test
    void changesAPictureAnewInEachEpoch() {
        List<LabelledImage> images = pictures(1);
        List<Float> first = all(images, 1, BatchOrder.shuffled(7, 1), 1, 0).getFirst().pixels;
        List<Float> second = all(images, 1, BatchOrder.shuffled(7, 2), 1, 0).getFirst().pixels;
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void leavesOutBadPicturesAndMovesNothingUp() {
        List<LabelledImage> images = new ArrayList<>(pictures(8));
        corrupt(images.get(1));
        images.set(5, new LabelledImage(dir.resolve("gone.jpg"), 5));
        try (ImageBatches batches = ImageBatches.of(images, SMALL, STANDARD, 4, BatchOrder.sequential(), 3, 0)) {
            Copy first = copy(batches);
            assertThat(first.images).containsExactly(images.get(0), images.get(2), images.get(3));
            assertThat(first.pixels).hasSize(3 * SMALL.values());
            assertThat(batches.rejected())
                    .containsExactly(new Rejected(images.get(1).path(), "is empty (0 bytes)"));
            assertThat(copy(batches).images).containsExactly(images.get(4), images.get(6), images.get(7));
            assertThat(batches.next()).isNull();
            assertThat(batches.rejected())
                    .extracting(Rejected::message)
                    .containsExactly(
                            images.get(1).path() + ": is empty (0 bytes); left out",
                            dir.resolve("gone.jpg") + ": does not exist; left out");
        }
    }

    @Test
    void aPictureThatIsMovedUpKeepsItsPixels() {
        List<LabelledImage> images = pictures(8);
        List<Copy> whole = all(images, 4, BatchOrder.shuffled(3, 0), 2, 0);
        LabelledImage bad = whole.get(0).images.get(1);
        corrupt(bad);
        Copy without = all(images, 4, BatchOrder.shuffled(3, 0), 2, 0).get(0);
        List<Float> expected = new ArrayList<>(whole.get(0).pixels);
        expected.subList(SMALL.values(), 2 * SMALL.values()).clear();
        assertThat(without.pixels).isEqualTo(expected);
        assertThat(without.images).doesNotContain(bad).hasSize(3);
    }

    @Test
    void passesOverABatchOfWhichNothingIsLeft() {
        List<LabelledImage> images = pictures(6);
        corrupt(images.get(2));
        corrupt(images.get(3));
        assertThat(all(images, 2, BatchOrder.sequential(), 2, 0))
                .extracting(Copy::index)
                .containsExactly(0L, 2L);
    }

    @Test
    void keepsOnlyAFewBatchesInMemory() {
        List<LabelledImage> images = pictures(40);
        Set<float[]> arrays = new HashSet<>();
        try (ImageBatches batches = ImageBatches.of(images, SMALL, STANDARD, 2, BatchOrder.sequential(), 4, 0)) {
            for (int i = 0; i < 20; i++) {
                try (Batch batch = batches.next()) {
                    arrays.add(batch.pixels()); // arrays are equal only to themselves
                }
            }
        }
        assertThat(arrays).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void refusesToGiveMoreThanItHoldsInsteadOfWaitingForEver() {
        List<LabelledImage> images = pictures(20);
        try (ImageBatches batches = ImageBatches.of(images, SMALL, STANDARD, 2, BatchOrder.sequential(), 1, 0)) {
            Batch first = batches.next();
            batches.next();
            batches.next();
            assertThatThrownBy(batches::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("batches: all 3 in memory are in use; close a batch before you take the next");
            first.close();
            first.close();
            assertThat(batches.next().index()).isEqualTo(3);
        }
    }

    @Test
    void aClosedBatchGivesNothing() {
        try (ImageBatches batches = ImageBatches.of(pictures(2), SMALL, STANDARD, 2, BatchOrder.sequential(), 1, 0)) {
            Batch batch = batches.next();
            batch.close();
            assertThatThrownBy(batch::pixels)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("batch 0: is closed; use it before you close it");
        }
    }

    @Test
    void closingInTheMiddleEndsTheThreads() {
        List<LabelledImage> images = pictures(40);
        ImageBatches batches = ImageBatches.of(images, SMALL, STANDARD, 2, BatchOrder.sequential(), 3, 0);
        batches.next();
        batches.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("inception-decode-"));
        assertThatThrownBy(batches::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("batches: are closed; take batches before you close them");
    }

    @Test
    void anotherFaultThanABadPictureStopsIt() {
        List<LabelledImage> images = List.of(new LabelledImage(null, 0));
        try (ImageBatches batches = ImageBatches.of(images, SMALL, STANDARD, 1, BatchOrder.sequential(), 1, 0)) {
            assertThatThrownBy(batches::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("batches: decoding failed (java.lang.NullPointerException")
                    .hasMessageEndingWith("); see the cause")
                    .hasCauseInstanceOf(NullPointerException.class);
        }
    }

    @Test
    void anEmptyListOrAFinishedEpochHasNoBatch() {
        assertThat(all(List.of(), 4, BatchOrder.sequential(), 2, 0)).isEmpty();
        assertThat(all(pictures(4), 4, BatchOrder.sequential(), 2, 9)).isEmpty();
    }

    @Test
    void refusesNumbersThatCannotBe() {
        assertThatThrownBy(() -> ImageBatches.of(List.of(), SMALL, STANDARD, 0, BatchOrder.sequential(), 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batches: of 0 pictures, by 1 threads, from batch 0; give at least 1, 1 and 0");
    }

    private List<LabelledImage> pictures(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new LabelledImage(
                        Drawn.write(dir.resolve(i + ".png"), Drawn.png(Drawn.noise(12 + i % 5, 10, i))), i))
                .toList();
    }

    private static void corrupt(LabelledImage image) {
        Drawn.write(image.path(), new byte[0]);
    }

    private static List<LabelledImage> order(List<Copy> copies) {
        return copies.stream().flatMap(copy -> copy.images.stream()).toList();
    }

    private static Copy copy(ImageBatches batches) {
        try (Batch batch = batches.next()) {
            return Copy.of(batch);
        }
    }

    private static List<Copy> all(List<LabelledImage> images, int batch, BatchOrder order, int threads, long first) {
        List<Copy> copies = new ArrayList<>();
        try (ImageBatches batches = ImageBatches.of(images, SMALL, STANDARD, batch, order, threads, first)) {
            for (Batch next = batches.next(); next != null; next = batches.next()) {
                copies.add(Copy.of(next));
                next.close();
            }
        }
        return copies;
    }
}
