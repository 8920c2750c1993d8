package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final Shape PICTURE = Shape.of(5, 7, 3);

    @Test
    void namesTheSizesOfAPicture() {
        assertThat(PICTURE.height()).isEqualTo(5);
        assertThat(PICTURE.width()).isEqualTo(7);
        assertThat(PICTURE.channels()).isEqualTo(3);
        assertThat(PICTURE.rank()).isEqualTo(3);
        assertThat(PICTURE.elements()).isEqualTo(105);
    }

    @Test
    void countsNegativeAxesFromTheEnd() {
        assertThat(PICTURE.size(0)).isEqualTo(5);
        assertThat(PICTURE.size(-1)).isEqualTo(3);
        assertThat(PICTURE.size(-3)).isEqualTo(5);
    }

    @Test
    void putsTheBatchInFront() {
        assertThat(PICTURE.batched(8)).isEqualTo(Shape.of(8, 5, 7, 3));
        assertThat(PICTURE.batched(8).unbatched()).isEqualTo(PICTURE);
        assertThat(PICTURE.withChannels(9)).isEqualTo(Shape.of(5, 7, 9));
    }

    @Test
    void printsAsAPythonTuple() {
        assertThat(PICTURE).hasToString("(5, 7, 3)");
        assertThat(Shape.of(4)).hasToString("(4,)");
        assertThat(Shape.of()).hasToString("()");
    }

    @Test
    void isAValueThatNobodyCanChange() {
        List<Integer> sizes = new ArrayList<>(List.of(1, 2));
        Shape shape = new Shape(sizes);
        sizes.set(0, 9);
        assertThat(shape).isEqualTo(Shape.of(1, 2)).hasSameHashCodeAs(Shape.of(1, 2));
        shape.toArray()[0] = 9;
        assertThat(shape.toArray()).containsExactly(1, 2);
        assertThatThrownBy(() -> shape.sizes().set(0, 9)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void countsBeyondWhatAnIntHolds() {
        assertThat(Shape.of(65_536, 65_536).elements()).isEqualTo(1L << 32);
        assertThat(Shape.of().elements()).isEqualTo(1);
        Shape huge = Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 4);
        assertThatThrownBy(huge::elements).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void knowsASizesArea() {
        assertThat(Size.of(1, 7).area()).isEqualTo(7);
        assertThat(Size.of(1, 7)).hasToString("1x7");
        assertThat(Size.of(65_536).area()).isEqualTo(1L << 32);
        assertThat(Padding.of(0, 3)).isEqualTo(new Padding.Explicit(0, 0, 3, 3)).hasToString("(0, 0, 3, 3)");
    }
}
