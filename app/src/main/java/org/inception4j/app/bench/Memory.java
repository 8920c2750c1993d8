package org.inception4j.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What memory processes have resident; only Linux tells, elsewhere it is 0. */
final class Memory {
    private Memory() {}

    /** The most that a process without children has had; of one with children what all have now, shared pages counted once. */
    static long of(ProcessHandle process) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        return all.size() == 1
                ? peak(process)
                : all.stream()
                        .mapToLong(each -> number(each, "smaps_rollup", "Pss:"))
                        .sum();
    }

    static long peak(ProcessHandle process) {
        return number(process, "status", "VmHWM:");
    }

    private static long number(ProcessHandle process, String file, String name) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), file)).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException goneOrNotLinux) {
            return 0;
        }
    }
}
