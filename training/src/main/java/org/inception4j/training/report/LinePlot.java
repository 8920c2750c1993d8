package org.inception4j.training.report;

import static java.awt.BasicStroke.CAP_BUTT;
import static java.awt.BasicStroke.JOIN_ROUND;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;

/** Lines over whole numbers, drawn plainly: title and legend above, round marks along the axes. */
record LinePlot(String title, String across, List<Line> lines, Ticks up, Theme theme) {
    private static final int TOP = 58;
    private static final int RIGHT = 26;
    private static final int BOTTOM = 62;
    private static final int LEFT = 70;

    /** Between the frame and the first and last point. */
    private static final int INSET = 16;

    /** With more points their marks would run into each other. */
    private static final int MAX_MARKED = 40;

    private static final int LEGEND_SAMPLE = 30;
    private static final BasicStroke HAIRLINE = new BasicStroke(1);
    private static final BasicStroke SOLID = new BasicStroke(2.4f, CAP_BUTT, JOIN_ROUND);
    private static final BasicStroke DASHED = new BasicStroke(2.4f, CAP_BUTT, JOIN_ROUND, 1, new float[] {8, 4}, 0);

    record Point(int x, double y) {}

    /** One series; it may be empty and is then not in the legend either. */
    record Line(String name, List<Point> points, Color color, boolean dashed) {
        BasicStroke stroke() {
            return dashed ? DASHED : SOLID;
        }
    }

    void paint(Graphics2D graphics, int width, int height) {
        Rectangle2D frame = new Rectangle2D.Double(LEFT, TOP, width - LEFT - RIGHT, height - TOP - BOTTOM);
        Lettering lettering = Lettering.on(graphics);
        graphics.setColor(theme.paper());
        graphics.fillRect(0, 0, width, height);
        lettering.bold(theme.ink()).left(title, LEFT, TOP - 22);
        paintLegend(graphics, lettering, width - RIGHT);
        paintScaleUp(graphics, lettering, frame);
        Ticks epochs = epochs();
        paintScaleAcross(graphics, lettering, frame, epochs);
        for (Line line : lines) {
            paintLine(graphics, line, frame, epochs);
        }
    }

    private Ticks epochs() {
        int first = points().mapToInt(Point::x).min().orElse(1);
        int last = points().mapToInt(Point::x).max().orElse(1);
        return Ticks.whole(first, last);
    }

    private Stream<Point> points() {
        return lines.stream().flatMap(line -> line.points().stream());
    }

    /** From the right, the last line first. */
    private void paintLegend(Graphics2D graphics, Lettering lettering, double right) {
        for (Line line : lines.reversed()) {
            if (!line.points().isEmpty()) {
                lettering.plain(theme.faint()).right(line.name(), right, TOP - 22);
                double end = right - lettering.width(line.name()) - 8;
                graphics.setColor(line.color());
                graphics.setStroke(line.stroke());
                graphics.draw(new Line2D.Double(end - LEGEND_SAMPLE, TOP - 27, end, TOP - 27));
                right = end - LEGEND_SAMPLE - 22;
            }
        }
    }

    private void paintScaleUp(Graphics2D graphics, Lettering lettering, Rectangle2D frame) {
        for (double mark : up.marks()) {
            double y = y(frame, mark);
            graphics.setColor(theme.line());
            graphics.setStroke(HAIRLINE);
            graphics.draw(new Line2D.Double(frame.getMinX(), y, frame.getMaxX(), y));
            lettering.plain(theme.faint()).right(up.text().apply(mark), frame.getMinX() - 10, y + 5);
        }
    }

    private void paintScaleAcross(Graphics2D graphics, Lettering lettering, Rectangle2D frame, Ticks epochs) {
        for (double mark : epochs.marks()) {
            double x = x(frame, epochs, mark);
            graphics.setColor(theme.faint());
            graphics.setStroke(HAIRLINE);
            graphics.draw(new Line2D.Double(x, frame.getMaxY(), x, frame.getMaxY() + 5));
            lettering.plain(theme.faint()).centre(epochs.text().apply(mark), x, frame.getMaxY() + 23);
        }
        graphics.setColor(theme.faint());
        graphics.draw(new Line2D.Double(frame.getMinX(), frame.getMaxY(), frame.getMaxX(), frame.getMaxY()));
        lettering.plain(theme.faint()).centre(across, frame.getCenterX(), frame.getMaxY() + 46);
    }

    private void paintLine(Graphics2D graphics, Line line, Rectangle2D frame, Ticks epochs) {
        Path2D path = new Path2D.Double();
        graphics.setColor(line.color());
        for (Point point : line.points()) {
            double x = x(frame, epochs, point.x());
            double y = y(frame, point.y());
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
            if (line.points().size() <= MAX_MARKED) {
                graphics.fill(new Ellipse2D.Double(x - 3.5, y - 3.5, 7, 7));
            }
        }
        graphics.setStroke(line.stroke());
        graphics.draw(path);
    }

    private static double x(Rectangle2D frame, Ticks epochs, double value) {
        return frame.getMinX() + INSET + epochs.position(value) * (frame.getWidth() - 2 * INSET);
    }

    private double y(Rectangle2D frame, double value) {
        return frame.getMaxY() - up.position(value) * frame.getHeight();
    }
}
