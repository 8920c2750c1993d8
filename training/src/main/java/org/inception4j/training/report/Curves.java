package org.inception4j.training.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.inception4j.training.callback.EpochLog;

/** Draws how loss and accuracy went, epoch by epoch. Values that are no finite numbers are left out. */
final class Curves {
    static final int WIDTH = 600;
    static final int HEIGHT = 500;

    private static final double PERCENT = 100;

    private final List<EpochLog> history;
    private final Theme theme;

    /** @param history of at least one epoch */
    Curves(List<EpochLog> history, Theme theme) {
        this.history = history;
        this.theme = theme;
    }

    /** Loss left, accuracy right: 1200 x 500 pixels. */
    BufferedImage both() {
        BufferedImage picture = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.drawImage(loss(1), 0, 0, null);
        graphics.drawImage(accuracy(1), WIDTH, 0, null);
        graphics.dispose();
        return picture;
    }

    /** 600 x 500 points in {@code scale} times as many pixels. */
    BufferedImage loss(int scale) {
        List<LinePlot.Line> lines = List.of(
                line("training", EpochLog::loss, theme.training(), false),
                line("validation", EpochLog::validationLoss, theme.validation(), true));
        double largest = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(LinePlot.Point::y)
                .max()
                .orElse(1);
        return painted(new LinePlot("Loss", "epoch", lines, Ticks.upTo(largest), theme), scale);
    }

    BufferedImage accuracy(int scale) {
        List<LinePlot.Line> lines = List.of(
                line("training", epoch -> PERCENT * epoch.top1(), theme.training(), false),
                line("validation", epoch -> PERCENT * epoch.validationTop1(), theme.validation(), true));
        Ticks percents = new Ticks(0, PERCENT, 20, value -> String.format(Locale.ROOT, "%.0f %%", value));
        return painted(new LinePlot("Accuracy", "epoch", lines, percents, theme), scale);
    }

    private LinePlot.Line line(String name, ToDoubleFunction<EpochLog> value, Color color, boolean dashed) {
        List<LinePlot.Point> points = history.stream()
                .filter(epoch -> Double.isFinite(value.applyAsDouble(epoch)))
                .map(epoch -> new LinePlot.Point(epoch.epoch(), value.applyAsDouble(epoch)))
                .toList();
        return new LinePlot.Line(name, points, color, dashed);
    }

    private static BufferedImage painted(LinePlot plot, int scale) {
        BufferedImage picture = new BufferedImage(WIDTH * scale, HEIGHT * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.scale(scale, scale);
        plot.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        return picture;
    }
}
