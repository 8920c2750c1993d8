package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inception4j.model.summary.Cost;
import org.inception4j.model.summary.Summary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every layer of the sealed family: a new one is held to it as soon as it is permitted. */
class LayerFamilyTest {
    private static final Set<Class<?>> JOINING = Set.of(Add.class, Concatenate.class);
    private static final Shape PICTURE = Shape.of(5, 7, 6);

    /** One of each class; a picture of (5, 7, 6) fits all but Dense and Input. */
    private static List<Layer> samples() {
        return List.of(
                Activation.of(ActivationFunction.RELU),
                AdaptiveAveragePooling2D.of(3),
                Add.of(),
                AveragePooling2D.of(3, 2),
                BatchNormalization.of(),
                Concatenate.of(),
                Conv2D.of(4, 3),
                Cropping2D.of(1),
                Dense.of(3),
                DepthwiseConv2D.of(3),
                Dropout.of(0.5),
                Flatten.of(),
                GlobalAveragePooling2D.of(),
                GlobalMaxPooling2D.of(),
                Input.of(5, 7, 6),
                LayerNormalization.of(),
                LocalResponseNormalization.of(),
                MaxPooling2D.of(3, 2),
                NestedModel.of(Sequential.of("inner", PICTURE, Conv2D.of(2, 3))),
                Normalization.of(channels(2), channels(4)),
                Rescaling.of(2, 1),
                Reshape.of(35, 6),
                SeparableConv2D.of(4, 3),
                ZeroPadding2D.of(1));
    }

    private static Stream<Class<?>> family() {
        return Arrays.stream(Layer.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("family")
    void isAValue(Class<?> type) {
        assertThat(type.isRecord()).isTrue();
        assertThat(sample(type)).isEqualTo(sample(type)).hasSameHashCodeAs(sample(type));
        assertThat(sample(type).toString()).startsWith(type.getSimpleName() + "[");
    }

    @ParameterizedTest
    @MethodSource("family")
    void hasAFactory(Class<?> type) {
        assertThat(type.getMethods())
                .anyMatch(method -> method.getName().equals("of")
                        && Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() == type);
    }

    @ParameterizedTest
    @MethodSource("family")
    void changesOneComponentByEachWith(Class<?> type) throws ReflectiveOperationException {
        Layer layer = sample(type);
        for (Method with : type.getMethods()) {
            Optional<RecordComponent> component = changedBy(with, type);
            if (component.isPresent() && component.get().getType() == with.getParameterTypes()[0]) {
                Object wanted = otherThan(component.get().getAccessor().invoke(layer));
                Object changed = with.invoke(layer, wanted);
                for (RecordComponent each : type.getRecordComponents()) {
                    Object expected = each.getName().equals(component.get().getName())
                            ? wanted
                            : each.getAccessor().invoke(layer);
                    assertThat(each.getAccessor().invoke(changed))
                            .as("%s after %s", each.getName(), with.getName())
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("family")
    void refusesAWrongNumberOfInputs(Class<?> type) {
        Layer layer = sample(type);
        if (layer instanceof Input) {
            refuses(layer, List.of(PICTURE), "takes no input and got 1; give none");
        } else if (JOINING.contains(type)) {
            refuses(layer, List.of(PICTURE), "joins inputs and got 1; give at least 2");
        } else {
            refuses(layer, List.of(), "takes one input and got 0; give one");
            refuses(layer, List.of(PICTURE, PICTURE), "takes one input and got 2; give one");
        }
    }

    @ParameterizedTest
    @MethodSource("family")
    void standsInAModelItsSummaryAndItsCost(Class<?> type) {
        Layer layer = sample(type);
        Node data = layer instanceof Dense ? Input.of(6).on() : new Input(PICTURE).on();
        Node node =
                switch (layer) {
                    case Input _ -> data;
                    case Add _, Concatenate _ -> layer.on(data, data);
                    default -> layer.on(data);
                };
        Model model = Model.of("one", data, node);
        assertThat(model.output().node().shape().elements()).isPositive();
        assertThat(Summary.of(model).rows().getLast().name()).isEqualTo(model.name(node));
        assertThat(Summary.of(model).rows().getLast().parameters()).isEqualTo(model.parameters());
        assertThat(Cost.multiplyAdds(node) > 0)
                .isEqualTo(layer instanceof Dense
                        || layer instanceof NestedModel
                        || type.getSimpleName().contains("Conv2D"));
        long trainable = model.weights().values().stream()
                .filter(WeightSpec::trainable)
                .mapToLong(spec -> spec.shape().elements())
                .sum();
        assertThat(model.trainableParameters()).isEqualTo(trainable);
    }

    private static Layer sample(Class<?> type) {
        return samples().stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " has no sample here; add one"));
    }

    /** The component that a method named withX changes: x, or useX. */
    private static Optional<RecordComponent> changedBy(Method method, Class<?> type) {
        if (!method.getName().startsWith("with") || method.getParameterCount() != 1) {
            return Optional.empty();
        }
        String name = method.getName().substring("with".length());
        String small = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        Map<String, RecordComponent> components = Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, component -> component));
        RecordComponent component = components.getOrDefault(small, components.get("use" + name));
        assertThat(component)
                .as("%s of %s", method.getName(), type.getSimpleName())
                .isNotNull();
        return Optional.of(component);
    }

    private static Object otherThan(Object value) {
        return switch (value) {
            case Integer number -> number * 2;
            case Float number -> number / 2;
            case Boolean flag -> !flag;
            case Size size -> Size.of(size.height() + 1, size.width() + 2);
            case Padding _ -> Padding.SAME;
            case Rounding _ -> Rounding.CEIL;
            case ActivationFunction _ -> ActivationFunction.TANH;
            default -> throw new AssertionError("no other value for " + value);
        };
    }

    private static void refuses(Layer layer, List<Shape> inputs, String message) {
        assertThatThrownBy(() -> layer.outputShape(inputs))
                .as("%s", layer)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static List<Float> channels(float value) {
        return List.of(value, value, value, value, value, value);
    }
}
