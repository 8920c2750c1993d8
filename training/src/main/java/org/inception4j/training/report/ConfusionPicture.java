package org.inception4j.training.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.inception4j.training.evaluation.ConfusionMatrix;

/**
 * Draws a confusion matrix: a row for each true class, shaded by the part of the row; counts and all names where there is room,
 * every so many names where there is none.
 */
final class ConfusionPicture {
    /** Pixels that the cells share, wherever that leaves a cell between the two sizes below. */
    private static final int GRID = 840;

    private static final int LARGEST_CELL = 72;

    /** From this size on cells stand apart. */
    private static final int TILE = 12;

    private static final int SMALLEST_CELL = 1;

    /** Names stand at least so far apart. */
    private static final int NAME_PITCH = 15;

    private static final int LARGEST_NAME_WIDTH = 190;
    private static final int MARGIN = 24;
    private static final int HEADING = 40;
    private static final int LEGEND = 44;
    private static final int LEGEND_WIDTH = 160;
    private static final int NARROWEST = 420;

    private final ConfusionMatrix matrix;
    private final Theme theme;
    private final int cell;
    private final int every;
    private final float nameSize;

    /** @param matrix of at least one class */
    ConfusionPicture(ConfusionMatrix matrix, Theme theme) {
        this.matrix = matrix;
        this.theme = theme;
        this.cell = Math.clamp(GRID / matrix.classes(), SMALLEST_CELL, LARGEST_CELL);
        this.every = Math.ceilDiv(NAME_PITCH, cell);
        this.nameSize = Math.min(14, Math.max(11, cell * 0.62f));
    }

    BufferedImage draw() {
        int names = (int) Math.ceil(nameWidth());
        int left = MARGIN + HEADING + names;
        int top = MARGIN + HEADING + names;
        int side = cell * matrix.classes();
        int width = Math.max(left + side + MARGIN, NARROWEST);
        BufferedImage picture = new BufferedImage(width, top + side + LEGEND + MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(theme.paper());
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        Lettering lettering = Lettering.on(graphics);
        paintHeadings(lettering, left, top, side);
        graphics.translate(left, top);
        paintNames(lettering, names);
        paintCells(graphics, lettering);
        if (cell < TILE) {
            graphics.setColor(theme.line());
            graphics.drawRect(-1, -1, side + 1, side + 1);
        }
        paintLegend(graphics, lettering, side);
        graphics.dispose();
        return picture;
    }

    private double nameWidth() {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        Lettering lettering = Lettering.on(graphics).sized(nameSize).plain(theme.ink());
        double widest =
                matrix.labels().stream().mapToDouble(lettering::width).max().orElse(0);
        graphics.dispose();
        return Math.min(widest + 2, LARGEST_NAME_WIDTH);
    }

    private void paintHeadings(Lettering lettering, int left, int top, int side) {
        lettering.bold(theme.ink());
        lettering.left("predicted", left, MARGIN + 12);
        double end = top + Math.min(side, lettering.width("true class"));
        lettering.upwards("true class", MARGIN + 12, end);
    }

    private void paintNames(Lettering lettering, int width) {
        Lettering names = lettering.sized(nameSize).plain(theme.faint());
        for (int i = 0; i < matrix.classes(); i += every) {
            double middle = (i + 0.5) * cell + nameSize * 0.36;
            String name = names.fitted(matrix.labels().get(i), width);
            names.right(name, -8, middle);
            names.upwards(name, middle, -8);
        }
    }

    private void paintCells(Graphics2D graphics, Lettering lettering) {
        double gap = cell >= TILE ? 1 : 0;
        Lettering numbers = lettering.sized(Math.min(15, Math.max(9, cell * 0.36f)));
        for (int row = 0; row < matrix.classes(); row++) {
            long support = Math.max(1, matrix.support(row));
            for (int column = 0; column < matrix.classes(); column++) {
                int count = matrix.count(row, column);
                double fraction = count / (double) support;
                graphics.setColor(count == 0 ? empty() : theme.shade(fraction));
                graphics.fill(new Rectangle2D.Double(column * cell, row * cell, cell - gap, cell - gap));
                if (count > 0) {
                    paintCount(numbers.plain(theme.inkOn(fraction)), count, row, column);
                }
            }
        }
    }

    /** Tiles where cells stand apart, else paper. */
    private Color empty() {
        return theme.shade(cell >= TILE ? 0.002 : 0);
    }

    private void paintCount(Lettering lettering, int count, int row, int column) {
        String text = Integer.toString(count);
        if (cell >= 15 && lettering.width(text) <= cell - 3) {
            lettering.centre(text, (column + 0.5) * cell, (row + 0.5) * cell + Math.min(15, cell * 0.36) * 0.36);
        }
    }

    private void paintLegend(Graphics2D graphics, Lettering lettering, int side) {
        int y = side + 20;
        for (int x = 0; x < LEGEND_WIDTH; x++) {
            graphics.setColor(theme.shade(x / (LEGEND_WIDTH - 1.0)));
            graphics.fillRect(x, y, 1, 12);
        }
        graphics.setColor(theme.line());
        graphics.drawRect(0, y, LEGEND_WIDTH, 12);
        Lettering words = lettering.sized(12).plain(theme.faint());
        words.left("0", 0, y + 27);
        words.right("100 % of the true class", LEGEND_WIDTH, y + 27);
        if (every > 1) {
            words.left(sentence(), LEGEND_WIDTH + 20, y + 11);
        }
    }

    private String sentence() {
        return String.format(Locale.ROOT, "%d classes, every %s is named", matrix.classes(), ordinal(every));
    }

    private static String ordinal(int number) {
        List<String> endings = List.of("th", "st", "nd", "rd");
        boolean teen = number % 100 / 10 == 1;
        return number + (number % 10 > 3 || teen ? "th" : endings.get(number % 10));
    }
}
