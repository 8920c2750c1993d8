package org.inception4j.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class PrimitiveTest {
    private final Handles handles = new Handles();
    private final Kernels kernels = new Kernels(handles);

    @Test
    void forgetsItsDescriptionWhenItsCodeIsMade() {
        Primitive copy = copy();
        assertThat(copy.descriptor()).isNotNull();
        assertThat(copy.handle()).isSameAs(copy.handle());
        assertThatThrownBy(copy::scratchpad)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith(": is asked for its shapes after its code was made");
        handles.close();
    }

    @Test
    void mayBeClosedBeforeItsOwner() {
        Primitive made = copy();
        made.handle();
        made.close();
        made.close();
        Primitive described = copy();
        described.close();
        assertThatThrownBy(made::handle)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith(": is closed; make a new plan");
        assertThatCode(handles::close).doesNotThrowAnyException();
    }

    @Test
    void isRefusedByAnOwnerThatIsClosed() {
        handles.close();
        assertThatThrownBy(this::copy)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("oneDNN: the plan is closed; make a new one");
    }

    @Test
    void takesLayoutsOfOtherRanksForOthers() {
        assertThat(Layout.dense(handles, Element.F32, 7)).isSameAs(Layout.dense(handles, Element.F32, 7));
        Layout vector = Layout.dense(handles, Element.F32, 7);
        Layout matrix = Layout.any(handles, Element.F32, 7, 1);
        assertThat(matrix.sizes()).containsExactly(7, 1);
        assertThat(matrix.same(vector)).isFalse();
        handles.close();
    }

    private Primitive copy() {
        Layout floats = Layout.dense(handles, Element.F32, 3, 5);
        Layout halves = Layout.dense(handles, Element.BF16, 3, 5);
        return Pointwise.reorder(kernels, "copy", floats, halves, List.of());
    }
}
