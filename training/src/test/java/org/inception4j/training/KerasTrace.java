package org.inception4j.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Keras itself did in one case, from a file that {@code scripts/goldens/training.py} made.
 *
 * @param kind the class
 * @param settings its arguments
 * @param given losses or gradients, one after another
 * @param seen what came of them
 */
public record KerasTrace(String kind, Map<String, String> settings, double[] given, double[] seen) {
    /** All cases of a file beside the class. */
    public static List<KerasTrace> read(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" \\| ?", -1))
                    .map(parts -> new KerasTrace(parts[0], settings(parts[1]), numbers(parts[2]), numbers(parts[3])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(String text) {
        return Arrays.stream(text.split(" "))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" "))
                .filter(number -> !number.isEmpty())
                .mapToDouble(number -> number.equals("nan") ? Double.NaN : Double.parseDouble(number))
                .toArray();
    }

    public double number(String setting) {
        String value = settings.get(setting);
        return value.equals("None") ? Double.NaN : Double.parseDouble(value);
    }

    public int whole(String setting) {
        return Integer.parseInt(settings.get(setting));
    }

    public boolean flag(String setting) {
        return settings.get(setting).equals("True");
    }

    @Override
    public String toString() {
        return kind + " " + settings + " " + Arrays.toString(given);
    }
}
