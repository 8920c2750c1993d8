package org.inception4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ModelTest {
    private final Node data = Input.of(8, 8, 3).named("data").on();
    private final Node trunk = Conv2D.of(4, 3).named("trunk").on(data);
    private final Node pooled = GlobalAveragePooling2D.of().named("pooled").on(trunk);
    private final Node main = Dense.of(5).named("classifier").on(pooled);
    private final Node head = Dense.of(5).on(Flatten.of().on(trunk));
    private final Model model = Model.of("net", data, Output.of("main", main), Output.auxiliary("head", head, 0.3f));

    @Test
    void knowsItsInputsOutputsAndLayers() {
        assertThat(model.name()).isEqualTo("net");
        assertThat(model.input()).isSameAs(data);
        assertThat(model.output()).isEqualTo(Output.of("main", main));
        assertThat(model.output("head")).isEqualTo(new Output("head", head, 0.3f, true));
        assertThat(model.nodes()).startsWith(data, trunk).hasSize(6);
        assertThat(model.node("pooled")).isSameAs(pooled);
    }

    @Test
    void namesAnOutputAfterItsLayerWhereNoNameIsGiven() {
        assertThat(Model.of("m", data, main).output().name()).isEqualTo("classifier");
        assertThat(Model.of("m", data, head).output().name()).isEqualTo("dense");
    }

    @Test
    void listsWeightsByFullNameInKerasOrder() {
        assertThat(model.weights().values())
                .extracting(WeightSpec::name, WeightSpec::shape)
                .containsExactly(
                        tuple("trunk/kernel", Shape.of(3, 3, 3, 4)),
                        tuple("trunk/bias", Shape.of(4)),
                        tuple("classifier/kernel", Shape.of(4, 5)),
                        tuple("classifier/bias", Shape.of(5)),
                        tuple("dense/kernel", Shape.of(144, 5)),
                        tuple("dense/bias", Shape.of(5)));
        assertThat(model.weights(main))
                .extracting(WeightSpec::name)
                .containsExactly("classifier/kernel", "classifier/bias");
        assertThat(model.parameters()).isEqualTo(112 + 25 + 725);
    }

    @Test
    void countsWeightsThatTrainingChanges() {
        Model normalised = Sequential.of("m", Shape.of(4, 4, 3), BatchNormalization.of(), Conv2D.of(2, 1));
        assertThat(normalised.parameters()).isEqualTo(12 + 8);
        assertThat(normalised.trainableParameters()).isEqualTo(6 + 8);
    }

    @Test
    void dropsAuxiliaryHeadsForInferenceAndKeepsNames() {
        Model inference = model.inference();
        assertThat(inference.outputs()).containsExactly(Output.of("main", main));
        assertThat(inference.nodes()).containsExactly(data, trunk, pooled, main);
        assertThat(inference.nodes())
                .extracting(inference::name)
                .containsExactly("data", "trunk", "pooled", "classifier");
        assertThat(inference.weights()).doesNotContainKey("dense/kernel").hasSize(4);
        assertThat(inference.inference()).isSameAs(inference);
    }

    @Test
    void keepsNamesByKerasRulesWhenOutputsChange() {
        Node a = Dense.of(4).on(pooled);
        Node b = Dense.of(4).on(pooled);
        Model both = Model.of("m", data, Output.of("a", a), Output.of("b", b));
        Model second = both.withOutputs(List.of(Output.of("only", b)));
        assertThat(second.name(b)).isEqualTo("dense_1");
        assertThat(second.output().name()).isEqualTo("only");
        assertThat(second.weights()).containsKey("dense_1/kernel").doesNotContainKey("dense/kernel");
    }

    @Test
    void leavesOutInputsThatTheChangedOutputsDoNotNeed() {
        Node other = Input.of(4).named("other").on();
        Node sum = Dense.of(2).on(other);
        Model two = Model.of("m", List.of(data, other), List.of(Output.of("a", main), Output.of("b", sum)));
        assertThat(two.withOutputs(List.of(Output.of("b", sum))).inputs()).containsExactly(other);
    }

    @Test
    void givesOutWhatChosenLayersCompute() {
        Model layers = model.withLayersAsOutputs(List.of("trunk", "pooled"));
        assertThat(layers.outputs()).containsExactly(Output.of("trunk", trunk), Output.of("pooled", pooled));
        assertThat(layers.nodes()).containsExactly(data, trunk, pooled);
        assertThat(layers.name(trunk)).isEqualTo("trunk");
    }

    @Test
    void tellsAChainFromAGraph() {
        assertThat(model.chain()).isFalse();
        assertThat(model.inference().chain()).isTrue();
        assertThat(model.inference().sequential()).isFalse();
        assertThat(Sequential.of("m", Shape.of(4), Dense.of(2)).sequential()).isTrue();
        Model marked = model.inference().asSequential();
        assertThat(marked.sequential()).isTrue();
        assertThat(marked.nodes()).isEqualTo(model.inference().nodes());
        assertThat(marked.output()).isEqualTo(model.inference().output());
        refuses(model::asSequential, "net: is no chain of layers from one input to one output; leave it a graph");
    }

    @Test
    void buildsASequenceOfNamedLayers() {
        LayerInstance shared = Dense.of(4).named("twice");
        Model chain = Sequential.of(
                "m", Shape.of(4), List.of(shared, shared, Flatten.of().named("end")));
        assertThat(chain.nodes()).extracting(chain::name).containsExactly("twice_input", "twice", "twice", "end");
        assertThat(chain.parameters()).isEqualTo(20);
    }

    @Test
    void refusesAnUnknownLayerOrOutput() {
        refuses(() -> model.node("truck"), "net: has no layer named truck; did you mean trunk?");
        refuses(
                () -> model.node("mixed10"),
                "net: has no layer named mixed10; it has data, trunk, pooled, flatten, classifier and 1 more");
        refuses(() -> model.output("prob"), "net: has no output named prob; it has main, head");
        refuses(
                () -> model.withLayersAsOutputs(List.of("Pooled")),
                "net: has no layer named Pooled; did you mean pooled?");
    }

    @Test
    void refusesANodeOfAnotherModel() {
        Node foreign = Dense.of(9).named("foreign").on(pooled);
        refuses(
                () -> model.name(foreign),
                "net: has no layer foreign (9,); ask the model that was built from this node");
    }

    @Test
    void refusesNoOutput() {
        refuses(() -> Model.of("m", List.of(data), List.of()), "m: has no output; give at least one");
        refuses(() -> model.withOutputs(List.of()), "net: has no output; give at least one");
    }

    @Test
    void refusesTwoOutputsOfOneName() {
        refuses(
                () -> Model.of("m", data, Output.of("x", main), Output.of("x", head)),
                "m: two outputs are named x; give each its own name");
        refuses(
                () -> Model.of("m", data, Output.of("", main), Output.of("", main)),
                "m: two outputs are named classifier; give each its own name");
    }

    @Test
    void refusesAnInputThatIsMissing() {
        Node other = Input.of(4).named("other").on();
        Node sum = Add.of().on(pooled, other);
        refuses(
                () -> Model.of("m", data, sum),
                "m: the outputs need the input other (4,), which is not among the model's inputs; add it");
    }

    @Test
    void refusesAnInputThatNothingNeeds() {
        Node other = Input.of(4).on();
        refuses(
                () -> Model.of("m", List.of(data, other), List.of(Output.of("", main))),
                "m: no output depends on the input input (4,); leave it out or connect it");
    }

    @Test
    void refusesAnInputGivenTwice() {
        refuses(
                () -> Model.of("m", List.of(data, data), List.of(Output.of("", main))),
                "m: the input data (8, 8, 3) is given twice; give it once");
    }

    @Test
    void refusesANodeThatIsNoInput() {
        refuses(() -> Model.of("m", trunk, main), "m: trunk (6, 6, 4) is no Input layer; give inputs made by Input");
    }

    @Test
    void refusesToNameOneInputOfSeveral() {
        Node other = Input.of(4).on();
        Model two = Model.of(
                "m", List.of(data, other), List.of(Output.of("", Add.of().on(pooled, other))));
        assertThatThrownBy(two::input)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("m: has 2 inputs; ask for them by inputs()");
    }

    @Test
    void refusesToShareALayerBetweenInputsOfDifferentWidth() {
        LayerInstance shared = Dense.of(2).named("shared");
        Node sum = Add.of().on(shared.on(pooled), shared.on(Flatten.of().on(data)));
        refuses(
                () -> Model.of("m", data, sum),
                "shared/kernel: is shared by inputs that need the shapes (4, 2) and (192, 2); share it only between inputs of one width");
    }

    @Test
    void putsTheLayersNameBeforeWhatIsWrongWithItsInputs() {
        Node small = MaxPooling2D.of(2, 2).on(data);
        refuses(
                () -> Concatenate.of().named("mixed4/concat").on(data, small),
                "mixed4/concat: cannot join (8, 8, 3) and (4, 4, 3) along the channels: height and width must agree; check stride and padding of each branch");
        refuses(
                () -> Dense.of(2).on(data),
                "dense: the input (8, 8, 3) is not a vector; put Flatten or GlobalAveragePooling2D before it");
    }

    private static AbstractThrowableAssert<?, ?> refuses(ThrowingCallable call, String message) {
        return assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
