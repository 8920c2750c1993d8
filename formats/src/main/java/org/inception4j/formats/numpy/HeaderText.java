package org.inception4j.formats.numpy;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.formats.FormatException;

/**
 * The text of an array's header, which is a dict as Python writes it, with three known keys. It is read letter by letter and
 * never as a program.
 */
final class HeaderText {
    private static final int MAX_AXES = 64;
    private static final int MAX_DIGITS = 18;

    private final String text;
    private final String place;
    private int at;
    private String type = "";
    private Boolean fortranOrder;
    private List<Long> sizes;

    private HeaderText(String text, String place) {
        this.text = text;
        this.place = place;
    }

    static ArrayHeader parse(String text, String place) throws FormatException {
        HeaderText header = new HeaderText(text, place);
        header.dict();
        return new ArrayHeader(header.type, header.fortranOrder, header.sizes);
    }

    private void dict() throws FormatException {
        expect('{');
        while (!skips('}')) {
            String key = quoted();
            expect(':');
            value(key);
            if (!skips(',')) {
                expect('}');
                break;
            }
        }
        blanks();
        if (at < text.length()) {
            throw refused("has more after its end");
        }
        if (type.isEmpty() || fortranOrder == null || sizes == null) {
            throw refused("does not have all of descr, fortran_order, shape");
        }
    }

    private void value(String key) throws FormatException {
        switch (key) {
            case "descr" -> type = type();
            case "fortran_order" -> fortranOrder = truth();
            case "shape" -> sizes = tuple();
            default -> throw refused("has the unknown key " + key);
        }
    }

    /** A text, or a list for records, which is kept as it is. */
    private String type() throws FormatException {
        blanks();
        if (at == text.length() || text.charAt(at) != '[') {
            return quoted();
        }
        int begin = at;
        int depth = 0;
        do {
            if (at == text.length()) {
                throw refused("has a list without an end");
            }
            char letter = text.charAt(at++);
            depth += letter == '[' ? 1 : letter == ']' ? -1 : 0;
        } while (depth > 0);
        return text.substring(begin, at);
    }

    private boolean truth() throws FormatException {
        blanks();
        for (String word : List.of("True", "False")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("True");
            }
        }
        throw refused("has a fortran_order that is neither True nor False");
    }

    private List<Long> tuple() throws FormatException {
        expect('(');
        List<Long> found = new ArrayList<>();
        while (!skips(')')) {
            if (found.size() == MAX_AXES) {
                throw refused("has more than %d axes".formatted(MAX_AXES));
            }
            found.add(size());
            if (!skips(',')) {
                expect(')');
                break;
            }
        }
        return found;
    }

    /** Python 2 wrote an L behind some. */
    private long size() throws FormatException {
        blanks();
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == begin || at - begin > MAX_DIGITS) {
            throw refused("has a size that is no number");
        }
        long size = Long.parseLong(text.substring(begin, at));
        skips('L');
        return size;
    }

    private String quoted() throws FormatException {
        blanks();
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw refused("has no text in quotes");
        }
        String quoted = text.substring(at + 1, end);
        at = end + 1;
        return quoted;
    }

    private void expect(char letter) throws FormatException {
        if (!skips(letter)) {
            throw refused("has no " + letter);
        }
    }

    private boolean skips(char letter) {
        blanks();
        boolean there = at < text.length() && text.charAt(at) == letter;
        at += there ? 1 : 0;
        return there;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private FormatException refused(String problem) {
        return new FormatException(
                place,
                "its header %s at letter %d of %d".formatted(problem, at, text.length()),
                "give a file that numpy.save or numpy.savez wrote");
    }
}
