package org.inception4j.app.demo;

import static org.inception4j.app.demo.ShapePictures.SIZE;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.function.Consumer;

/** What a picture shows; each is a class. Shapes lie somewhere in the picture, textures fill it. */
enum Motif {
    CIRCLE(Motif::circle),
    SQUARE(scene -> polygon(scene, 4, 1)),
    TRIANGLE(scene -> polygon(scene, 3, 1)),
    STAR(scene -> polygon(scene, 10, 0.42)),
    STRIPES(Motif::stripes),
    CHECKERBOARD(Motif::checkerboard),
    RINGS(Motif::rings),
    DOTS(Motif::dots);

    /** How far from the middle a turned texture must reach to cover the corners, wherever its origin is. */
    private static final double REACH = SIZE;

    private final Consumer<Scene> painter;

    Motif(Consumer<Scene> painter) {
        this.painter = painter;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Leaves the axes as they were. */
    void paint(Scene scene) {
        var axes = scene.graphics().getTransform();
        painter.accept(scene);
        scene.graphics().setTransform(axes);
    }

    private static void circle(Scene scene) {
        scene.place(SIZE * 0.14);
        disc(scene, 0, 0, scene.between(SIZE * 0.2, SIZE * 0.36));
    }

    /** A regular polygon; every second corner is drawn in by {@code waist}, which makes a star of it. */
    private static void polygon(Scene scene, int corners, double waist) {
        scene.place(SIZE * 0.1);
        double radius = scene.between(SIZE * 0.3, SIZE * 0.46);
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double reach = i % 2 == 0 ? radius : radius * waist;
            if (i == 0) {
                path.moveTo(reach, 0);
            } else {
                path.lineTo(reach * Math.cos(angle), reach * Math.sin(angle));
            }
        }
        path.closePath();
        scene.graphics().fill(path);
    }

    private static void stripes(Scene scene) {
        double period = scene.between(9, 26);
        scene.place(period / 2);
        double width = period * scene.between(0.35, 0.65);
        for (double x = -REACH; x < REACH; x += period) {
            scene.graphics().fill(new Rectangle2D.Double(x, -REACH, width, 2 * REACH));
        }
    }

    private static void checkerboard(Scene scene) {
        double side = scene.between(10, 20);
        scene.place(side);
        int reach = (int) Math.ceil(REACH / side);
        for (int row = -reach; row < reach; row++) {
            for (int column = -reach; column < reach; column++) {
                if ((row + column) % 2 == 0) {
                    scene.graphics().fill(new Rectangle2D.Double(column * side, row * side, side, side));
                }
            }
        }
    }

    private static void rings(Scene scene) {
        scene.place(SIZE * 0.25);
        double period = scene.between(9, 22);
        scene.graphics().setStroke(new BasicStroke((float) (period * scene.between(0.35, 0.6))));
        for (double radius = period / 2; radius < 1.5 * REACH; radius += period) {
            scene.graphics().draw(new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
        }
    }

    private static void dots(Scene scene) {
        double period = scene.between(13, 26);
        scene.place(period / 2);
        double radius = period * scene.between(0.17, 0.28);
        for (double y = -REACH; y < REACH; y += period) {
            for (double x = -REACH; x < REACH; x += period) {
                disc(scene, x + jitter(scene, period), y + jitter(scene, period), radius);
            }
        }
    }

    private static double jitter(Scene scene, double period) {
        return scene.between(-0.2, 0.2) * period;
    }

    private static void disc(Scene scene, double x, double y, double radius) {
        scene.graphics().fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }
}
