package org.inception4j.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    @Test
    void endsAWalkWithoutEnd() {
        Arena arena = Arena.ofShared();
        ByteBuffer file = arena.allocate(8).asByteBuffer();
        assertThatThrownBy(() -> {
                    try (Patience _ = Patience.of(arena, Duration.ofMillis(30))) {
                        while (file.getLong(0) == 0) {
                            Thread.onSpinWait();
                        }
                    }
                })
                .isInstanceOf(IllegalStateException.class);
    }

    /** The second patience ends after the first would have. */
    @Test
    void leavesTheFileOpenWhenTheWalkEnds() {
        Arena later = Arena.ofShared();
        try (Arena arena = Arena.ofShared()) {
            Patience.of(arena, Duration.ofMillis(30)).close();
            try (Patience _ = Patience.of(later, Duration.ofMillis(60))) {
                while (later.scope().isAlive()) {
                    Thread.onSpinWait();
                }
            }
            assertThat(arena.scope().isAlive()).isTrue();
        }
    }
}
