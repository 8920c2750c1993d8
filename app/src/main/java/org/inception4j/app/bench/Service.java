package org.inception4j.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inception4j.app.bench.Contender.Work;
import org.inception4j.formats.json.JsonText;
import org.inception4j.formats.json.JsonValue;

/**
 * A contender's side of the conversation: a JSON object a line comes in, one goes out. Between its turns it waits for the next
 * line, and computes nothing.
 */
public final class Service implements AutoCloseable {
    private static final int WARM_UPS = 3;
    private static final int LEAST_RUNS = 3;
    private static final double NANOS = 1e9;
    private static final double NANOS_OF_A_MILLI = 1e6;

    private final Contender contender;
    private Work work;

    private Service(Contender contender) {
        this.contender = contender;
    }

    /** Answers until the input ends. */
    public static void serve(Contender contender, InputStream in, OutputStream out) throws IOException {
        BufferedReader requests = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (Service service = new Service(contender)) {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                answers.println(JsonText.writeLine(service.answer(line)));
            }
        }
    }

    private Map<String, ?> answer(String line) {
        try {
            JsonValue request = JsonValue.parse(line, "request");
            return request.field("do").string().equals("prepare")
                    ? prepare(Task.of(request))
                    : measure(request.field("seconds").float64());
        } catch (Contender.Skip skip) {
            return Map.of("skipped", skip.getMessage());
        } catch (Exception | LinkageError failure) {
            return Map.of("failed", String.valueOf(failure.getMessage()));
        }
    }

    private Map<String, ?> prepare(Task task) throws Exception {
        close();
        work = contender.prepare(task);
        for (int i = 0; i < WARM_UPS; i++) {
            work.run();
        }
        return Map.of("libraries", contender.libraries());
    }

    private Map<String, ?> measure(double seconds) throws Exception {
        work.run(); // the others have had the caches since
        List<Double> millis = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * NANOS);
        while (System.nanoTime() < end || millis.size() < LEAST_RUNS) {
            long start = System.nanoTime();
            work.run();
            millis.add((System.nanoTime() - start) / NANOS_OF_A_MILLI);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("millis", millis);
        answer.put("peak_bytes", peakBytes());
        return answer;
    }

    /** The most memory that this process has had resident; null where the system does not tell. */
    private static Long peakBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(null);
        } catch (IOException notLinux) {
            return null;
        }
    }

    @Override
    public void close() {
        if (work != null) {
            work.close();
            work = null;
        }
    }
}
