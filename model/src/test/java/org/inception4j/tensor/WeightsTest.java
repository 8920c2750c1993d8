package org.inception4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.Model;
import org.inception4j.model.NestedModel;
import org.inception4j.model.Node;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;

class WeightsTest {
    private final Model model = Sequential.of(
            "net",
            Shape.of(8, 8, 3),
            Conv2D.of(4, 3),
            BatchNormalization.of(),
            GlobalAveragePooling2D.of(),
            Dense.of(5));

    @Test
    void startsEachWeightOfAModelByItsInitializer() {
        Weights weights = Weights.initialise(model, 1);
        assertThat(weights.names()).containsExactlyElementsOf(model.weights().keySet());
        model.weights()
                .forEach((name, spec) -> assertThat(weights.get(name).shape()).isEqualTo(spec.shape()));
        assertThat(weights.get("conv2d/bias").toArray()).containsOnly(0);
        assertThat(weights.get("batch_normalization/moving_variance").toArray()).containsOnly(1);
        assertThat(weights.get("conv2d/kernel").toArray()).doesNotContain(0).doesNotHaveDuplicates();
    }

    @Test
    void startsTheSameForOneSeedAndOtherwiseForAnother() {
        assertThat(values(Weights.initialise(model, 7))).isEqualTo(values(Weights.initialise(model, 7)));
        assertThat(Weights.initialise(model, 8).get("dense/kernel").toArray())
                .isNotEqualTo(Weights.initialise(model, 7).get("dense/kernel").toArray());
    }

    @Test
    void startsALayerTheSameWhateverStandsBesideIt() {
        Node data = Input.of(8, 8, 3).on();
        Node x = GlobalAveragePooling2D.of().on(Conv2D.of(4, 3).on(data));
        Node extra = Dense.of(6).named("extra").on(x);
        Model longer = Model.of("longer", data, Dense.of(2).named("last").on(extra));
        assertThat(Weights.initialise(longer, 7).get("conv2d/kernel").toArray())
                .isEqualTo(Weights.initialise(model, 7).get("conv2d/kernel").toArray());
    }

    @Test
    void startsLayersOfOneShapeDifferently() {
        Model twins = Sequential.of("twins", Shape.of(4), Dense.of(4), Dense.of(4));
        Weights weights = Weights.initialise(twins, 1);
        assertThat(weights.get("dense/kernel").toArray())
                .isNotEqualTo(weights.get("dense_1/kernel").toArray());
    }

    @Test
    void takesOthersInPlaceOfItsOwn() {
        Weights weights = Weights.of(Map.of("a", scalar(1), "b", scalar(2)));
        Weights mixed = weights.with(Weights.of(Map.of("b", scalar(3), "c", scalar(4))));
        assertThat(mixed.get("a").toArray()).containsExactly(1);
        assertThat(mixed.get("b").toArray()).containsExactly(3);
        assertThat(mixed.get("c").toArray()).containsExactly(4);
        assertThat(weights.has("c")).isFalse();
        assertThat(weights.get("b").toArray()).containsExactly(2);
    }

    @Test
    void givesWhatAModelNeedsInItsOrder() {
        LinkedHashMap<String, Tensor> all =
                new LinkedHashMap<>(Weights.initialise(model, 1).tensors());
        all.put("left over", scalar(1));
        Weights needed = Weights.of(all.reversed()).forModel(model);
        assertThat(needed.names()).containsExactlyElementsOf(model.weights().keySet());
    }

    @Test
    void namesWhatAModelMisses() {
        Weights start = Weights.initialise(model, 1);
        Map<String, Tensor> some = new LinkedHashMap<>(start.tensors());
        some.keySet().removeAll(List.of("dense/kernel", "dense/bias"));
        refuses(
                () -> Weights.of(some).forModel(model),
                "net: 2 of 8 tensors are missing: dense/kernel, dense/bias; load a file of this network");
        refuses(
                () -> Weights.of(Map.of()).forModel(model),
                "net: 8 of 8 tensors are missing: conv2d/kernel, conv2d/bias, batch_normalization/gamma, batch_normalization/beta, batch_normalization/moving_mean and 3 more; load a file of this network");
    }

    @Test
    void refusesAShapeThatTheModelDoesNotHave() {
        Model other = Sequential.of(
                "other",
                Shape.of(8, 8, 3),
                Conv2D.of(4, 3),
                BatchNormalization.of(),
                GlobalAveragePooling2D.of(),
                Dense.of(6));
        refuses(
                () -> Weights.initialise(other, 1).forModel(model),
                "dense/kernel: has the shape (4, 6) and the model needs (4, 5); load a file of this network");
    }

    @Test
    void refusesANameThatItDoesNotHave() {
        Weights weights = Weights.initialise(model, 1);
        refuses(() -> weights.get("dense/kernle"), "dense/kernle: no such weight among 8; did you mean dense/kernel?");
        refuses(() -> weights.get("fc"), "fc: no such weight among 8; check the name");
    }

    @Test
    void keepsItsMapToItself() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(Map.of("a", scalar(1)));
        Weights weights = Weights.of(tensors);
        tensors.clear();
        assertThat(weights.has("a")).isTrue();
        assertThatThrownBy(() -> weights.tensors().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static List<List<Float>> values(Weights weights) {
        return weights.tensors().values().stream()
                .map(tensor -> {
                    List<Float> list = new ArrayList<>();
                    for (float value : tensor.toArray()) {
                        list.add(value);
                    }
                    return list;
                })
                .toList();
    }

    private static Tensor scalar(float value) {
        return Tensor.of(Shape.of(1), value);
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void servesAModelThatUsesItsModelAsALayer() {
        Node inner = Input.of(2).on();
        Model features = Model.of("features", inner, Dense.of(3).on(inner));
        Node input = Input.of(2).on();
        Model model = Model.of("model", input, NestedModel.of(features).on(input));
        Weights weights = Weights.initialise(features, 0);
        Weights nested = weights.nestedIn("features").forModel(model);
        assertThat(nested.names()).containsExactly("features/dense/kernel", "features/dense/bias");
        assertThat(nested.get("features/dense/kernel")).isSameAs(weights.get("dense/kernel"));
    }
}
