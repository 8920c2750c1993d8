package org.inception4j.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A contender that can be started.
 *
 * @param name {@code pytorch compile}
 * @param command with its arguments
 * @param environment put over this process's own; an empty value removes the variable
 */
public record Entrant(String name, List<String> command, Map<String, String> environment) {
    /** What ./inception sets for itself: others wait for their threads as they choose. */
    static final Map<String, String> OWN_WAITING = Map.of("OMP_WAIT_POLICY", "", "GOMP_SPINCOUNT", "");

    public Entrant {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** This library, as this process was started. */
    public static Entrant ours() {
        return java(Result.OURS, Ours.class.getName(), System.getProperty("java.class.path"));
    }

    /** What tells how fast this machine can multiply. */
    static Entrant ceiling() {
        return java("ceiling", Ours.class.getName(), System.getProperty("java.class.path"));
    }

    private static Entrant java(String name, String mainClass, String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", classPath, mainClass));
        return new Entrant(name, command, Map.of());
    }

    /** Starts it; it waits for its first task. */
    Resident start() throws Absence {
        try {
            Path messages = Files.createTempFile("inception-bench-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(messages.toFile());
            environment.forEach((name, value) -> {
                if (value.isEmpty()) {
                    builder.environment().remove(name);
                } else {
                    builder.environment().put(name, value);
                }
            });
            return new Resident(name, builder.start(), messages);
        } catch (IOException e) {
            throw Absence.failed("cannot be started (%s)".formatted(e.getMessage()));
        }
    }
}
