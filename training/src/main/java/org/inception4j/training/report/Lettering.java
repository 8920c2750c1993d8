package org.inception4j.training.report;

import static java.awt.RenderingHints.KEY_ANTIALIASING;
import static java.awt.RenderingHints.KEY_FRACTIONALMETRICS;
import static java.awt.RenderingHints.KEY_STROKE_CONTROL;
import static java.awt.RenderingHints.KEY_TEXT_ANTIALIASING;
import static java.awt.RenderingHints.VALUE_ANTIALIAS_ON;
import static java.awt.RenderingHints.VALUE_FRACTIONALMETRICS_ON;
import static java.awt.RenderingHints.VALUE_STROKE_NORMALIZE;
import static java.awt.RenderingHints.VALUE_TEXT_ANTIALIAS_ON;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/** Writes on a drawing; y is always the base line. */
final class Lettering {
    private static final int SIZE = 15;
    private static final String ELLIPSIS = "…";

    private final Graphics2D graphics;
    private final float size;

    private Lettering(Graphics2D graphics, float size) {
        this.graphics = graphics;
        this.size = size;
    }

    /** Also makes whatever else is drawn smooth. */
    static Lettering on(Graphics2D graphics) {
        graphics.setRenderingHint(KEY_ANTIALIASING, VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(KEY_TEXT_ANTIALIASING, VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(KEY_FRACTIONALMETRICS, VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(KEY_STROKE_CONTROL, VALUE_STROKE_NORMALIZE);
        return new Lettering(graphics, SIZE);
    }

    Lettering sized(float points) {
        return new Lettering(graphics, points);
    }

    Lettering plain(Color color) {
        return in(Font.PLAIN, color);
    }

    Lettering bold(Color color) {
        return in(Font.BOLD, color);
    }

    private Lettering in(int style, Color color) {
        graphics.setFont(new Font(Font.SANS_SERIF, style, 1).deriveFont(size));
        graphics.setColor(color);
        return this;
    }

    double width(String text) {
        return graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
    }

    void left(String text, double x, double y) {
        graphics.drawString(text, (float) x, (float) y);
    }

    void right(String text, double x, double y) {
        left(text, x - width(text), y);
    }

    void centre(String text, double x, double y) {
        left(text, x - width(text) / 2, y);
    }

    /** From below to above, beginning at y. */
    void upwards(String text, double x, double y) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(-Math.PI / 2);
        left(text, 0, 0);
        graphics.setTransform(before);
    }

    /** The text, or as much of its beginning as fits into the width with three dots behind it. */
    String fitted(String text, double width) {
        if (width(text) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 1 && width(text.substring(0, end) + ELLIPSIS) > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + ELLIPSIS;
    }
}
