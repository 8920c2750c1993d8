package org.inception4j.app.plot;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Layer;
import org.inception4j.model.Padding;
import org.inception4j.model.Size;

/** What a layer was made with, as words: read from the record's components, so that a new layer needs nothing here. */
final class Settings {
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Settings(Layer layer) {
        for (RecordComponent component : layer.getClass().getRecordComponents()) {
            values.put(component.getName(), value(layer, component));
        }
    }

    /** All of them by name: {@code kernel size} → {@code 3×3}; what weights start from is left out. */
    static Map<String, String> of(Layer layer) {
        Map<String, String> words = new LinkedHashMap<>();
        new Settings(layer)
                .values.forEach((name, value) -> text(value).ifPresent(text -> words.put(spaced(name), text)));
        return words;
    }

    /** What tells the layer from others of its type, in a few letters: {@code 3×3 /2 same relu}. */
    static String brief(Layer layer) {
        return new Settings(layer).brief();
    }

    private String brief() {
        List<String> parts = new ArrayList<>();
        Stream.of("kernelSize", "poolSize", "size").map(values::get).forEach(size -> text(size)
                .ifPresent(parts::add));
        unless(Size.ONE, "strides", "/").map(Settings::side).ifPresent(parts::add);
        unless(Size.ONE, "dilation", "dilation ").map(Settings::side).ifPresent(parts::add);
        unless(1, "groups", "groups ").ifPresent(parts::add);
        if (!Size.ONE.equals(values.get("kernelSize"))) {
            text(values.get("padding"))
                    .map(padding -> padding.replaceFirst("^(?=[\\d(])", "pad "))
                    .ifPresent(parts::add);
        }
        unless(ActivationFunction.LINEAR, "activation", "").ifPresent(parts::add);
        text(values.get("function")).ifPresent(parts::add);
        text(values.get("rate")).map("rate "::concat).ifPresent(parts::add);
        return String.join(" ", parts);
    }

    private Optional<String> unless(Object usual, String name, String prefix) {
        Object value = values.get(name);
        return usual.equals(value) ? Optional.empty() : text(value).map(text -> prefix + text);
    }

    /** {@code /2} for {@code /2×2}. */
    private static String side(String size) {
        return size.replaceFirst("(\\d+)×\\1$", "$1");
    }

    private static Optional<String> text(Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Size size -> Optional.of(size.height() + "×" + size.width());
            case Padding.Explicit(int top, int bottom, int left, int right)
            when top == bottom && left == right && top == left -> Optional.of(String.valueOf(top));
            case Padding padding -> Optional.of(padding.toString());
            case ActivationFunction function ->
                Optional.of(lower(function.kind()) + (function.kind().hasAlpha() ? " " + function.alpha() : ""));
            case Enum<?> choice -> Optional.of(lower(choice));
            case Boolean yes -> Optional.of(yes ? "yes" : "no");
            case Number number -> Optional.of(number.toString());
            default -> Optional.empty();
        };
    }

    private static String lower(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String spaced(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static Object value(Layer layer, RecordComponent component) {
        try {
            return component.getAccessor().invoke(layer);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "%s: %s cannot be read; make the record public".formatted(layer, component.getName()), e);
        }
    }
}
