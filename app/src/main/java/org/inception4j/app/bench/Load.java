package org.inception4j.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What else the machine did while contenders had their turns. Only Linux tells; elsewhere {@link #others} is 0.
 */
public final class Load {
    private static final Path PROCESSOR_TIMES = Path.of("/proc/stat");
    private static final Path AVERAGES = Path.of("/proc/loadavg");
    private static final double TICKS_A_SECOND = 100;
    /** Behind the process' name: of children that ended, for themselves and then in the kernel. */
    private static final int CHILDREN_TICKS = 13;

    private double seconds;
    private double busy;

    /** Processor time that everything on this machine has used, in seconds; stolen time is somebody's too. */
    private static double used() {
        try {
            long[] ticks = Arrays.stream(Files.readAllLines(PROCESSOR_TIMES)
                            .getFirst()
                            .replaceFirst("cpu +", "")
                            .split(" "))
                    .mapToLong(Long::parseLong)
                    .toArray();
            // user, nice, system, idle, waiting for disks, interrupts, stolen
            return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]) / TICKS_A_SECOND;
        } catch (IOException notLinux) {
            return 0;
        }
    }

    /** What happens between start and {@link #end}. */
    final class Turn {
        private final Supplier<Duration> own;
        private final double usedBefore = used();
        private final Duration ownBefore;
        private final long start = System.nanoTime();

        private Turn(Supplier<Duration> own) {
            this.own = own;
            this.ownBefore = own.get();
        }

        void end() {
            double ownSeconds = own.get().minus(ownBefore).toMillis() / 1e3;
            seconds += (System.nanoTime() - start) / 1e9;
            busy += Math.max(0, used() - usedBefore - ownSeconds);
        }
    }

    /** @param own processor time that the contender has used */
    Turn turnOf(Supplier<Duration> own) {
        return new Turn(own);
    }

    /** Processor time of all processes that this one has started and that have ended. */
    static Duration ofEndedChildren() {
        try {
            String[] fields = Files.readString(Path.of("/proc/self/stat"))
                    .replaceFirst(".*\\) ", "")
                    .split(" ");
            long ticks = Long.parseLong(fields[CHILDREN_TICKS]) + Long.parseLong(fields[CHILDREN_TICKS + 1]);
            return Duration.ofMillis((long) (1000 * ticks / TICKS_A_SECOND));
        } catch (IOException notLinux) {
            return Duration.ZERO;
        }
    }

    /** Processors that others kept busy during the turns, on average: 0.05 is a twentieth of one. */
    double others() {
        return seconds == 0 ? 0 : busy / seconds;
    }

    /** The operating system's load averages of 1, 5 and 15 minutes; empty where it has none. */
    public static String averages() {
        try {
            return Files.readString(AVERAGES).replaceFirst("^(\\S+ \\S+ \\S+).*\\s*", "$1");
        } catch (IOException notLinux) {
            return "";
        }
    }
}
