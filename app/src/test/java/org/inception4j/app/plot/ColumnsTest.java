package org.inception4j.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inception4j.app.plot.Layered.Box;
import org.inception4j.app.plot.Layered.Edge;
import org.inception4j.app.plot.Layered.Placement;
import org.inception4j.app.plot.Layered.Point;
import org.inception4j.app.plot.Layered.Rank;
import org.inception4j.app.plot.Layered.Spacing;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final List<Box> BOXES = Collections.nCopies(40, Box.of(300, 100, Rank.ANY));

    @Test
    void breaksATallChainIntoColumns() {
        Placement tall = placement(1);
        Placement broken = Columns.of(tall, BOXES);

        assertThat(tall.height() / tall.width()).isGreaterThan(10);
        assertThat(broken.width() / broken.height()).isBetween(1.0, 2.0);
        assertThat(broken.corners()).allSatisfy(corner -> {
            assertThat(corner.x()).isBetween(0.0, broken.width() - 300);
            assertThat(corner.y()).isBetween(0.0, broken.height() - 100);
        });
        assertThat(broken.corners().stream().map(Point::x).toList()).isSorted();
    }

    @Test
    void leadsEachLineFromItsBoxToItsBox() {
        Placement broken = Columns.of(placement(1), BOXES);

        for (int i = 0; i < broken.lines().size(); i++) {
            Point from = broken.corners().get(i);
            Point to = broken.corners().get(i + 1);
            List<Point> line = broken.lines().get(i);
            assertThat(line.getFirst()).isEqualTo(new Point(from.x() + 150, from.y() + 100));
            assertThat(line.getLast()).isEqualTo(new Point(to.x() + 150, to.y()));
        }
        assertThat(broken.lines()).anyMatch(line -> line.size() == 6);
    }

    /** With links over one box each, two lines pass everywhere. */
    @Test
    void breaksNowhereIfTwoLinesPass() {
        Placement tall = placement(2);

        assertThat(Columns.of(tall, BOXES)).isEqualTo(tall);
    }

    /** A chain, with links that go so many boxes down as well. */
    private static Placement placement(int reach) {
        List<Edge> edges = IntStream.range(0, BOXES.size() - 1)
                .boxed()
                .flatMap(i -> Stream.of(i + 1, i + reach)
                        .distinct()
                        .filter(to -> to < BOXES.size())
                        .map(to -> new Edge(i, 0, to, 0, false)))
                .toList();
        return Layered.of(BOXES, edges, new Spacing(20, 20, false));
    }
}
