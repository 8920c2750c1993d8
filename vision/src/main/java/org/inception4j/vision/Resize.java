package org.inception4j.vision;

/**
 * How a picture of any size comes to the size of which the crop is taken. {@link #type} is the name of the kind where a value is
 * written to a file.
 */
public sealed interface Resize {
    String type();

    /**
     * To this height and width whatever the shape of the picture; the crop is its centre, rounded up and left, as Caffe does.
     */
    record Squash(int height, int width) implements Resize {
        public static final String TYPE = "squash";

        public Squash {
            Resize.check(TYPE, height);
            Resize.check(TYPE, width);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * The shorter side to this size and the longer one in proportion, rounded down; the crop is the centre, halves rounded to
     * even: torchvision's {@code Resize} and {@code CenterCrop}.
     */
    record ShorterSide(int size) implements Resize {
        public static final String TYPE = "shorter_side";

        public ShorterSide {
            Resize.check(TYPE, size);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * First this central part of the picture's height and width is taken, then it is resized to the crop's size whatever its
     * shape: TensorFlow's {@code central_crop} and {@code resize}.
     *
     * @param fraction more than 0, at most 1
     */
    record CentralCrop(double fraction) implements Resize {
        public static final String TYPE = "central_crop";

        public CentralCrop {
            if (!(fraction > 0 && fraction <= 1)) {
                throw new IllegalArgumentException(
                        "%s: fraction is %s; give more than 0 and at most 1".formatted(TYPE, fraction));
            }
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    private static void check(String type, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("%s: size is %d; give at least 1".formatted(type, size));
        }
    }
}
