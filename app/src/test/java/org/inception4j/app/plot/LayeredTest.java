package org.inception4j.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.inception4j.app.plot.Layered.Box;
import org.inception4j.app.plot.Layered.Edge;
import org.inception4j.app.plot.Layered.Placement;
import org.inception4j.app.plot.Layered.Point;
import org.inception4j.app.plot.Layered.Rank;
import org.inception4j.app.plot.Layered.Spacing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayeredTest {
    private static final double CLOSE = 1e-6;

    /** Four branches of lengths 1, 2, 2 and 3 between two boxes. */
    private static final List<Edge> MODULE = List.of(
            edge(0, 1),
            edge(0, 2),
            edge(2, 3),
            edge(0, 4),
            edge(4, 5),
            edge(0, 6),
            edge(6, 7),
            edge(7, 8),
            edge(1, 9),
            edge(3, 9),
            edge(5, 9),
            edge(8, 9));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void placesEachBoxBelowTheOnesThatLeadToIt(boolean balanced) {
        Placement placement = module(balanced);

        for (int i = 0; i < MODULE.size(); i++) {
            Edge edge = MODULE.get(i);
            assertThat(top(placement, edge.to())).isGreaterThan(top(placement, edge.from()) + height(edge.from()));
            List<Point> line = placement.lines().get(i);
            assertThat(line.getFirst().y()).isEqualTo(top(placement, edge.from()) + height(edge.from()));
            assertThat(line.getLast().y()).isEqualTo(top(placement, edge.to()));
            assertThat(line.stream().map(Point::y).toList()).isSorted();
        }
    }

    @Test
    void bendsLinesAtRightAnglesOnly() {
        for (List<Point> line : module(true).lines()) {
            for (int i = 1; i < line.size(); i++) {
                double across = Math.abs(line.get(i).x() - line.get(i - 1).x());
                double down = Math.abs(line.get(i).y() - line.get(i - 1).y());
                assertThat(Math.min(across, down)).isLessThan(CLOSE);
            }
        }
    }

    @Test
    void keepsBranchesInTheirOrder() {
        Placement placement = module(true);

        assertThat(List.of(1, 3, 5, 8))
                .isSortedAccordingTo((one, other) -> Double.compare(
                        placement.corners().get(one).x(),
                        placement.corners().get(other).x()));
    }

    @Test
    void givesTheSameLayoutEachTime() {
        assertThat(module(true)).isEqualTo(module(true));
    }

    @Test
    void keepsGatesInTheFirstAndTheLastRow() {
        List<Box> boxes = List.of(
                Box.of(10, 10, Rank.FIRST),
                Box.of(10, 10, Rank.ANY),
                Box.of(10, 10, Rank.ANY),
                Box.of(10, 10, Rank.ANY),
                Box.of(10, 10, Rank.LAST));
        Placement placement =
                Layered.of(boxes, List.of(edge(0, 1), edge(1, 2), edge(2, 3), edge(1, 4)), new Spacing(10, 10, true));

        assertThat(placement.corners().getFirst().y()).isZero();
        assertThat(top(placement, 4)).isEqualTo(top(placement, 3)).isGreaterThan(top(placement, 2));
    }

    @Test
    void leadsLinesToWhereABoxTakesThem() {
        Box box = new Box(100, 20, List.of(30.0), List.of(70.0), Rank.ANY);
        Placement placement =
                Layered.of(List.of(box, box), List.of(new Edge(0, 0, 1, 0, true)), new Spacing(10, 40, false));

        Point start = placement.lines().getFirst().getFirst();
        Point end = placement.lines().getFirst().getLast();
        assertThat(start.x() - placement.corners().getFirst().x()).isEqualTo(70);
        assertThat(end.x() - placement.corners().getLast().x()).isEqualTo(30);
    }

    private static Placement module(boolean balanced) {
        List<Box> boxes = IntStream.range(0, 10)
                .mapToObj(i -> Box.of(60 + 7 * i, height(i), Rank.ANY))
                .toList();
        return Layered.of(boxes, MODULE, new Spacing(18, 26, balanced));
    }

    private static double height(int box) {
        return 30 + 5 * (box % 3);
    }

    private static double top(Placement placement, int box) {
        return placement.corners().get(box).y();
    }

    private static Edge edge(int from, int to) {
        return new Edge(from, 0, to, 0, false);
    }
}
