package org.inception4j.model;

/** What stands around a picture when a window slides over it. */
public sealed interface Padding {
    /** TensorFlow's SAME: output = ceil(input / stride); an odd pad puts the extra row below and the extra column right. */
    Padding SAME = new Same();

    /** No padding: the window stays inside the picture. */
    Padding VALID = new Valid();

    /** The same number of rows and columns on all four sides, as Caffe and PyTorch have it. */
    static Padding of(int all) {
        return of(all, all);
    }

    /** So many rows above and as many below, so many columns left and as many right. */
    static Padding of(int rows, int columns) {
        return new Explicit(rows, rows, columns, columns);
    }

    /** See {@link Padding#SAME}. */
    record Same() implements Padding {
        @Override
        public String toString() {
            return "same";
        }
    }

    /** See {@link Padding#VALID}. */
    record Valid() implements Padding {
        @Override
        public String toString() {
            return "valid";
        }
    }

    /** Rows above and below, columns left and right. */
    record Explicit(int top, int bottom, int left, int right) implements Padding {
        public Explicit {
            for (int side : new int[] {top, bottom, left, right}) {
                Check.atLeast("Padding", "a side", side, 0);
            }
        }

        @Override
        public String toString() {
            return "(%d, %d, %d, %d)".formatted(top, bottom, left, right);
        }
    }
}
