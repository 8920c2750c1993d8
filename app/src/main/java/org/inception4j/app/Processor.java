package org.inception4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the operating system says about the processor.
 *
 * @param features the instruction sets that matter for speed, those that it has; empty where the system does not tell
 */
record Processor(String name, Set<String> features) {
    /** In /proc/cpuinfo's words: x86-64 first, then Arm. */
    private static final Set<String> THAT_MATTER = Set.of(
            "avx2",
            "avx512f",
            "avx512_vnni",
            "avx512_bf16",
            "avx512_fp16",
            "avx_vnni",
            "amx_tile",
            "amx_bf16",
            "amx_int8",
            "asimd",
            "bf16",
            "i8mm",
            "sve",
            "sve2");

    static Processor ofThisMachine() {
        try {
            return parse(Files.readAllLines(Path.of("/proc/cpuinfo")));
        } catch (IOException noSuchFileHere) {
            return parse(List.of());
        }
    }

    static Processor parse(List<String> cpuInfo) {
        String name = System.getProperty("os.arch");
        Set<String> features = new TreeSet<>();
        for (String line : cpuInfo) {
            String key = line.replaceFirst("\\s*:.*", "");
            String value = line.replaceFirst("[^:]*:\\s*", "");
            if (key.equals("model name")) {
                name = value;
            } else if (key.equals("flags") || key.equals("Features")) {
                features.addAll(Set.of(value.split(" +")));
            }
        }
        features.retainAll(THAT_MATTER);
        return new Processor(name, features);
    }
}
