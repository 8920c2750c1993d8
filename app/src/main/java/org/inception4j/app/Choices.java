package org.inception4j.app;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.inception4j.engine.Engine;
import org.inception4j.engine.Precision;
import org.inception4j.engine.calibration.CalibrationMethod;
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

    /** Values by the names that people write, in large letters or small. */
    static class Named<T> implements Iterable<String>, ITypeConverter<T> {
        private final Map<String, T> values = new LinkedHashMap<>();

        Named(List<T> values, Function<T, String> name) {
            values.forEach(value -> this.values.put(name.apply(value), value));
        }

        @Override
        public Iterator<String> iterator() {
            return values.keySet().iterator();
        }

        @Override
        public T convert(String given) {
            T value = values.get(given.toLowerCase(Locale.ROOT));
            if (value == null) {
                throw new TypeConversionException("there is no " + given);
            }
            return value;
        }
    }

    static final class Precisions implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Precision.values()).map(Choices::name).iterator();
        }
    }

    static final class Styles extends Named<SummaryStyle> {
        Styles() {
            super(List.of(SummaryStyle.values()), SummaryStyle::label);
        }
    }

    static final class Layouts extends Named<PictureLayout> {
        Layouts() {
            super(List.of(PictureLayout.values()), Choices::name);
        }
    }

    static final class Methods extends Named<CalibrationMethod> {
        Methods() {
            super(List.of(CalibrationMethod.values()), Choices::name);
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
