package org.inception4j.app;

import java.util.ArrayList;
import java.util.List;

/** Sentences for a terminal. */
final class Paragraph {
    /** Letters in a line. */
    static final int WIDTH = 120;

    private Paragraph() {}

    /** The text broken between words into lines of at most 120 letters; those after the first begin below its text. */
    static List<String> wrap(String mark, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(mark);
        boolean empty = true;
        for (String word : text.split(" ")) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(mark.length()));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
