package org.inception4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.inception4j.model.Model;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;

class LayerPatternsTest {
    private static final Model MODEL = Networks.named("googlenet:paper").build();

    @Test
    void starsStandForSlashesToo() {
        LayerPatterns patterns = of("conv*");
        assertThat(patterns.test("conv1/7x7_s2")).isTrue();
        assertThat(patterns.test("conv2/3x3")).isTrue();
        assertThat(patterns.test("inception_3a/1x1")).isFalse();
    }

    @Test
    void questionMarksStandForOneCharacter() {
        LayerPatterns patterns = of("inception_3?/*");
        assertThat(patterns.test("inception_3b/pool_proj")).isTrue();
        assertThat(patterns.test("inception_4a/1x1")).isFalse();
    }

    @Test
    void laterPatternsTakeLayersOutAgain() {
        LayerPatterns patterns = of("*", "!loss3/classifier");
        assertThat(patterns.test("conv1/7x7_s2")).isTrue();
        assertThat(patterns.test("loss3/classifier")).isFalse();
    }

    @Test
    void otherCharactersStandForThemselves() {
        assertThatThrownBy(() -> of("conv1.7x7_s2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("freeze: no layer of googlenet:paper fits \"conv1.7x7_s2\"; the nearest are conv1/7x7_s2,"
                        + " pool1/3x3_s2, pool5/7x7_s1");
    }

    @Test
    void noPatternChoosesNothing() {
        assertThat(of().test("conv1/7x7_s2")).isFalse();
    }

    private static LayerPatterns of(String... patterns) {
        return LayerPatterns.of("freeze", List.of(patterns), MODEL);
    }
}
