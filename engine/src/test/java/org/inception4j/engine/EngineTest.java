package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EngineTest {
    @Test
    void findsTheReferenceByItsName() {
        assertThat(Engine.named("reference").name()).isEqualTo("reference");
    }

    @Test
    void prefersTheFastestOfThoseThatRun() {
        int highest = Engine.all().stream()
                .filter(engine -> engine.unavailable().isEmpty())
                .map(Engine::preference)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        assertThat(Engine.best().preference()).isEqualTo(highest);
    }

    @Test
    void refusesAnUnknownName() {
        String known = Engine.all().stream().map(Engine::name).collect(Collectors.joining(", "));
        assertThatThrownBy(() -> Engine.named("gpu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("engine: there is none named gpu; there are " + known);
    }
}
