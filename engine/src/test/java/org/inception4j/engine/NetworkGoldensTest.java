package org.inception4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.inception4j.engine.NetworkGolden.Numbers;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Tensor;
import org.inception4j.tensor.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network of the zoo gives, block by block, the numbers that its own source gives: torchvision, timm, Keras, TF-slim, Caffe. */
class NetworkGoldensTest {
    /**
     * Of a tensor's largest number: two float32 implementations sum in different orders, through up to 250 layers. They were
     * found to differ by 2e-6 at most.
     */
    private static final double TOLERANCE = 1e-5;

    /** Up to this image size the reference engine takes a second or two. */
    private static final int REFERENCE_SIZE = 110;

    static List<NetworkGolden> goldens() {
        return NetworkGolden.all();
    }

    static List<NetworkGolden> small() {
        return goldens().stream()
                .filter(golden -> golden.imageSize() <= REFERENCE_SIZE)
                .toList();
    }

    @Test
    void everyNetworkHasAGolden() {
        assertThat(goldens().stream().map(NetworkGolden::network).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Networks.all().stream().map(Network::name).toList());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void countsTheParametersOfItsSource(NetworkGolden golden) {
        assertThat(golden.model().parameters()).isEqualTo(golden.parameters());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void hasTheBlocksOfItsSource(NetworkGolden golden) {
        Model model = golden.model();
        List<Node> ends = model.outputs().stream().map(Output::node).toList();
        Map<String, Object> shapes = new LinkedHashMap<>();
        model.blocks().forEach((name, end) -> {
            if (!ends.contains(end)) {
                shapes.put(name, end.shape());
            }
        });
        Map<String, Object> expected = new LinkedHashMap<>();
        golden.blocks().forEach((name, numbers) -> expected.put(name, numbers.shape()));
        assertThat(shapes).isEqualTo(expected);
    }

    @Tag("native")
    @ParameterizedTest
    @MethodSource("goldens")
    void answersAsItsSource(NetworkGolden golden) {
        for (Engine engine : Engines.others()) {
            agrees(engine, golden);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("small")
    void answersAsItsSourceInTheReferenceEngine(NetworkGolden golden) {
        agrees(Engines.reference(), golden);
    }

    private static void agrees(Engine engine, NetworkGolden golden) {
        Model model = golden.model();
        try (Arena arena = Arena.ofShared()) {
            Weights weights = golden.weights(model, arena);
            Map<String, Numbers> all = new LinkedHashMap<>(golden.blocks());
            all.putAll(golden.outputs());
            agree(
                    golden + " and its blocks",
                    answers(engine, shown(model, golden.blocks().keySet()), weights),
                    all);
            // What is not given out may be overwritten.
            agree(golden.toString(), answers(engine, shown(model, Set.of()), weights), golden.outputs());
        }
    }

    private static void agree(String place, Map<String, Tensor> actual, Map<String, Numbers> expected) {
        assertThat(actual.keySet()).as(place).isEqualTo(expected.keySet());
        List<String> wrong = new ArrayList<>();
        expected.forEach((name, numbers) -> {
            double error = error(actual.get(name), numbers);
            if (!(error < TOLERANCE)) {
                wrong.add("%s is wrong by %.1e".formatted(name, error));
            }
            if (!numbers.top().isEmpty() && !top(actual.get(name)).equals(numbers.top())) {
                wrong.add("%s ranks otherwise".formatted(name));
            }
        });
        assertThat(wrong).as(place).isEmpty();
    }

    /** The model with the ends of these blocks as outputs too. */
    private static Model shown(Model model, Set<String> blocks) {
        List<Output> outputs = new ArrayList<>();
        blocks.forEach(name -> outputs.add(Output.of(name, model.blocks().get(name))));
        outputs.add(Output.of(NetworkGolden.MAIN, model.output().node()));
        outputs.addAll(model.outputs().subList(1, model.outputs().size()));
        return model.withOutputs(outputs);
    }

    private static Map<String, Tensor> answers(Engine engine, Model model, Weights weights) {
        InferenceOptions options = InferenceOptions.standard().withPrecision(Precision.FP32);
        try (InferencePlan plan = engine.inference(model, weights, options)) {
            Tensor picture = CounterWeights.picture(model.input().shape());
            return plan.run(Map.of(model.name(model.input()), picture));
        }
    }

    /** The worst of the mean, the largest magnitude and the values at places, over the largest magnitude. */
    private static double error(Tensor actual, Numbers expected) {
        if (!actual.shape().unbatched().equals(expected.shape())) {
            throw new AssertionError("%s instead of %s".formatted(actual.shape().unbatched(), expected.shape()));
        }
        double sum = 0;
        double largest = 0;
        for (float value : actual.toArray()) {
            sum += value;
            largest = Math.max(largest, Math.abs(value));
        }
        double worst =
                Math.max(Math.abs(sum / actual.size() - expected.mean()), Math.abs(largest - expected.largest()));
        for (int i = 0; i < expected.at().length; i++) {
            worst = Math.max(worst, Math.abs(actual.get(expected.at()[i]) - expected.values()[i]));
        }
        return Double.isNaN(sum) ? Double.NaN : worst / expected.largest();
    }

    private static List<Integer> top(Tensor scores) {
        return IntStream.range(0, Math.toIntExact(scores.size()))
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -scores.get(i)))
                .limit(5)
                .toList();
    }
}
