package org.inception4j.formats.torch;

import static org.inception4j.formats.torch.TorchFixtures.path;
import static org.inception4j.formats.torch.TorchFixtures.small;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.inception4j.formats.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchFuzzTest {
    @TempDir
    private Path folder;

    @Test
    void answersDamagedArchivesWithARefusal() throws IOException {
        Fuzz.of(
                        bytes("small.pth"),
                        bytes("deflated.pth"),
                        bytes("views.pth"),
                        bytes("checkpoint.pth"),
                        bytes("zip64.pth"))
                .check(folder, TorchFuzzTest::read);
    }

    @Test
    void answersDamageWithinArchivesWithARefusal() throws IOException {
        Fuzz.ofZip(repacked("small.pth"), repacked("protocol4.pth"), repacked("views.pth"), repacked("checkpoint.pth"))
                .check(folder, TorchFuzzTest::read);
    }

    @Test
    void answersDamagedLegacyFilesWithARefusal() throws IOException {
        Fuzz.of(bytes("legacy.pth"), bytes("legacy_views.pth"), bytes("checkpoint_legacy.pth"), bytes("python2.pth"))
                .check(folder, TorchFuzzTest::read);
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    /** Java's stream of zip entries refuses stored ones whose sizes stand behind them, as PyTorch writes them. */
    private static byte[] repacked(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile from = new ZipFile(path(name).toFile());
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                from.getInputStream(entry).transferTo(to);
            }
        }
        return bytes.toByteArray();
    }

    private static void read(Path file) throws IOException {
        try (TorchFile torch = TorchFile.open(file)) {
            Fuzz.readAll(torch, small());
        }
    }
}
