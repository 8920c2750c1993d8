package org.inception4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;

class TensorTest {
    private final Tensor tensor = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);

    @Test
    void holdsNumbersInRowMajorOrder() {
        assertThat(tensor.size()).isEqualTo(6);
        assertThat(tensor.get(0)).isEqualTo(1);
        assertThat(tensor.get(5)).isEqualTo(6);
        tensor.set(4, -1);
        assertThat(tensor.toArray()).containsExactly(1, 2, 3, 4, -1, 6);
        assertThat(Tensor.of(Shape.of(), 7).toArray()).containsExactly(7);
    }

    @Test
    void startsAtZeroAndAlignedForVectorUnits() {
        try (Arena arena = Arena.ofConfined()) {
            arena.allocate(1);
            Tensor zeros = Tensor.zeros(Shape.of(5), arena);
            assertThat(zeros.toArray()).containsExactly(0, 0, 0, 0, 0);
            assertThat(zeros.data().address() % 64).isZero();
        }
    }

    @Test
    void sharesMemoryWithItsRowsAndOtherShapes() {
        Tensor rows = tensor.rows(1, 2);
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(rows.toArray()).containsExactly(3, 4, 5, 6);
        rows.set(0, 9);
        Tensor flat = tensor.reshaped(Shape.of(6));
        flat.set(0, 8);
        assertThat(tensor.toArray()).containsExactly(8, 2, 9, 4, 5, 6);
    }

    @Test
    void liesAnywhereInMemory() {
        MemorySegment bytes = Arena.ofAuto().allocate(13);
        Tensor odd = new Tensor(Shape.of(3), bytes.asSlice(1));
        odd.set(1, 2.5f);
        assertThat(odd.toArray()).containsExactly(0, 2.5f, 0);
    }

    @Test
    void refusesAnotherNumberOfNumbersThanItsShape() {
        refuses(
                () -> Tensor.of(Shape.of(2, 2), 1, 2, 3),
                "Tensor: (2, 2) needs 4 numbers and got 3; give as many as the shape needs");
        refuses(
                () -> Tensor.of(Shape.of(2, 2), 1, 2, 3, 4, 5),
                "Tensor: (2, 2) needs 4 numbers and got 5; give as many as the shape needs");
        refuses(
                () -> tensor.reshaped(Shape.of(4)),
                "Tensor: (4,) needs 16 bytes and has 24; give as many as the shape needs");
    }

    @Test
    void refusesRowsThatItDoesNotHave() {
        refuses(() -> tensor.rows(2, 2), "Tensor: (3, 2) has no 2 rows from 2 on; give at least 1, inside the batch");
        refuses(() -> tensor.rows(-1, 1), "Tensor: (3, 2) has no 1 rows from -1 on; give at least 1, inside the batch");
        refuses(() -> tensor.rows(0, 0), "Tensor: (3, 2) has no 0 rows from 0 on; give at least 1, inside the batch");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
