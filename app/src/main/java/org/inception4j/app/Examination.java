package org.inception4j.app;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.inception4j.engine.Engine;
import org.inception4j.engine.Precision;
import org.inception4j.vision.Decoder;

/**
 * What {@code doctor} finds on this machine.
 *
 * @param facts by name, in the order in which they are shown, for people
 * @param values the same for programs
 * @param problems sentences, each with its remedy
 */
record Examination(Map<String, String> facts, Map<String, Object> values, List<String> problems) {
    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;
    private static final String REFERENCE = "reference";

    static Examination ofThisMachine() {
        Examination examination = new Examination(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        examination.tell("version", Version.text());
        examination.java();
        examination.processor();
        examination.memory();
        examination.engines();
        examination.decoder();
        examination.openMp();
        examination.natives();
        return examination;
    }

    private void tell(String name, String fact) {
        tell(name, fact, fact);
    }

    private void tell(String name, String fact, Object value) {
        facts.put(name, fact);
        values.put(name, value);
    }

    private void java() {
        tell(
                "java",
                "%s, %s, %s"
                        .formatted(
                                System.getProperty("java.runtime.version"),
                                System.getProperty("java.vendor"),
                                System.getProperty("java.home")));
    }

    private void processor() {
        Processor processor = Processor.ofThisMachine();
        tell("processor", processor.name());
        tell(
                "features",
                processor.features().isEmpty() ? "unknown" : String.join(" ", processor.features()),
                List.copyOf(processor.features()));
        int threads = Runtime.getRuntime().availableProcessors();
        tell("threads", Integer.toString(threads), threads);
    }

    private void memory() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long heap = Runtime.getRuntime().maxMemory();
        long total = system.getTotalMemorySize();
        long free = system.getFreeMemorySize();
        tell(
                "memory",
                "%.1f GiB, free %.1f GiB, Java heap at most %.1f GiB".formatted(total / GIB, free / GIB, heap / GIB),
                Json.object().with("bytes", total).with("free_bytes", free).with("heap_bytes", heap));
        if (heap < GIB / 2) {
            problems.add("memory: the Java heap may have %.0f MiB only; give it more by INCEPTION_JAVA_OPTS=-Xmx2g"
                    .formatted(heap / MIB));
        }
    }

    private void engines() {
        for (Engine engine : Engine.all()) {
            Optional<String> unavailable = engine.unavailable();
            unavailable.ifPresent(why -> problems.add("engine " + engine.name() + ": " + why));
            if (unavailable.isEmpty()) {
                tell(engine.name(), engine.description());
            }
        }
        try {
            chosenEngine(Engine.best());
        } catch (IllegalStateException none) {
            problems.add(none.getMessage());
        }
    }

    private void chosenEngine(Engine engine) {
        tell("engine", engine.name());
        String precision = Choices.name(engine.resolve(Precision.AUTO));
        tell("precision", precision + " where it is auto", precision);
        if (engine.name().equals(REFERENCE) && problems.isEmpty()) {
            problems.add("engine: only the reference engine is here, which is a hundred times slower; "
                    + "add org.bytedeco:dnnl and org.bytedeco:opencl with this platform's natives");
        }
    }

    private void decoder() {
        check("decoder", Decoder::description);
    }

    private void openMp() {
        String policy = System.getenv("OMP_WAIT_POLICY");
        tell("openmp", "OMP_WAIT_POLICY=" + (policy == null ? "(unset)" : policy));
        if (policy == null || !policy.equalsIgnoreCase("passive")) {
            problems.add("OMP_WAIT_POLICY: is %s, so waiting threads spin and slow each other down on a busy machine; "
                            .formatted(policy == null ? "not set" : policy)
                    + "set it to passive, or start by ./inception, which does");
        }
    }

    /** Where JavaCPP unpacks native libraries. */
    private void natives() {
        Path cache = Path.of(System.getProperty(
                "org.bytedeco.javacpp.cachedir", System.getProperty("user.home") + "/.javacpp/cache"));
        check("natives", () -> "%s, %.0f MiB".formatted(cache, bytes(cache) / MIB));
        if (Files.exists(cache) && !Files.isWritable(cache)) {
            problems.add(
                    "%s: may not be written, so native libraries cannot be unpacked; change its permissions, or give another by INCEPTION_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER"
                            .formatted(cache));
        }
    }

    private void check(String name, Supplier<String> fact) {
        try {
            tell(name, fact.get());
        } catch (IllegalStateException | LinkageError | UncheckedIOException e) {
            problems.add(Failure.of(e).message());
        }
    }

    private static long bytes(Path folder) {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(Examination::size)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
