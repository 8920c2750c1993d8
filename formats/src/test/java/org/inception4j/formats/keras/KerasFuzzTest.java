package org.inception4j.formats.keras;

import java.io.IOException;
import java.nio.file.Path;
import org.inception4j.formats.Fuzz;
import org.inception4j.model.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KerasFuzzTest {
    @TempDir
    private Path folder;

    private Model model;

    @BeforeEach
    void readModel() throws IOException {
        try (KerasFile whole = KerasFixtures.open(folder, "chain.keras")) {
            model = whole.model().orElseThrow();
        }
    }

    @Test
    void answersDamageInHdf5WithARefusal() throws IOException {
        Fuzz.of(
                        KerasFixtures.bytes("chain.h5"),
                        KerasFixtures.bytes("nested-weights.h5"),
                        KerasFixtures.bytes("nested.weights.h5"))
                .check(folder, this::readAll);
    }

    @Test
    void answersDamageInAnArchiveWithARefusal() throws IOException {
        Fuzz.of(KerasFixtures.bytes("chain.keras")).check(folder, this::readAll);
    }

    @Test
    void answersDamageInAnArchivesEntriesWithARefusal() throws IOException {
        Fuzz.ofZip(KerasFixtures.bytes("chain.keras"), KerasFixtures.bytes("nested.keras"))
                .check(folder, this::readAll);
    }

    private void readAll(Path path) throws IOException {
        try (KerasFile file = KerasFile.open(path)) {
            try {
                file.adam(model);
            } finally {
                Fuzz.readAll(file, model);
            }
        }
    }
}
