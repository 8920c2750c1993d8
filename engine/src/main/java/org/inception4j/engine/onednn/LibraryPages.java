package org.inception4j.engine.onednn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * The pages of the library's own file that this process has in memory. Linking it reads fourteen megabytes of tables, and
 * compiling a plan goes through twenty of code; running needs little of either.
 */
final class LibraryPages {
    /** Where Linux tells what lies where, a range a line: {@code 7f10-7f20 r-xp 00000000 fe:00 42 /folder/libdnnl.so.3}. */
    private static final Path MAPS = Path.of("/proc/self/maps");

    private static final String FILE = "/libdnnl.so";
    private static final String CODE = " r-xp ";

    /** Others that may only be read were written by the linker before, and are not as in the file. */
    private static final String FIRST_TABLES = " r--p 00000000 ";

    private LibraryPages() {}

    private record Range(long start, long end) {
        static Range of(String line) {
            int to = line.indexOf('-');
            return new Range(
                    HexFormat.fromHexDigitsToLong(line, 0, to),
                    HexFormat.fromHexDigitsToLong(line, to + 1, line.indexOf(' ')));
        }
    }

    /** Looked up on first use; the library stays where it is. */
    private static final class Unchanged {
        static final List<Range> RANGES = LargePages.available() ? find() : List.of();

        private static List<Range> find() {
            try {
                return Files.readString(MAPS, StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> line.contains(FILE) && (line.contains(CODE) || line.contains(FIRST_TABLES)))
                        .map(Range::of)
                        .toList();
            } catch (IOException notTold) {
                return List.of();
            }
        }
    }

    /** They stay in the system's cache, and are there again when they are needed; on another system than Linux nothing happens. */
    static void giveBack() {
        Unchanged.RANGES.forEach(range -> LargePages.giveBack(range.start(), range.end() - range.start()));
    }
}
