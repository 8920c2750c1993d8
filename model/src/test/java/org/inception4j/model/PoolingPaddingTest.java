package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PoolingPaddingTest {
    @Test
    void refusesPaddingAsWideAsTheWindow() {
        assertThatThrownBy(() -> MaxPooling2D.of(2, 1).withPadding(Padding.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "MaxPooling2D: padding (2, 2, 2, 2) is as wide as the poolSize 2x2; pad by less, so that no window sees padding only");
        assertThatThrownBy(() -> AveragePooling2D.of(3, 1).withPadding(new Padding.Explicit(0, 0, 0, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "AveragePooling2D: padding (0, 0, 0, 3) is as wide as the poolSize 3x3; pad by less, so that no window sees padding only");
    }

    @Test
    void takesPaddingOneLessThanTheWindow() {
        MaxPooling2D layer = MaxPooling2D.of(3, 1).withPadding(Padding.of(2));
        assertThat(layer.on(Input.of(4, 4, 1).on()).shape()).isEqualTo(Shape.of(6, 6, 1));
    }
}
