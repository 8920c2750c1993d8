package org.inception4j.app.demo;

import static java.awt.RenderingHints.KEY_ANTIALIASING;
import static java.awt.RenderingHints.VALUE_ANTIALIAS_ON;
import static org.inception4j.app.demo.ShapePictures.SIZE;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import org.inception4j.random.CounterRandom;

/** One picture while it is drawn: what draws, in which colours, by which random numbers. */
record Scene(Graphics2D graphics, CounterRandom random, Color ground, Color figure) {
    /** Colours closer than this, in the weighted distance of {@link #distance}, would hide the figure. */
    private static final double LEAST_CONTRAST = 110;

    static Scene on(BufferedImage picture, CounterRandom random) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(KEY_ANTIALIASING, VALUE_ANTIALIAS_ON);
        Color ground = color(random);
        Color figure = color(random);
        while (distance(ground, figure) < LEAST_CONTRAST) {
            figure = color(random);
        }
        return new Scene(graphics, random, ground, figure);
    }

    private static Color color(CounterRandom random) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    /** The eye sees differences in green best and in blue worst. */
    private static double distance(Color one, Color other) {
        double red = 0.55 * (one.getRed() - other.getRed());
        double green = 0.77 * (one.getGreen() - other.getGreen());
        double blue = 0.32 * (one.getBlue() - other.getBlue());
        return Math.sqrt(red * red + green * green + blue * blue);
    }

    /** The ground colour, darker at one end and brighter at the other. */
    void background() {
        double angle = between(0, 2 * Math.PI);
        float dx = (float) (SIZE / 2.0 * Math.cos(angle));
        float dy = (float) (SIZE / 2.0 * Math.sin(angle));
        float centre = SIZE / 2f;
        graphics.setPaint(new GradientPaint(
                centre - dx, centre - dy, shaded(ground, 0.8), centre + dx, centre + dy, shaded(ground, 1.2)));
        graphics.fillRect(0, 0, SIZE, SIZE);
        graphics.setPaint(figure);
    }

    /** A few hairlines and specks in any colour, over everything, that mean nothing. */
    void clutter() {
        for (int i = random.nextInt(4); i > 0; i--) {
            graphics.setPaint(color(random));
            graphics.setStroke(new BasicStroke((float) between(0.7, 1.5)));
            graphics.draw(new Line2D.Double(between(0, SIZE), between(0, SIZE), between(0, SIZE), between(0, SIZE)));
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            graphics.setPaint(color(random));
            graphics.fillRect(random.nextInt(SIZE), random.nextInt(SIZE), 2, 2);
        }
    }

    /** Puts the origin somewhere around the middle and turns the axes by any angle. */
    void place(double spread) {
        double middle = SIZE / 2.0;
        graphics.translate(middle + between(-spread, spread), middle + between(-spread, spread));
        graphics.rotate(between(0, 2 * Math.PI));
    }

    double between(double from, double to) {
        return random.nextDouble(from, to);
    }

    void close() {
        graphics.setTransform(new AffineTransform());
        graphics.dispose();
    }

    private static Color shaded(Color color, double factor) {
        return new Color(
                (int) Math.min(255, color.getRed() * factor), (int) Math.min(255, color.getGreen() * factor), (int)
                        Math.min(255, color.getBlue() * factor));
    }
}
