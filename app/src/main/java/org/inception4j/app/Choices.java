package org.inception4j.app;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.inception4j.engine.Engine;
import org.inception4j.engine.Precision;
import org.inception4j.formats.onnx.PictureLayout;
import org.inception4j.model.summary.SummaryStyle;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What shells offer for an option, and messages name. */
final class Choices {
    private Choices() {}

    /** An enum's constants as people write them. */
    static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    static final class Precisions implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Precision.values()).map(Choices::name).iterator();
        }
    }

    static final class Styles implements Iterable<String>, ITypeConverter<SummaryStyle> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(SummaryStyle.values()).map(SummaryStyle::label).iterator();
        }

        @Override
        public SummaryStyle convert(String label) {
            return Arrays.stream(SummaryStyle.values())
                    .filter(style -> style.label().equalsIgnoreCase(label))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no style " + label));
        }
    }

    static final class Layouts implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(PictureLayout.values()).map(Choices::name).iterator();
        }
    }

    static final class Networks implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NetworkNames.ALL.iterator();
        }
    }

    /** Those on the class path, in the order of preference. */
    static final class Engines implements Iterable<String>, ITypeConverter<String> {
        private static List<String> names() {
            return Engine.all().stream().map(Engine::name).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }

        @Override
        public String convert(String name) {
            if (!names().contains(name)) {
                throw new TypeConversionException("there is no engine " + name);
            }
            return name;
        }
    }
}
