package org.inception4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.Model;
import org.inception4j.model.Shape;
import org.inception4j.model.zoo.Networks;
import org.inception4j.tensor.Weights;
import org.inception4j.training.History;
import org.inception4j.training.callback.EpochLog;
import org.inception4j.training.optimizer.Optimizer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Seed002Test {
    private static final Shape PUBLISHED = Shape.of(224, 224, 3);

    @TempDir
    private Path folder;

    @Test
    void hasTheParametersOfTheNotebooksNetwork() {
        assertThat(Seed002TrainGoogLeNet.googlenet(PUBLISHED, 10).parameters()).isEqualTo(5_983_802);
    }

    @Test
    void isTheZoosVariant() {
        Model ours = Seed002TrainGoogLeNet.googlenet(PUBLISHED, 10);
        Model zoo = Networks.named("googlenet:seed-002").build();
        assertThat(zoo.withBlocks(Map.of())).isEqualTo(ours);
    }

    @Test
    void hasTheLayerNamesOfTheNotebook() {
        String code = String.join("\n", Document.lines("002"));
        TreeSet<String> names = Pattern.compile("name='([^']+)'")
                .matcher(code)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Model model = Seed002TrainGoogLeNet.googlenet(PUBLISHED, 10);
        assertThat(names).hasSize(18);
        assertThat(model.nodes()).extracting(model::name).containsAll(names);
    }

    @Tag("native")
    @ParameterizedTest
    @MethodSource("optimizers")
    void learnsWithEachOptimizerAndAllFourCallbacks(Optimizer optimizer) throws Exception {
        Model model = Seed002TrainGoogLeNet.googlenet(Shape.of(48, 48, 3), 2);
        Path file = folder.resolve("best.safetensors");
        History history = Seed002TrainGoogLeNet.fit(model, optimizer, 6, file);
        assertThat(history.epochs()).hasSize(6);
        double first = history.epochs().getFirst().loss();
        assertThat(history.epochs()).extracting(EpochLog::loss).allMatch(Double::isFinite);
        assertThat(history.epochs().stream().mapToDouble(EpochLog::loss).min().orElseThrow())
                .isLessThan(first);
        Weights best = SafetensorsFile.read(file).forModel(model);
        assertThat(best.names()).isEqualTo(model.weights().keySet());
    }

    private static Stream<Optimizer> optimizers() {
        return Stream.of(Optimizer.Adam.of(3e-4), Optimizer.RmsProp.of(1e-4));
    }
}
