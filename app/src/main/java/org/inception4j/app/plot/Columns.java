package org.inception4j.app.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inception4j.app.plot.Layered.Box;
import org.inception4j.app.plot.Layered.Placement;
import org.inception4j.app.plot.Layered.Point;

/**
 * Breaks a tall layout into columns, as a newspaper does, so that it is about as wide as a screen is. A break lies where one
 * line only passes and no box; that line then leads from the foot of a column to the head of the next.
 */
final class Columns {
    /** Width by height that a picture should have. */
    private static final double ASPECT = 1.5;

    /** Between columns; the lines to the next one run in the middle. */
    private static final double GUTTER = 64;

    private static final double MARGIN = 20;

    private final Placement placement;
    private final List<Box> boxes;

    private Columns(Placement placement, List<Box> boxes) {
        this.placement = placement;
        this.boxes = boxes;
    }

    static Placement of(Placement placement, List<Box> boxes) {
        return new Columns(placement, boxes).broken();
    }

    private Placement broken() {
        List<Double> breaks = breaks();
        if (breaks.isEmpty()) {
            return placement;
        }
        List<Double> starts = new ArrayList<>(breaks);
        starts.addFirst(0.0);
        List<Point> corners = placement.corners().stream()
                .map(corner -> moved(corner, column(breaks, corner.y()), starts))
                .toList();
        List<List<Point>> lines = placement.lines().stream()
                .map(line -> line(line, breaks, starts))
                .toList();
        starts.add(placement.height());
        double height = IntStream.range(1, starts.size())
                .mapToDouble(i -> starts.get(i) - starts.get(i - 1))
                .max()
                .orElseThrow();
        return new Placement(
                (placement.width() + GUTTER) * (breaks.size() + 1) - GUTTER, height + MARGIN, corners, lines);
    }

    /** One after the other, each where what is left would best be shared by the columns that are left. */
    private List<Double> breaks() {
        long columns = Math.round(Math.sqrt(ASPECT * placement.height() / (placement.width() + GUTTER)));
        List<Double> possible = possible();
        List<Double> breaks = new ArrayList<>();
        double last = 0;
        for (long left = columns; left > 1; left--) {
            double wanted = last + (placement.height() - last) / left;
            Optional<Double> nearest = nearest(wanted, last, possible);
            nearest.ifPresent(breaks::add);
            last = nearest.orElse(last);
        }
        return breaks;
    }

    private static Optional<Double> nearest(double wanted, double after, List<Double> possible) {
        return possible.stream()
                .filter(each -> each > after)
                .min(Comparator.comparingDouble(each -> Math.abs(each - wanted)));
    }

    /** The middles between the foot of a box and the next head of one, where one line passes. */
    private List<Double> possible() {
        return IntStream.range(0, boxes.size())
                .mapToObj(i -> placement.corners().get(i).y() + boxes.get(i).height())
                .flatMap(foot -> placement.corners().stream()
                        .map(Point::y)
                        .filter(head -> head > foot)
                        .min(Double::compare)
                        .map(head -> (foot + head) / 2)
                        .stream())
                .filter(this::isFree)
                .distinct()
                .sorted()
                .toList();
    }

    private boolean isFree(double y) {
        boolean inBox = IntStream.range(0, boxes.size())
                .anyMatch(i -> placement.corners().get(i).y() < y
                        && y < placement.corners().get(i).y() + boxes.get(i).height());
        long passing = placement.lines().stream()
                .filter(line -> line.getFirst().y() < y && y < line.getLast().y())
                .count();
        return !inBox && passing == 1;
    }

    private static int column(List<Double> breaks, double y) {
        return (int) breaks.stream().filter(each -> each <= y).count();
    }

    private Point moved(Point point, int column, List<Double> starts) {
        double shift = column * (placement.width() + GUTTER);
        double head = column == 0 ? 0 : starts.get(column) - MARGIN;
        return new Point(point.x() + shift, point.y() - head);
    }

    /** A line that passes a break goes down to it, up in the gutter, and over to where it was led before. */
    private List<Point> line(List<Point> line, List<Double> breaks, List<Double> starts) {
        int from = column(breaks, line.getFirst().y());
        int to = column(breaks, line.getLast().y());
        if (from == to) {
            return line.stream().map(point -> moved(point, from, starts)).toList();
        }
        Point start = moved(line.getFirst(), from, starts);
        Point end = moved(line.getLast(), to, starts);
        double foot = moved(new Point(0, breaks.get(from)), from, starts).y();
        double gutter = to * (placement.width() + GUTTER) - GUTTER / 2;
        double head = 0;
        return List.of(
                start,
                new Point(start.x(), foot),
                new Point(gutter, foot),
                new Point(gutter, head),
                new Point(end.x(), head),
                end);
    }
}
