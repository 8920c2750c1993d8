package org.inception4j.training.report;

import java.awt.Color;

/**
 * The colours of a drawing. The page's style sheet has the same ones.
 *
 * @param full a cell of the confusion matrix that holds all of its row; an empty one is {@code paper}
 */
record Theme(Color paper, Color ink, Color faint, Color line, Color training, Color validation, Color full) {
    static final Theme LIGHT = new Theme(
            new Color(0xFFFFFF),
            new Color(0x1F2328),
            new Color(0x59636E),
            new Color(0xDDE1E6),
            new Color(0x2563B8),
            new Color(0xC2570C),
            new Color(0x1D4E9E));

    static final Theme DARK = new Theme(
            new Color(0x1B1F24),
            new Color(0xE6EAEF),
            new Color(0x9AA4AF),
            new Color(0x363D45),
            new Color(0x6CA8F5),
            new Color(0xF29B54),
            new Color(0x4C8DF0));

    /** Between {@code paper} at 0 and {@code full} at 1; small fractions are lifted so that single mistakes show. */
    Color shade(double fraction) {
        double amount = Math.sqrt(fraction);
        return new Color(
                mixed(paper.getRed(), full.getRed(), amount),
                mixed(paper.getGreen(), full.getGreen(), amount),
                mixed(paper.getBlue(), full.getBlue(), amount));
    }

    /** What can be read on {@link #shade} of the same fraction. */
    Color inkOn(double fraction) {
        return Math.sqrt(fraction) > 0.5 ? Color.WHITE : ink;
    }

    private static int mixed(int from, int to, double amount) {
        return (int) Math.round(from + (to - from) * amount);
    }
}
