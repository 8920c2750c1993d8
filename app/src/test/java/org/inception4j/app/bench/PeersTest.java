package org.inception4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.inception4j.app.bench.Peers.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PeersTest {
    @TempDir
    private Path folder;

    private Path python(String shell) throws IOException {
        Path file = Files.writeString(folder.resolve("python3"), "#!/usr/bin/env bash\n" + shell + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void takesThePythonAskedForThenTheVariablesThenThePaths() throws IOException {
        Path onPath = python("");
        Map<String, String> path = Map.of("PATH", "/no/such/folder:" + folder);
        Map<String, String> both = Map.of("PATH", folder.toString(), "INCEPTION_PYTHON", "/opt/python");

        assertThat(Python.find(null, path)).contains(new Python(onPath));
        assertThat(Python.find(null, both)).contains(new Python(Path.of("/opt/python")));
        assertThat(Python.find(Path.of("mine"), both)).contains(new Python(Path.of("mine")));
        assertThat(Python.find(null, Map.of())).isEmpty();
    }

    @Test
    void hasEveryModeOfPyTorch() throws IOException {
        Peers peers = Peers.find(List.of(Peer.PYTORCH), python("exit 0"));

        assertThat(peers.entrants())
                .extracting(Entrant::name)
                .containsExactly("pytorch eager", "pytorch compile", "pytorch frozen");
        assertThat(peers.missing()).isEmpty();
    }

    @Test
    void refusesAPythonThatWasAskedForAndHasNoPyTorch() throws IOException {
        Path python = python("echo 'Traceback'; echo \"ModuleNotFoundError: No module named 'torch'\"; exit 1");

        assertThatThrownBy(() -> Peers.find(List.of(Peer.PYTORCH), python))
                .hasMessage(
                        "--python: %s cannot import torch (ModuleNotFoundError: No module named 'torch'); give one that has PyTorch, or leave it out by --peers",
                        python);
    }

    @Test
    void saysThatPeersOfTheJvmNeedACheckout() {
        Peers peers = Peers.find(List.of(Peer.ONNXRUNTIME), null);

        assertThat(peers.entrants()).isEmpty();
        assertThat(peers.missing())
                .containsExactly(
                        Map.entry("onnxruntime", "is built from the sources; start by the ./inception of a checkout"));
    }
}
