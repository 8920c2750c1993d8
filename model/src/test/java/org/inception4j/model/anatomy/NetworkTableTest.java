package org.inception4j.model.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.inception4j.model.Model;
import org.inception4j.model.anatomy.NetworkTable.Line;
import org.inception4j.model.summary.Cost;
import org.inception4j.model.zoo.Network;
import org.inception4j.model.zoo.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTableTest {
    private static final NetworkTable PAPER =
            NetworkTable.of(Networks.named("googlenet:paper").build());

    @Test
    void hasEachRowOfThePaperBesideOneOfTheNetwork() {
        assertThat(PAPER.printed()).isTrue();
        assertThat(PAPER.lines().stream().filter(line -> !line.printedType().isEmpty()))
                .hasSize(19)
                .allMatch(line -> line.row().isPresent());
        assertThat(PAPER.lines().stream()
                        .filter(line -> line.printedType().isEmpty())
                        .map(line -> line.row().orElseThrow().type()))
                .containsExactly("local response norm", "local response norm");
    }

    @Test
    void agreesWithThePaperInAllButParamsAndOps() {
        assertThat(PAPER.lines().stream().flatMap(NetworkTableTest::differing).distinct())
                .containsExactlyInAnyOrder(Column.PARAMS, Column.OPS);
    }

    /** Nothing but doubtful print differs: each doubt follows from the paper's own widths, each difference from the graph. */
    @Test
    void doubtsExactlyTheCellsThatDiffer() {
        for (Line line : PAPER.lines()) {
            assertThat(line.doubts().keySet())
                    .containsExactlyInAnyOrderElementsOf(differing(line).toList());
        }
    }

    @Test
    void doubtsTheCellsThatCannotBeRight() {
        Map<String, List<Column>> doubts = new TreeMap<>();
        PAPER.lines().stream()
                .filter(line -> !line.doubts().isEmpty())
                .forEach(line ->
                        doubts.put(line.printedType(), List.copyOf(line.doubts().keySet())));

        List<Column> params = List.of(Column.PARAMS);
        List<Column> both = List.of(Column.PARAMS, Column.OPS);
        assertThat(doubts)
                .isEqualTo(Map.of(
                        "convolution", both,
                        "inception (4a)", params,
                        "inception (4c)", params,
                        "inception (4d)", params,
                        "inception (4e)", params,
                        "inception (5a)", both,
                        "inception (5b)", params));
    }

    @Test
    void saysWhyTheyCannot() {
        assertThat(PAPER.lines().getFirst().doubts().get(Column.PARAMS))
                .isEqualTo(
                        "the printed widths make 9,408 weights (9.2K); params and ops as printed fit a 7x1 and a 1x7 kernel in its place, 2,688 weights");
        assertThat(doubts("inception (4a)").get(Column.PARAMS))
                .isEqualTo("the printed widths make 375,552 weights (367K), and the printed ops fit those");
        assertThat(doubts("inception (5a)").get(Column.OPS))
                .isEqualTo(
                        "the printed widths make 51,079,168 multiply-adds (51M); params and ops as printed fit each other, so both were counted for other widths");
    }

    @Test
    void addsUpBothSides() {
        assertThat(PAPER.printedTotal(Column.PARAMS)).isEqualTo(6797.7);
        assertThat(PAPER.printedTotal(Column.OPS)).isEqualTo(1502);
        assertThat(PAPER.totals()).isEqualTo(new TableRow.Totals(6_990_272, 6_998_552, 1_582_671_872));
    }

    @Test
    void leavesOutThePaperForOtherForms() {
        Model model = Networks.named("googlenet:paper").build();
        NetworkTable cut = NetworkTable.of(model.withLayersAsOutputs(List.of("inception_4a/output")));

        assertThat(cut.printed()).isFalse();
        assertThat(cut.lines().getLast().row().orElseThrow().branches())
                .containsExactly("1x1 192", "1x1 96, 3x3 208", "1x1 16, 5x5 48", "3x3 max pool, 1x1 64");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void countsEverythingOnTheWayToTheMainOutput(Network network) {
        Model whole = network.build();
        Model model = whole.withOutputs(List.of(whole.output()));
        NetworkTable table = NetworkTable.of(whole);

        assertThat(table.totals().parameters()).isEqualTo(model.parameters());
        assertThat(table.totals().multiplyAdds()).isEqualTo(Cost.multiplyAdds(model));
    }

    static List<Network> networks() {
        return Networks.all();
    }

    private static Map<Column, String> doubts(String printedType) {
        return PAPER.lines().stream()
                .filter(line -> line.printedType().equals(printedType))
                .findFirst()
                .orElseThrow()
                .doubts();
    }

    private static Stream<Column> differing(Line line) {
        return Arrays.stream(Column.values()).filter(line::differs);
    }
}
