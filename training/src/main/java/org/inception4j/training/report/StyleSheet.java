package org.inception4j.training.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The look of pages that need no other file. */
public final class StyleSheet {
    private StyleSheet() {}

    /** What all pages have: colours by day and night, type, margins; {@code --width} is the widest that one gets. */
    public static String theme() {
        return text("theme.css");
    }

    /** That and the sections and tables of a run's report. */
    public static String report() {
        return theme() + text("report.css");
    }

    private static String text(String name) {
        try (InputStream css = StyleSheet.class.getResourceAsStream(name)) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
