package org.inception4j.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzTest {
    private static final byte[] FILE = new byte[2000];

    @TempDir
    private Path folder;

    @Test
    void givesTheSameDamageForTheSameSeed() {
        Set<String> different = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            byte[] damaged = Fuzz.of(FILE).damaged(seed);
            assertThat(Fuzz.of(FILE).damaged(seed)).isEqualTo(damaged);
            different.add(new String(damaged, StandardCharsets.ISO_8859_1));
        }
        assertThat(different).hasSizeGreaterThan(150);
    }

    @Test
    void leavesNothingBehindWhenAllIsWell() throws IOException {
        Fuzz.of(FILE).runs(50).only(-1).check(folder, Files::readAllBytes);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysWhichRunThrewSomethingElseAndHowToRepeatIt() {
        assertThatThrownBy(() -> Fuzz.of(FILE).only(7).check(folder, file -> {
                    if (file.endsWith("fuzz-7")) {
                        throw new IllegalStateException("wrong");
                    }
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("run 7 threw java.lang.IllegalStateException: wrong; repeat it alone with -Dfuzz.seed=7");
    }

    @Test
    void endsARunThatDoesNotEnd() {
        assertThatThrownBy(() -> Fuzz.of(FILE).only(7).seconds(0.1).check(folder, file -> {
                    while (file.endsWith("fuzz-7")) {
                        Thread.onSpinWait();
                    }
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("run 7 is not done after 0.1 s; repeat it alone with -Dfuzz.seed=7");
    }

    @Test
    void refusesARunThatTakesMoreMemoryThanTheFileJustifies() {
        assertThatThrownBy(() -> Fuzz.of(FILE).only(7).megabytes(1).check(folder, file -> assertThat(new byte[4 << 20])
                        .hasSize(4 << 20)))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "run 7 allocated 4,[0-9,]+ bytes of at most 1,[0-9,]+; repeat it alone with -Dfuzz.seed=7");
    }

    @Test
    void refusesToDamageAFileThatIsRefusedAsItIs() {
        assertThatThrownBy(() -> Fuzz.of(FILE).runs(1).check(folder, _ -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no");
    }

    @Test
    void damagesWhatIsInAZipAndPacksItAgain() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (String name : new String[] {"a", "b"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(FILE);
            }
        }
        int[] damaged = {0};
        Fuzz.ofZip(archive.toByteArray()).runs(50).only(-1).check(folder, file -> {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    damaged[0] += Arrays.equals(zip.readAllBytes(), FILE) ? 0 : 1;
                }
            } catch (ZipException unpackable) {
                throw new AssertionError(unpackable);
            }
        });
        assertThat(damaged[0]).isGreaterThan(25);
    }
}
