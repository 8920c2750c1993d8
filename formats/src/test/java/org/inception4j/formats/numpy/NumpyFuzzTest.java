package org.inception4j.formats.numpy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inception4j.formats.Fuzz;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Model;
import org.inception4j.model.Sequential;
import org.inception4j.model.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyFuzzTest {
    @TempDir
    private Path folder;

    @Test
    void answersDamageOfArraysWithARefusal() throws IOException {
        Fuzz.of(file("version1.npy"), file("version2.npy"), file("version3.npy"), file("objects.npy"))
                .check(folder, NumpyFuzzTest::read);
    }

    @Test
    void answersDamageOfArchivesWithARefusal() throws IOException {
        Fuzz.of(file("plain.npz"), file("packed.npz")).check(folder, NumpyFuzzTest::read);
    }

    @Test
    void answersDamageWithinArchivesWithARefusal() throws IOException {
        Fuzz.ofZip(file("plain.npz")).check(folder, NumpyFuzzTest::read);
    }

    private static void read(Path damaged) throws IOException {
        Model model = Sequential.of(
                "m", Shape.of(4, 4, 2), List.of(Conv2D.of(2, 1).withBias(false).named("conv")));
        try (NumpyFile file = NumpyFile.open(damaged)) {
            Fuzz.readAll(file, model);
        }
    }

    private static byte[] file(String name) throws IOException {
        Path root = Path.of(System.getProperty("project.root", "."));
        return Files.readAllBytes(root.resolve("formats/src/test/resources/org/inception4j/formats/numpy/" + name));
    }
}
