package org.inception4j.app.plot;

import java.io.StringWriter;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Elements of SVG or HTML, written one after the other; everything that means something in XML is escaped. */
final class Markup {
    private static final int REPLACEMENT = 0xFFFD;

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    /** A step of the writer's, which cannot fail where it writes to memory. */
    @FunctionalInterface
    private interface Step {
        void run() throws XMLStreamException;
    }

    Markup() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins an element; attributes are names and values by turns. */
    Markup open(String tag, Object... attributes) {
        return write(() -> {
            writer.writeStartElement(tag);
            attributes(attributes);
        });
    }

    Markup close() {
        return write(writer::writeEndElement);
    }

    /** An element that holds nothing and, as SVG's shapes and HTML's {@code meta}, has no end tag. */
    Markup empty(String tag, Object... attributes) {
        return write(() -> {
            writer.writeEmptyElement(tag);
            attributes(attributes);
        });
    }

    /** An element that holds text only. */
    Markup leaf(String tag, String content, Object... attributes) {
        return open(tag, attributes).text(content).close();
    }

    Markup text(String content) {
        return write(() -> writer.writeCharacters(allowed(content)));
    }

    /** A style sheet or a script, which HTML reads as it stands and XML as a section that is not to be read. */
    Markup code(String tag, String code) {
        open(tag);
        return write(() -> {
                    writer.writeCharacters("/*");
                    writer.writeCData("*/\n" + code + "/*");
                    writer.writeCharacters("*/");
                })
                .close();
    }

    Markup line() {
        return text("\n");
    }

    @Override
    public String toString() {
        write(writer::flush);
        return text.toString();
    }

    private void attributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            writer.writeAttribute((String) attributes[i], allowed(value(attributes[i + 1])));
        }
    }

    /** Coordinates with one decimal, and none where there is none. */
    private static String value(Object value) {
        return value instanceof Double number
                ? Double.toString(Math.round(number * 10) / 10.0).replaceFirst("\\.0$", "")
                : value.toString();
    }

    /** Without what a file's text must not hold at all. */
    private static String allowed(String content) {
        return content.codePoints()
                .map(character -> isAllowed(character) ? character : REPLACEMENT)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static boolean isAllowed(int character) {
        boolean control = character < ' ' && "\t\n\r".indexOf(character) < 0;
        boolean halfPair = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !control && !halfPair && character != 0xFFFE && character != 0xFFFF;
    }

    private Markup write(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
