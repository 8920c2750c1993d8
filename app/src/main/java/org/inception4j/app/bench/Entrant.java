package org.inception4j.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
    private static final Map<String, String> OWN_WAITING =
            Map.of("OMP_WAIT_POLICY", "", "GOMP_SPINCOUNT", "", "OPENBLAS_NUM_THREADS", "");

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

    /** With this process's own flags. */
    private static Entrant java(String name, String mainClass, String classPath) {
        return java(name, ManagementFactory.getRuntimeMXBean().getInputArguments(), mainClass, classPath);
    }

    /** A peer, with the flags that Java has by itself: ours are chosen for us. */
    static Entrant peer(String name, String mainClass, String classPath, String... arguments) {
        Entrant plain = java(name, List.of("--enable-native-access=ALL-UNNAMED"), mainClass, classPath, arguments);
        return plain.asPeer();
    }

    boolean isPeer() {
        return !name.equals(Result.OURS);
    }

    /** A command of ours, where there is no launcher to start it. */
    static Entrant command(String name, String classPath, List<String> arguments) {
        return java(
                name,
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                "org.inception4j.app.Main",
                classPath,
                arguments.toArray(String[]::new));
    }

    private static Entrant java(
            String name, List<String> flags, String mainClass, String classPath, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add(mainClass);
        command.addAll(List.of(arguments));
        // Not by -cp: ONNX Runtime 1.29 dies of a command line of more than 4,096 characters
        return new Entrant(name, command, Map.of("CLASSPATH", classPath));
    }

    /** What ./inception sets for itself is taken away: others wait for their threads as they choose. */
    Entrant asPeer() {
        Map<String, String> changed = new HashMap<>(environment);
        changed.putAll(OWN_WAITING);
        return new Entrant(name, command, changed);
    }

    /** Starts it; it waits for its first task. */
    Resident start() throws Absence {
        try {
            Path messages = Files.createTempFile("inception-bench-", ".log");
            return new Resident(name, builder(messages).start(), messages);
        } catch (IOException e) {
            throw Absence.failed("cannot be started (%s)".formatted(e.getMessage()));
        }
    }

    /** What starts it, with its messages into this file. */
    ProcessBuilder builder(Path messages) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(messages.toFile());
        environment.forEach((variable, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(variable);
            } else {
                builder.environment().put(variable, value);
            }
        });
        return builder;
    }
}
